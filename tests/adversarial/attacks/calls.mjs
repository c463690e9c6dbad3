/** The plain call of each method, which attacks start from. */
import { METHODS, PAYLOAD } from '../../support/host.mjs';
import { OWN } from '../attack.mjs';

export { METHODS, PAYLOAD };
export const OTHER = 'usr_other';

/** Good parameters for a method, and more. */
export const plain = (method, more = {}) => ({
  scope: { ...OWN },
  ...(method !== 'list' && { name: 'n' }),
  ...(method === 'create' && { payload: PAYLOAD }),
  ...more,
});

/** The form of the good parameters, without the scope. */
export const form = (method, more = {}) => {
  const { scope, ...others } = plain(method);
  return { ...others, ...more };
};

/** The plain call of each method, which attacks start from. */
import { OWN } from '../attack.mjs';

export const METHODS = ['create', 'find', 'list', 'deleteWhere'];
export const OTHER = 'usr_other';
export const PAYLOAD = 'payload-placeholder';

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

/** A value that is one thing at the first look and another at each later one. */
export const shifting = (first, later) => {
  let looks = 0;
  return () => (looks++ === 0 ? first : later);
};

/** An object with a getter. */
export const withGetter = (object, key, get) => Object.defineProperty(object, key, { get, enumerable: true, configurable: true });

export const raise = (error) => { throw error; };

// The options of `useSecret` and `secretQuery`.

import { isRecord, readExactly, refusal } from '../entries/shared.js';

/** The options as they were read. Throws `option_unknown`, and `store_scope_invalid` for what cannot be a scope. */
export const how = (scope, options) => {
  if (scope && !isRecord(scope)) {
    throw refusal('InvalidRequest', 'store_scope_invalid', 'scope', { param: 'scope' });
  }
  return readExactly(options, ['json', 'parse']);
};

// What `useSecret` and `secretQuery` are told.

import { isRecord, known, refusal } from '../entries/shared.js';

/** The options as they were read. Throws `option_unknown`, and `store_scope_invalid` for what can be no scope. */
export const how = (scope, options) => {
  if (scope && !isRecord(scope)) {
    throw refusal('InvalidRequest', 'store_scope_invalid', 'scope', { param: 'scope' });
  }
  return known(options, ['json', 'parse']);
};

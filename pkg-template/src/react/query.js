// `secretQuery`: a secret for TanStack Query.

import { how } from './how.js';

/** What `useQuery` takes. What it promises stands in `react.d.cts`. */
export const secretQuery = (scope, name, options) => {
  const { json = false, parse } = how(scope, options);
  const queryKey = [...(scope?.key ?? ['stripe-apps-secrets', null]), name, json ? 'json' : 'text'];
  // Not cancelled by the query's signal: strict mode would ask twice.
  const queryFn = async () => (json ? scope.getJSON(name, { parse }) : scope.get(name));
  return scope ? { queryKey, queryFn } : { queryKey, queryFn, enabled: false };
};

// The entry `stripe-apps-secrets/react`: a hook for one secret, and a query for TanStack Query.

export { secretQuery } from '../react/query.js';
export { useSecret } from '../react/use_secret.js';

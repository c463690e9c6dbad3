/** Types of `stripe-apps-secrets/fetch` for ECMAScript modules: those of the CommonJS one. */
export { createFetchHttpClient } from './fetch.cjs';
export type { FetchHttpClient, FetchHttpClientOptions, FetchHttpClientResponse } from './fetch.cjs';

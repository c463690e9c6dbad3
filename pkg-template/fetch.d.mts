/** Types of `stripe-apps-secrets/fetch` for ECMAScript modules: those of the CommonJS one. */

export type { FetchHeaders, FetchHttpClient, FetchHttpClientOptions, FetchHttpClientResponse } from './fetch.cjs';
export { createFetchHttpClient } from './fetch.cjs';

// What `createFetchHttpClient` is given, checked: the words for what the core refuses, and the few rules that only
// JavaScript can have.

import { errors } from './facade.js';
import { ask } from './fetch_core.js';

const BASE_INVALID = ['config_invalid', 'baseUrl', 'baseUrl must be an absolute URL.'];

/** `[code, param, message]` by those numbers of `Refusal` in `fetch/src/refusal.rs` that options can have. */
const REFUSALS = new Map([
  [1, BASE_INVALID],
  [2, ['protocol_refused', 'baseUrl', 'baseUrl must be https:, or http: on localhost, 127.0.0.1 or [::1].']],
  [3, ['config_invalid', 'baseUrl', 'baseUrl must have no user, password, query or fragment.']],
  [5, ['header_refused', 'headers',
    'headers cannot set Host, Content-Type, Content-Length, Idempotency-Key, Stripe-* or those of the connection.']],
  [6, ['header_invalid', 'headers', 'A header name is a token, a value is Latin-1 without control characters.']],
]);
const OPTIONS_INVALID = ['config_invalid', 'options', 'createFetchHttpClient takes { baseUrl, headers }.'];
const HEADERS_INVALID = ['config_invalid', 'headers', 'headers must be a plain object of strings.'];
const REAL_KEY = ['api_key_refused', 'headers', 'headers hold a real key, which has no place in an extension.'];

const refuse = ([code, param, message]) => {
  throw new errors.StripeInvalidRequestError({ type: 'invalid_request_error', code, param, message });
};

const isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]';

/**
 * `sk_`, `rk_` or `pk_` at the beginning of a word. This one rule is in JavaScript, since header values must not enter
 * the core.
 */
const hasRealKey = (value) => /(^|[^a-z0-9])[srp]k_/i.test(value);

/** Asks the core. What it refuses is the caller's mistake; what throws through it is the page's. */
const checked = (question) => {
  try {
    return ask(question);
  } catch (thrown) {
    if (REFUSALS.has(thrown)) refuse(REFUSALS.get(thrown));
    const message = 'stripe-apps-secrets/fetch needs URL and Headers, as browsers have them.';
    throw new errors.StripeAPIError({ type: 'api_error', code: 'internal_error', message });
  }
};

/** The headers to add, by their names in lower case; each is read once. */
const readHeaders = (given) => {
  if (given === undefined || given === null) return new Map();
  if (!isPlain(given)) refuse(HEADERS_INVALID);
  const headers = new Map();
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string') refuse(HEADERS_INVALID);
    checked((core) => core.checkHeader(name));
    if (hasRealKey(value)) refuse(REAL_KEY);
    headers.set(name.toLowerCase(), value);
  }
  checked((core) => core.headersOf([...headers]));
  return headers;
};

/**
 * What the core makes of `baseUrl`, and the headers to add, as a Map.
 *
 * Throws a `StripeInvalidRequestError`.
 */
export const readOptions = (options) => {
  if (!isPlain(options)) refuse(OPTIONS_INVALID);
  const { baseUrl, headers, ...others } = { __proto__: null, ...options };
  if (Object.keys(others).length) refuse(OPTIONS_INVALID);
  if (typeof baseUrl !== 'string') refuse(BASE_INVALID);
  return [checked((core) => core.baseOf(baseUrl)), readHeaders(headers)];
};

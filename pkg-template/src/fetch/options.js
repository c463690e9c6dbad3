// What `createFetchHttpClient` is given, checked: by the core, and by the few rules that only JavaScript can have.

import {
  FETCH_BASE_INVALID,
  FETCH_HEADERS_INVALID,
  FETCH_OPTIONS_INVALID,
  FETCH_REAL_KEY,
  FETCH_REFUSALS,
} from '../contract.js';
import { errors } from '../entries/shared.js';
import { ask } from './loader.js';

const refuse = (refusal) => {
  const { 0: code, 1: param, 2: message } = FETCH_REFUSALS[refusal];
  throw new errors.StripeInvalidRequestError({ type: 'invalid_request_error', code, param, message });
};

const isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]';

/**
 * `sk_`, `rk_` or `pk_` at the beginning of a word. The rule of `is_real_key` in `src/policy/headers.rs` once more, since
 * header values must not enter the core of `/fetch`.
 */
const hasRealKey = (value) => /(^|[^A-Za-z0-9])[srp]k_/.test(value);

/** Asks the core. What it refuses is the caller's mistake; what throws through it is the page's. */
const checked = (question) => {
  try {
    return ask(question);
  } catch (thrown) {
    if (typeof thrown === 'number' && FETCH_REFUSALS[thrown]?.[0]) refuse(thrown);
    const message = 'stripe-apps-secrets/fetch needs URL and Headers, as browsers have them.';
    throw new errors.StripeAPIError({ type: 'api_error', code: 'internal_error', message });
  }
};

/** The headers to add, by their names in lower case; each is read once. */
const readHeaders = (given) => {
  if (given === undefined || given === null) return new Map();
  if (!isPlain(given)) refuse(FETCH_HEADERS_INVALID);
  const headers = new Map();
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'string') refuse(FETCH_HEADERS_INVALID);
    checked((core) => core.checkHeader(name));
    if (hasRealKey(value)) refuse(FETCH_REAL_KEY);
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
  if (!isPlain(options)) refuse(FETCH_OPTIONS_INVALID);
  const { baseUrl, headers, ...others } = { __proto__: null, ...options };
  if (Object.keys(others).length) refuse(FETCH_OPTIONS_INVALID);
  if (typeof baseUrl !== 'string') refuse(FETCH_BASE_INVALID);
  return [checked((core) => core.baseOf(baseUrl)), readHeaders(headers)];
};

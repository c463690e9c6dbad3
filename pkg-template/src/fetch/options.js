// What `createFetchHttpClient` is given, checked: by the core, and by the few rules that only JavaScript can have.

import {
  FETCH_BASE_INVALID,
  FETCH_HEADER_INVALID,
  FETCH_HEADERS_FAILED,
  FETCH_HEADERS_INVALID,
  FETCH_HTTP_IN_PRODUCTION,
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

const { getPrototypeOf, keys } = Object;

/** Whether a value is an object as a literal makes it, in whichever realm, with so many names at most. */
const isPlain = (value, most) => {
  try {
    const parent = getPrototypeOf(value);
    return typeof value === 'object' && !(parent && getPrototypeOf(parent)) && keys(value).length <= most;
  } catch {
    return false; // a revoked Proxy, or nothing
  }
};

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

/** The most characters of an address or a header's name: the core copies them, and its memory does not shrink. */
const LONGEST = 10_000;
/** The most characters of a header's value: no server reads a longer one. */
const LONGEST_VALUE = 100_000;
const MOST_HEADERS = 100;

/** Names and values, each read once. What its own code throws may quote a value. */
const pairsOf = (given) => {
  try {
    if (isPlain(given, MOST_HEADERS)) return Object.entries(given);
  } catch {
    // A getter, or a Proxy.
  }
  return refuse(FETCH_HEADERS_INVALID);
};

/** The headers to add, by their names in lower case. */
const readHeaders = (given) => {
  const headers = new Map();
  for (const [name, value] of pairsOf(given)) {
    if (typeof value !== 'string') refuse(FETCH_HEADERS_INVALID);
    if (name.length > LONGEST || value.length > LONGEST_VALUE) refuse(FETCH_HEADER_INVALID);
    checked((core) => core.checkHeader(name));
    if (hasRealKey(value)) refuse(FETCH_REAL_KEY);
    headers.set(name.toLowerCase(), value);
  }
  checked((core) => core.headersOf([...headers]));
  return headers;
};

/** The headers that a function of the caller's gives, checked as those that stand from the beginning. */
export const askHeaders = async (give) => {
  let given;
  try {
    given = await give();
  } catch {
    refuse(FETCH_HEADERS_FAILED);
  }
  return readHeaders(given);
};

/** Whether the code around was built for production; folded by bundlers. Where there is no `process`, there was no build. */
const inProduction = () => {
  try {
    return process.env.NODE_ENV === 'production';
  } catch {
    return false;
  }
};

/**
 * What the core makes of `baseUrl`, and the headers to add: as a Map, or the function to ask.
 *
 * Throws a `StripeInvalidRequestError`.
 */
export const readOptions = (options) => {
  if (!isPlain(options, 3)) refuse(FETCH_OPTIONS_INVALID);
  const { baseUrl, headers, allowHttp, ...others } = { __proto__: null, ...options };
  if (keys(others).length || ![undefined, true, false].includes(allowHttp)) refuse(FETCH_OPTIONS_INVALID);
  if (allowHttp && inProduction()) refuse(FETCH_HTTP_IN_PRODUCTION);
  if (typeof baseUrl !== 'string' || baseUrl.length > LONGEST) refuse(FETCH_BASE_INVALID);
  const base = checked((core) => core.baseOf(baseUrl, !!allowHttp));
  return [base, typeof headers === 'function' ? headers : readHeaders(headers ?? {})];
};

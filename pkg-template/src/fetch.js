// The entry `stripe-apps-secrets/fetch`: an HTTP client over the page's own `fetch`, for the emulator and for one's
// own backend. Which server is reached and how is decided in Rust (`fetch/src`); here are what a caller sees, and the
// promise.

import { errors } from './facade.js';
import { ask } from './fetch_core.js';
import { begin } from './fetch_attempt.js';
import { lost } from './fetch_lost.js';
import { cancel, responseOver } from './fetch_response.js';

/** `[code, param, message]` by the numbers of `Refusal` in `fetch/src/refusal.rs`. */
const REFUSALS = [
  undefined,
  ['config_invalid', 'baseUrl', 'baseUrl must be an absolute URL.'],
  ['protocol_refused', 'baseUrl', 'baseUrl must be https:, or http: on localhost, 127.0.0.1 or [::1].'],
  ['config_invalid', 'baseUrl', 'baseUrl must have no user, password, query or fragment.'],
  ['config_invalid', 'path', 'A path begins with a single slash and stays below baseUrl.'],
  ['header_refused', 'headers',
    'headers cannot set Host, Content-Type, Content-Length, Idempotency-Key, Stripe-* or those of the connection.'],
  ['header_invalid', 'headers', 'A header name is a token, a value is Latin-1 without control characters.'],
];
const [PATH_INVALID, REQUEST_INVALID] = [4, 6];
const OPTIONS_INVALID = ['config_invalid', 'options', 'createFetchHttpClient takes { baseUrl, headers }.'];
const HEADERS_INVALID = ['config_invalid', 'headers', 'headers must be a plain object of strings.'];
const NO_REQUEST = 'The request has a method, a header or a body that fetch does not take.';
const LOST = 'The request failed: the server was not reached, or the page may not read its answer.';
const REAL_KEY = ['api_key_refused', 'headers', 'headers hold a real key, which has no place in an extension.'];

const refuse = ([code, param, message]) => {
  throw new errors.StripeInvalidRequestError({ type: 'invalid_request_error', code, param, message });
};

const isPlain = (value) => Object.prototype.toString.call(value) === '[object Object]';

/** `sk_`, `rk_` or `pk_` at the beginning of a word. */
const hasRealKey = (value) => /(^|[^a-z0-9])[srp]k_/i.test(value);

/** What is asked of the core while a client is made: what it refuses is the caller's mistake. */
const checked = (question) => {
  try {
    return ask(question);
  } catch (thrown) {
    if (REFUSALS[thrown]) refuse(REFUSALS[thrown]);
    const message = 'stripe-apps-secrets/fetch needs URL and Headers, as browsers have them.';
    throw new errors.StripeAPIError({ code: 'internal_error', message });
  }
};

/** Compiles the core, before anything is asked of it. */
const checkCompiled = () => {
  try {
    ask(() => {});
  } catch (detail) {
    const message = 'WebAssembly cannot run here, which stripe-apps-secrets/fetch needs.';
    throw new errors.StripeAPIError({ code: 'webassembly_forbidden', message, detail });
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

const readOptions = (options) => {
  if (!isPlain(options)) refuse(OPTIONS_INVALID);
  const { baseUrl, headers, ...others } = { __proto__: null, ...options };
  if (Object.keys(others).length) refuse(OPTIONS_INVALID);
  if (typeof baseUrl !== 'string') refuse(REFUSALS[1]);
  return [checked((core) => core.baseOf(baseUrl)), readHeaders(headers)];
};

/** A request's headers with those of the client, as stripe writes values; what has none is left out. */
const merged = (given, added) => {
  const headers = new Map();
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined || value === null) continue;
    headers.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value));
  }
  for (const [name, value] of added) headers.set(name, value);
  return [...headers];
};

/** What is sent as a body. An empty one counts as none where there can be none, as in stripe. */
const bodyOf = (method, data) => {
  if (data === undefined || data === null || data === '') return /^(GET|HEAD)$/i.test(method) ? undefined : '';
  if (typeof data !== 'string') throw REQUEST_INVALID;
  return data;
};

/**
 * Sends a request: what `fetch` returned, and what aborts it. Whatever is thrown on the way becomes an error of ours,
 * since it may quote what was to be sent.
 */
const send = (base, path, method, headers, body) => {
  try {
    return ask((core) => {
      const controller = core.controller();
      return { controller, answer: core.send(base, path, method, core.headersOf(headers()), body(), controller) };
    });
  } catch (thrown) {
    throw new TypeError(thrown === PATH_INVALID ? REFUSALS[thrown][2] : NO_REQUEST);
  }
};

/** What the facade of the main entry knows our clients by. */
const OURS = Symbol.for('stripe-apps-secrets.http_client');

/**
 * A client whose requests all go to `baseUrl`, over the page's `fetch`. What it promises stands in `fetch.d.ts`.
 *
 * Throws a `StripeInvalidRequestError`.
 */
export const createFetchHttpClient = (options) => {
  checkCompiled();
  const [base, added] = readOptions(options);
  return {
    [OURS]: true,
    getClientName: () => 'fetch',
    makeRequest: async (host, port, path, method, headers, requestData, protocol, timeout) => {
      const pairs = () => merged(headers, added);
      const { answer, controller } = send(base, path, method, pairs, () => bodyOf(method, requestData));
      const attempt = begin(timeout, controller);
      try {
        return responseOver(await attempt.within(() => answer), attempt);
      } catch (thrown) {
        attempt.end();
        if (!attempt.expired) throw lost(LOST, thrown);
        Promise.resolve(answer).then(cancel, () => {});
        throw attempt.expired;
      }
    },
  };
};

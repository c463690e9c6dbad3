// The entry `stripe-apps-secrets/fetch`: an HTTP client over the page's own `fetch`, for the emulator and for one's
// own backend. Which server is reached and how is decided in Rust (`fetch/src`); here are what a caller sees, and the
// promise.

import { FETCH_PATH_INVALID, FETCH_REFUSALS, FETCH_REQUEST_INVALID } from '../contract.js';
import { begin } from '../fetch/attempt.js';
import { connectionError } from '../fetch/connection_error.js';
import { ask } from '../fetch/loader.js';
import { checkSurroundings, missingMessage } from '../fetch/needs.js';
import { askHeaders, readOptions } from '../fetch/options.js';
import { cancel, responseOver } from '../fetch/response.js';
import { OURS } from './shared.js';

const LOST = 'The request failed: the server was not reached, or the page may not read its answer.';

/** More than any server takes. What it takes would hold the thread, and stay in the core's memory, which does not shrink. */
const MOST_HEADERS = 1000;
const LONGEST = 1_000_000;

/** A request's headers with those of the client, as stripe writes values; what has none is left out. */
const merged = (given, added) => {
  const headers = new Map();
  const names = Object.keys(given ?? {});
  if (names.length > MOST_HEADERS) throw FETCH_REQUEST_INVALID;
  for (const name of names) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    headers.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value));
  }
  for (const [name, value] of added) headers.set(name, value);
  return [...headers];
};

/** What is sent as a body. An empty one counts as none where there can be none, as in stripe. */
const bodyOf = (method, data) => {
  if (data === undefined || data === null || data === '') return /^(GET|HEAD)$/i.test(method) ? undefined : '';
  if (typeof data !== 'string') throw FETCH_REQUEST_INVALID;
  return data;
};

/**
 * A request, and what aborts it. Whatever is thrown on the way becomes an error of ours, since it may quote what was to be
 * sent.
 */
const requestOf = (base, path, method, headers, body) => {
  try {
    if (path?.length > LONGEST || method?.length > LONGEST) throw FETCH_PATH_INVALID;
    return ask((core) => {
      const controller = new AbortController();
      const request = core.requestOf(base, path, method, core.headersOf(headers()), body(), controller);
      return { controller, request };
    });
  } catch (thrown) {
    const { 2: text } = FETCH_REFUSALS[thrown === FETCH_PATH_INVALID ? thrown : FETCH_REQUEST_INVALID];
    throw new TypeError(thrown === FETCH_PATH_INVALID ? text : (missingMessage() ?? text));
  }
};

/** Sends a request, and waits for its answer. */
const answerTo = async (attempt, request) => {
  let answer;
  try {
    answer = fetch(request);
    return responseOver(await attempt.within(() => answer), attempt);
  } catch (thrown) {
    if (!attempt.failed) throw connectionError(LOST, thrown);
    Promise.resolve(answer).then(cancel, () => {});
    throw attempt.failed;
  }
};

/** Asks for the headers where they are to be asked for, then for the answer. */
const exchange = async (attempt, base, headers, path, method, given, data) => {
  try {
    const added = typeof headers === 'function' ? await attempt.within(() => askHeaders(headers)) : headers;
    if (attempt.failed) throw attempt.failed; // given up as the headers came
    const pairs = () => merged(given, added);
    Object.assign(
      attempt,
      requestOf(base, path, method, pairs, () => bodyOf(method, data)),
    );
    return await answerTo(attempt, attempt.request);
  } catch (thrown) {
    attempt.end();
    attempt.abort();
    throw thrown;
  }
};

/**
 * A client whose requests all go to `baseUrl`, over the page's `fetch`. What it promises, and what it throws, stands in
 * `fetch.d.cts`.
 */
export const createFetchHttpClient = (options) => {
  checkSurroundings();
  const [base, headers] = readOptions(options);
  return {
    [OURS]: true,
    getClientName: () => 'fetch',
    makeRequest: (host, port, path, method, given, requestData, protocol, timeout) => {
      const attempt = begin(timeout);
      const response = exchange(attempt, base, headers, path, method, given, requestData);
      // A call that has settled by other means ends its request with this.
      return Object.assign(response, { [OURS]: () => attempt.fail(connectionError(LOST)) });
    },
  };
};

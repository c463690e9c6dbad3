// The entry `stripe-apps-secrets/fetch`: an HTTP client over the page's own `fetch`, for the emulator and for one's
// own backend. Which server is reached and how is decided in Rust (`fetch/src`); here are what a caller sees, and the
// promise.

import { FETCH_PATH_INVALID, FETCH_REFUSALS, FETCH_REQUEST_INVALID } from '../contract.js';
import { begin } from '../fetch/attempt.js';
import { ask } from '../fetch/loader.js';
import { lost } from '../fetch/lost.js';
import { checkSurroundings, lacking } from '../fetch/needs.js';
import { askHeaders, readOptions } from '../fetch/options.js';
import { cancel, responseOver } from '../fetch/response.js';
import { OURS } from './shared.js';

const LOST = 'The request failed: the server was not reached, or the page may not read its answer.';

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
  if (typeof data !== 'string') throw FETCH_REQUEST_INVALID;
  return data;
};

/**
 * Sends a request: itself, what `fetch` returned, and what aborts it. Whatever is thrown on the way becomes an error of
 * ours, since it may quote what was to be sent.
 */
const send = (base, path, method, headers, body) => {
  try {
    return ask((core) => {
      const controller = core.controller();
      const request = core.requestOf(base, path, method, core.headersOf(headers()), body(), controller);
      return { controller, request, answer: core.send(request) };
    });
  } catch (thrown) {
    const { 2: text } = FETCH_REFUSALS[thrown === FETCH_PATH_INVALID ? thrown : FETCH_REQUEST_INVALID];
    throw new TypeError(thrown === FETCH_PATH_INVALID ? text : (lacking() ?? text));
  }
};

/** Asks for the headers where they are to be asked for, sends a request, and waits for its answer. */
const exchange = async (attempt, base, headers, path, method, given, data) => {
  try {
    const added = typeof headers === 'function' ? await attempt.within(() => askHeaders(headers)) : headers;
    if (attempt.failed) throw attempt.failed; // given up as the headers came
    const pairs = () => merged(given, added);
    Object.assign(
      attempt,
      send(base, path, method, pairs, () => bodyOf(method, data)),
    );
    return responseOver(await attempt.within(() => attempt.answer), attempt);
  } catch (thrown) {
    attempt.end();
    if (!attempt.controller) throw thrown;
    if (!attempt.failed) throw lost(LOST, thrown);
    Promise.resolve(attempt.answer).then(cancel, () => {});
    throw attempt.failed;
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
      return Object.assign(response, { [OURS]: () => attempt.fail(lost(LOST)) });
    },
  };
};

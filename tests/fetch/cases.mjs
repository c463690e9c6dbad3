/**
 * What a page may have in place of `fetch` and of what a request is made of, and how a request over it has to end. In
 * plain JavaScript, for Node.js and for browsers.
 *
 *   name     what the page does
 *   page     the globals in place of the page's own, from the environment and the marker that nothing may repeat
 *   ends     'answers', or what the error looks like: `{ name, message, code }`
 *   reads    the same for `toJSON`, where there is an answer
 */

import { never } from '../support/host.mjs';
import { raise, revoked } from '../support/odd.mjs';

/** Stands for what must not be repeated: it is in the body and in a header of each request. */
export const MARKER = 'payload-placeholder';

/** The time for one request, in milliseconds. */
const TIMEOUT = 40;

const LOST = {
  name: 'TypeError',
  message: 'The request failed: the server was not reached, or the page may not read its answer.',
  code: undefined,
};
const REFUSED = {
  name: 'TypeError',
  message: 'The request has a method, a header or a body that fetch does not take.',
  code: undefined,
};
const lacking = (name) => ({
  name: 'TypeError',
  code: undefined,
  message: `stripe-apps-secrets/fetch needs fetch, Request, Headers, URL and AbortController; missing here: ${name}.`,
});
const EXPIRED = { name: 'TypeError', message: 'ETIMEDOUT', code: 'ETIMEDOUT' };
const CUT = { name: 'TypeError', message: 'Failed to read the response body', code: undefined };
const NO_JSON = { name: 'SyntaxError', message: 'The response body is not JSON.', code: undefined };

const quoting = () => Object.assign(new Error(`of ${MARKER}`), { body: MARKER, cause: new Error(MARKER) });

const good = () =>
  new Response('{"ok":true}', { headers: { 'Content-Type': 'application/json', 'Request-Id': 'req_example' } });
/** An answer that only looks like a `Response`. */
const double = (more) => ({
  status: 200,
  headers: new Map([['Request-Id', 'req_example']]),
  text: async () => '{"ok":true}',
  ...more,
});

/** @typedef {'answers' | { name: string, message: string, code?: string }} End */

const fetching = (name, fetch, /** @type {End} */ ends = LOST, /** @type {End} */ reads = undefined) => ({
  name,
  ends,
  reads,
  page: (env) => ({ fetch: (...args) => fetch(env, ...args) }),
});
const rejecting = (name, thrown, ends) => [
  fetching(`whose fetch rejects with ${name}`, (env) => Promise.reject(thrown(env)), ends),
  fetching(`whose fetch throws ${name}`, (env) => raise(thrown(env)), ends),
];
const reading = (name, text, reads = CUT) =>
  fetching(
    `whose answer's body ${name}`,
    (env) => Promise.resolve(double({ text: () => text(env) })),
    'answers',
    reads,
  );
const answering = (name, answer, /** @type {End} */ ends = LOST) =>
  fetching(`whose fetch resolves with ${name}`, async (env) => answer(env), ends);

/** A stand-in for a constructor. `extends` keeps what is not replaced. */
const constructing = (name, act) => ({
  name: `whose ${name} throws ${act.name}`,
  ends: REFUSED,
  page: (env) => ({ [name]: new Proxy(globalThis[name], { construct: () => act(env) }) }),
});
const foreign = function anErrorOfAnotherRealm(env) {
  throw env.otherRealm('new TypeError("payload-placeholder")');
};
const nothing = function null_() {
  throw null;
};
const own = function anErrorThatQuotesARequest() {
  throw quoting();
};

export const CASES = [
  fetching('as it should be', async () => good(), 'answers'),
  ...rejecting('an error that quotes the request', quoting),
  ...rejecting('an error of another realm', (env) => env.otherRealm('new TypeError("payload-placeholder")')),
  ...rejecting('null', () => null),
  ...rejecting('undefined', () => undefined),
  ...rejecting('a string', () => MARKER),
  ...rejecting('the number of a refusal', () => 4),
  ...rejecting('a DOMException', () => new DOMException(MARKER, 'NetworkError')),
  ...rejecting('an AbortError of its own', () => new DOMException(MARKER, 'AbortError')),
  ...rejecting('a symbol', () => Symbol(MARKER)),
  ...rejecting('a revoked Proxy', () => revoked()),
  ...rejecting('an error whose code is not one of the system', () => Object.assign(new Error('x'), { code: MARKER })),
  ...rejecting('an error whose code throws', () =>
    Object.defineProperty(new Error('x'), 'code', { get: () => raise(quoting()) }),
  ),
  ...rejecting(
    'a closed connection',
    () => Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } }),
    { ...LOST, code: 'ECONNRESET' },
  ),
  ...rejecting(
    'a connection that Node.js says was closed',
    () => Object.assign(new TypeError('fetch failed'), { cause: { code: 'UND_ERR_SOCKET' } }),
    { ...LOST, code: 'ECONNRESET' },
  ),
  { name: 'without fetch', ends: LOST, page: () => ({ fetch: undefined }) },
  fetching('whose fetch never settles and takes no notice of its signal', never, EXPIRED),
  fetching(
    'whose fetch rejects as its signal aborts',
    (env, { signal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException(MARKER, 'AbortError')));
      }),
    EXPIRED,
  ),
  fetching('whose fetch answers after the time', (env) => env.sleep(3 * TIMEOUT).then(good), EXPIRED),
  fetching('whose fetch rejects after the time', (env) => env.sleep(3 * TIMEOUT).then(() => raise(quoting())), EXPIRED),
  answering('undefined', () => undefined),
  answering('null', () => null),
  answering('an empty object', () => ({})),
  answering('an invalid status', () => double({ status: '200' })),
  answering('invalid headers', () => double({ headers: 5 })),
  answering('headers whose names are not strings', () => double({ headers: [[1, 2]] })),
  answering('an answer whose getter throws', () =>
    Object.defineProperty({}, 'status', { get: () => raise(quoting()) }),
  ),
  answering('what only looks like a Response', () => double(), 'answers'),
  fetching('whose fetch returns an answer and no promise', () => good(), 'answers'),
  fetching('whose fetch returns something that never calls back', () => ({ then() {} }), EXPIRED),
  fetching('whose fetch returns something whose then throws', () =>
    Object.defineProperty({}, 'then', { get: () => raise(quoting()) }),
  ),
  reading('is cut', () => Promise.reject(quoting())),
  reading(
    'is cut by a closed connection',
    () => Promise.reject(Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } })),
    { ...CUT, code: 'ECONNRESET' },
  ),
  reading('is lost with an error of another realm', (env) =>
    Promise.reject(env.otherRealm('new TypeError("payload-placeholder")')),
  ),
  reading('is lost with null', () => Promise.reject(null)),
  reading('throws at once', () => raise(quoting())),
  reading('never comes', never, { ...CUT, code: 'ETIMEDOUT' }),
  reading('comes after the time', (env) => env.sleep(3 * TIMEOUT).then(() => '{}'), { ...CUT, code: 'ETIMEDOUT' }),
  reading('is empty', async () => '', NO_JSON),
  reading('is not JSON', async () => `<${MARKER}>`, NO_JSON),
  reading('is not a text', async () => undefined, NO_JSON),
  {
    name: 'whose answer has no way to read its body',
    ends: 'answers',
    reads: CUT,
    page: () => ({ fetch: async () => double({ text: undefined }) }),
  },
  ...['Request', 'Headers', 'URL', 'AbortController'].flatMap((name) => [
    { name: `without ${name}`, ends: lacking(name), page: () => ({ [name]: undefined }) },
    constructing(name, own),
    constructing(name, foreign),
    constructing(name, nothing),
  ]),
  {
    name: 'whose URL has a getter that throws',
    ends: REFUSED,
    page: () => ({
      URL: class {
        get href() {
          throw quoting();
        }
      },
    }),
  },
];

/** What an error says, wherever it says it. */
const words = (error) =>
  [
    String(error),
    error.stack,
    ...Object.getOwnPropertyNames(error).map((name) => String(error[name])),
    String(error.cause),
  ].join('\n');

function problemOfError(error, expected) {
  if (!(error instanceof Error)) return `it rejects with ${String(error)}`;
  for (const field of ['name', 'message', 'code']) {
    if (error[field] !== expected[field])
      return `its ${field} is ${String(error[field])}, not ${String(expected[field])}`;
  }
  return words(error).includes(MARKER) ? 'its error repeats what was sent' : '';
}

/**
 * Every case: `{ name, problem() }`, which resolves with what is wrong, or with ''. One at a time, as they change globals.
 *
 * @param env - `otherRealm(code)` evaluates elsewhere, `timers` are those of `takeTimers`, `sleep` theirs
 */
export function fetchCases(
  /** @type {Partial<typeof import('stripe-apps-secrets/fetch')>} */ { createFetchHttpClient },
  env,
) {
  const client = () => createFetchHttpClient({ baseUrl: 'https://backend.example', headers: { 'X-Session': MARKER } });
  const request = (over) =>
    over.makeRequest(
      'api.stripe.com',
      '443',
      '/v1/apps/secrets',
      'POST',
      { 'X-Other': MARKER },
      `payload=${MARKER}`,
      'https',
      TIMEOUT,
    );

  async function ended(over, reads, ends) {
    const { value, error } = await env.timers.ended(() => request(over));
    if (ends !== 'answers')
      return error === undefined ? 'it does not reject, or not in time' : problemOfError(error, ends);
    if (!value) return `it does not resolve in time: ${String(error)}`;
    if (value.getStatusCode() !== 200) return `its status is ${value.getStatusCode()}`;
    if (value.getHeaders()['request-id'] !== 'req_example') return 'its headers are lost';
    const body = await env.timers.ended(() => value.toJSON());
    if (reads)
      return body.error === undefined ? 'its body does not reject, or not in time' : problemOfError(body.error, reads);
    return body.value?.ok === true ? '' : `its body is ${String(body.error ?? body)}`;
  }

  return CASES.map(({ name, page, ends, reads }) => ({
    name: `a request on a page ${name} ${ends === 'answers' && !reads ? 'is answered' : 'settles, and repeats nothing'}`,
    async problem() {
      const over = client();
      const replaced = page(env);
      const originals = new Map(
        Object.keys(replaced).map((key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)]),
      );
      const restore = () => {
        for (const [key, descriptor] of originals) Object.defineProperty(globalThis, key, descriptor);
      };
      for (const [key, value] of Object.entries(replaced))
        Object.defineProperty(globalThis, key, { value, configurable: true, writable: true });
      const problem = await ended(over, reads, ends).finally(restore);
      if (problem) return problem;
      const { fetch } = globalThis;
      globalThis.fetch = async () => good();
      const next = await ended(over, undefined, 'answers').finally(() => {
        globalThis.fetch = fetch;
      });
      if (next) return `the next request over the same client: ${next}`;
      return env.timers.count() === 0 ? '' : 'a timer runs on';
    },
  }));
}

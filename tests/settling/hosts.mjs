/**
 * Host clients that do what none should, in plain JavaScript for Node and for browsers.
 *
 *   name      what the host does
 *   host      makes it, for an environment and a method; `own` keeps what it throws, to be found in `detail`
 *   ends      how a call has to end: a class of error, or 'resolves'
 *   fields    what the error has to keep; `own: true` for the host's own error in `detail`, `quotes: true` where it
 *             quotes the body, `message` for all of its message
 *   retries   how often the call may be retried (0)
 */

import { HEADERS, never, page, response, secret as secretOf, USER } from '../support/host.mjs';
import { raise, revoked } from '../support/odd.mjs';

/** Far more than the time for one attempt, in milliseconds: also a machine that stalls gives up first. */
const LATE = 1000;

export const scope = { type: 'user', user: USER };

const secret = (more) => secretOf({ name: 'name', scope, ...more });

/** What a good host answers each method. */
export const good = (method, more) => {
  if (method === 'list') return page([secret(more)]);
  return secret(method === 'deleteWhere' ? { deleted: true, ...more } : more);
};

const client = (makeRequest) => ({ getClientName: () => 'odd', makeRequest });
/** No request id is known. */
const NONE = '';

/** @typedef {{ fields?: object, retries?: number }} Expected */

/** A case about `makeRequest`. `act(own, env, good)` is what it does; `own` keeps its error. */
const request = (name, ends, act, /** @type {Expected} */ { fields = {}, ...more } = {}) => ({
  name,
  ends,
  fields,
  ...more,
  host: (env, method, own) => client(() => act(own, env, response(good(method)))),
});
const lost = (name, act, more) => request(name, 'StripeConnectionError', act, { fields: { own: true }, ...more });

/** A case about an answer. `answer(method, own, env)` are the members of the response that are odd. */
const answered = (name, ends, answer, /** @type {Expected} */ { fields = {}, ...more } = {}) => ({
  name,
  ends,
  fields,
  ...more,
  host: (env, method, own) => client(async () => response(good(method), answer(method, own, env))),
});
const kept = { fields: { statusCode: 200, requestId: 'req_example' } };
const noObject = { fields: { ...kept.fields, message: 'Invalid JSON received from the Stripe API' } };
const keptOwn = { fields: { ...kept.fields, own: true } };
const body = (name, ends, make, /** @type {Expected} */ expected = kept) =>
  answered(name, ends, (method, own, env) => ({ toJSON: async () => make(good(method), own, env) }), expected);
const status = (name, value) =>
  answered(name, 'StripeAPIError', () => ({ getStatusCode: () => value }), {
    fields: { statusCode: undefined, requestId: 'req_example' },
  });
const headers = (name, make, requestId = 'req_example') =>
  answered(
    name,
    'StripePermissionError',
    () => ({ getStatusCode: () => 403, getHeaders: make, toJSON: async () => ({}) }),
    {
      fields: { statusCode: 403, ...(requestId === NONE ? {} : { requestId }) },
    },
  );
const raw = (name, getRawResponse) => answered(name, 'resolves', () => ({ getRawResponse }));

const deep = (levels) => {
  /** @type {unknown} */
  let value = 'bottom';
  for (let i = 0; i < levels; i++) value = [value];
  return value;
};
/** Made once: it takes long. */
let nothings;
const millionsOfNothing = () => (nothings ??= Array.from({ length: 3_000_000 }));
/** An array whose items are, on every level, twice the same: as many values as no list has, from a few objects. */
const branching = (levels) => {
  /** @type {unknown[]} */
  let value = ['leaf'];
  for (let i = 0; i < levels; i++) value = [value, value];
  return value;
};
const endless = () => new Proxy([], { get: (target, name) => (name === 'length' ? 2 ** 32 - 1 : target[name]) });
/** A promise with a `then` of its own, which answers with one value after the other. */
const twice = (...values) =>
  Object.assign(Promise.resolve(), {
    then: (resolve) => {
      for (const value of values) resolve(value);
    },
  });
const errorOf = (own, error) => {
  own.push(error);
  return error;
};

const requests = [
  lost('throws an Error', (own) => raise(errorOf(own, new Error('the host is gone')))),
  lost('throws a string', (own) => raise(errorOf(own, 'the host is gone'))),
  lost('throws null', (own) => raise(errorOf(own, null))),
  lost('throws an error of another realm', (own, env) =>
    raise(errorOf(own, env.otherRealm('new TypeError("the host is gone")'))),
  ),
  lost('throws, and again on the retry', (own) => raise(own[0] ?? errorOf(own, new Error('the host is gone'))), {
    retries: 1,
  }),
  request('returns nothing', 'StripeConnectionError', () => undefined),
  request('returns null', 'StripeConnectionError', () => null),
  request('returns a string', 'StripeConnectionError', () => 'a string'),
  request('returns a promise of nothing', 'StripeConnectionError', async () => {}),
  request('returns a promise of an empty object', 'StripeConnectionError', async () => ({})),
  request('returns the response itself', 'resolves', (own, env, response) => response),
  request('returns a thenable', 'resolves', (own, env, response) => ({ then: (resolve) => resolve(response) })),
  request('returns a thenable that settles twice', 'resolves', (own, env, response) => ({
    then: (resolve, reject) => {
      resolve(response);
      reject(new Error('late'));
      resolve(null);
    },
  })),
  request('returns a thenable that resolves and throws', 'resolves', (own, env, response) => ({
    then: (resolve) => {
      resolve(response);
      raise(new Error('late'));
    },
  })),
  request('returns a promise of another realm', 'resolves', (own, env, response) =>
    env.otherRealm('(value) => Promise.resolve(value)')(response),
  ),
  request('returns a response whose methods are getters', 'resolves', (own, env, response) =>
    Object.create({}, Object.fromEntries(Object.entries(response).map(([key, value]) => [key, { get: () => value }]))),
  ),
  request(
    'returns a promise that answers twice',
    'StripePermissionError',
    (own, env, good) => twice({ ...good, getStatusCode: () => 403, toJSON: async () => ({}) }, good),
    { fields: { statusCode: 403 } },
  ),
  request('returns a promise that answers, and then rejects', 'resolves', (own, env, good) =>
    Object.assign(Promise.resolve(), {
      then: (resolve, reject) => {
        resolve(good);
        reject(new Error('late'));
      },
    }),
  ),
  lost('returns a thenable that rejects', (own) => ({ then: (_, reject) => reject(errorOf(own, new Error('gone'))) })),
  lost('returns a thenable whose getter throws', (own) => ({
    get then() {
      throw errorOf(own, new Error('a getter'));
    },
  })),
  lost('returns a thenable that throws', (own) => ({ then: () => raise(errorOf(own, new Error('a thenable'))) })),
  request('returns a thenable that never settles', 'StripeConnectionError', () => ({ then: () => {} }), {
    fields: { timedOut: true },
  }),
  lost('rejects with an Error', (own) => Promise.reject(errorOf(own, new Error('gone')))),
  lost('rejects with a string', (own) => Promise.reject(errorOf(own, 'gone'))),
  lost('rejects with null', (own) => Promise.reject(errorOf(own, null))),
  lost('rejects with undefined', (own) => Promise.reject(errorOf(own, undefined))),
  lost('rejects with a number', (own) => Promise.reject(errorOf(own, 42))),
  lost('rejects with a symbol', (own) => Promise.reject(errorOf(own, Symbol('gone')))),
  lost('rejects with a DOMException', (own) =>
    Promise.reject(errorOf(own, new DOMException('The user aborted a request.', 'AbortError'))),
  ),
  lost('rejects with an error of another realm', (own, env) =>
    Promise.reject(errorOf(own, env.otherRealm('new TypeError("Failed to fetch")'))),
  ),
  lost('rejects with an error whose code throws', (own) =>
    Promise.reject(
      errorOf(own, Object.defineProperty(new Error('x'), 'code', { get: () => raise(new Error('a getter')) })),
    ),
  ),
  lost('rejects with a Proxy that throws', (own) =>
    Promise.reject(
      errorOf(
        own,
        new Proxy(
          {},
          {
            get: () => raise(new Error('a trap')),
            has: () => raise(new Error('a trap')),
            getPrototypeOf: () => raise(new Error('a trap')),
          },
        ),
      ),
    ),
  ),
  lost('rejects with a revoked Proxy', (own) => Promise.reject(errorOf(own, revoked()))),
  lost('rejects with a frozen error', (own) => Promise.reject(errorOf(own, Object.freeze(new Error('gone'))))),
  lost('rejects, and again on the retry', (own) => Promise.reject(own[0] ?? errorOf(own, new Error('gone'))), {
    retries: 1,
  }),
  lost('closes the connection, and again on the retry', (own) =>
    Promise.reject(own[0] ?? errorOf(own, Object.assign(new Error('gone'), { code: 'ECONNRESET' }))),
  ),
  request('never answers', 'StripeConnectionError', never, { fields: { timedOut: true } }),
  request('never answers, nor on the retry', 'StripeConnectionError', never, {
    fields: { timedOut: true },
    retries: 1,
  }),
  request(
    'answers after the timeout',
    'StripeConnectionError',
    (own, env, response) => env.sleep(LATE).then(() => response),
    { fields: { timedOut: true } },
  ),
  request(
    'rejects after the timeout',
    'StripeConnectionError',
    (own, env) => env.sleep(LATE).then(() => raise(new Error('late'))),
    { fields: { timedOut: true } },
  ),
  { name: 'has no makeRequest', ends: 'StripeConnectionError', fields: {}, host: () => ({}) },
  {
    name: 'has a makeRequest that is not a function',
    ends: 'StripeConnectionError',
    fields: {},
    host: () => ({ makeRequest: 'x' }),
  },
  {
    name: 'has a makeRequest that throws when it is read',
    ends: 'StripeConnectionError',
    fields: { own: true },
    host: (env, method, own) => ({
      get makeRequest() {
        throw own[0] ?? errorOf(own, new Error('a getter'));
      },
    }),
  },
  {
    name: 'is a revoked Proxy',
    ends: 'StripeConnectionError',
    fields: {},
    host: () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      queueMicrotask(revoke);
      return proxy;
    },
    late: true,
  },
];

const answers = [
  answered('has no getStatusCode', 'StripeConnectionError', () => ({ getStatusCode: undefined })),
  answered(
    'throws on the status',
    'StripeConnectionError',
    (method, own) => ({ getStatusCode: () => raise(errorOf(own, new Error('no status'))) }),
    { fields: { own: true } },
  ),
  answered(
    'throws on the headers',
    undefined,
    (method, own) => ({
      getStatusCode: () => 403,
      getHeaders: () => raise(errorOf(own, new Error('no headers'))),
      toJSON: async () => ({}),
    }),
    { fields: { statusCode: 403 } },
  ),
  answered(
    'has no getHeaders',
    undefined,
    () => ({ getStatusCode: () => 403, getHeaders: undefined, toJSON: async () => ({}) }),
    { fields: { statusCode: 403 } },
  ),
  status('has a status of NaN', NaN),
  status("has a status of '200'", '200'),
  status('has no status', undefined),
  status('has a status of null', null),
  status('has a status of 0', 0),
  status('has a status of -1', -1),
  status('has a status of 1000', 1000),
  status('has a status of 200.5', 200.5),
  status('has a status of Infinity', Infinity),
  status('has a status that is an object', { valueOf: () => 200 }),
  status('has a status that is a symbol', Symbol('200')),
  headers('has headers in a Headers', () => new Headers(HEADERS)),
  headers('has headers in a Map', () => new Map(Object.entries(HEADERS))),
  headers('has headers without a prototype', () => Object.assign(Object.create(null), HEADERS)),
  headers('has no headers', () => undefined, NONE),
  headers('has null for headers', () => null, NONE),
  headers('has a string for headers', () => 'request-id: x', NONE),
  headers('has an array for headers', () => Object.entries(HEADERS), NONE),
  headers('has headers in arrays', () => ({ 'request-id': ['req_example'] })),
  headers('has headers whose get throws', () => ({ get: () => raise(new Error('a getter')) }), NONE),
  headers(
    'has headers whose getter throws',
    () => ({
      get 'request-id'() {
        throw new Error('a getter');
      },
    }),
    NONE,
  ),
  answered(
    'has a 403 without a body',
    'StripePermissionError',
    (method, own) => ({
      getStatusCode: () => 403,
      toJSON: async () => raise(errorOf(own, new Error('Response body undefined'))),
    }),
    { fields: { statusCode: 403, requestId: 'req_example', own: true } },
  ),
  answered(
    'has a 403 whose body throws when it is read',
    'StripePermissionError',
    (method, own) => ({
      getStatusCode: () => 403,
      toJSON: async () => new Proxy({}, { ownKeys: () => raise(errorOf(own, new Error('a trap'))) }),
    }),
    { fields: { statusCode: 403, requestId: 'req_example', own: true } },
  ),
  answered(
    'has a 404 without a body',
    'StripeInvalidRequestError',
    (method, own) => ({
      getStatusCode: () => 404,
      toJSON: async () => raise(errorOf(own, new Error('Response body undefined'))),
    }),
    { fields: { statusCode: 404, requestId: 'req_example', own: true } },
  ),
  answered(
    'has a 500 without a body, and again on the retry',
    'StripeAPIError',
    () => ({ getStatusCode: () => 500, toJSON: async () => raise(new Error('Response body undefined')) }),
    { retries: 1, fields: { statusCode: 500, requestId: 'req_example' } },
  ),
  answered('has HTML for a body', 'StripeAPIError', () => ({ toJSON: async () => JSON.parse('<html>') }), {
    fields: { ...kept.fields, quotes: true },
  }),
  answered(
    'has a body cut short',
    'StripeAPIError',
    (method) => ({ toJSON: async () => JSON.parse(JSON.stringify(good(method)).slice(0, -5)) }),
    kept,
  ),
  answered('has no toJSON', 'StripeAPIError', () => ({ toJSON: undefined }), kept),
  answered(
    'throws on the body',
    'StripeAPIError',
    (method, own) => ({ toJSON: () => raise(errorOf(own, new Error('no body'))) }),
    keptOwn,
  ),
  answered(
    'throws null on the body',
    'StripeAPIError',
    (method, own) => ({ toJSON: () => raise(errorOf(own, null)) }),
    keptOwn,
  ),
  answered(
    'rejects on the body with null',
    'StripeAPIError',
    (method, own) => ({ toJSON: () => Promise.reject(errorOf(own, null)) }),
    keptOwn,
  ),
  answered(
    'rejects on the body with a string',
    'StripeAPIError',
    (method, own) => ({ toJSON: () => Promise.reject(errorOf(own, 'no body')) }),
    keptOwn,
  ),
  answered(
    'rejects on the body with a DOMException',
    'StripeAPIError',
    (method, own) => ({ toJSON: () => Promise.reject(errorOf(own, new DOMException('aborted', 'AbortError'))) }),
    keptOwn,
  ),
  answered(
    'rejects on the body with an error of another realm',
    'StripeAPIError',
    (method, own, env) => ({ toJSON: () => Promise.reject(errorOf(own, env.otherRealm('new Error("no body")'))) }),
    keptOwn,
  ),
  answered('never finishes the body', 'StripeConnectionError', () => ({ toJSON: never }), {
    fields: { ...kept.fields, timedOut: true },
  }),
  answered(
    'finishes the body after the timeout',
    'StripeConnectionError',
    (method, own, env) => ({ toJSON: () => env.sleep(LATE).then(() => good(method)) }),
    { fields: { ...kept.fields, timedOut: true } },
  ),
  answered(
    'fails on the body after the timeout',
    'StripeConnectionError',
    (method, own, env) => ({ toJSON: () => env.sleep(LATE).then(() => raise(new Error('late'))) }),
    { fields: { ...kept.fields, timedOut: true } },
  ),
  answered('gives the body without a promise', 'resolves', (method) => ({ toJSON: () => good(method) })),
  answered('gives the body as a thenable', 'resolves', (method) => ({
    toJSON: () => ({ then: (resolve) => resolve(good(method)) }),
  })),
  raw('throws on the raw response', () => raise(new Error('no raw response'))),
  raw('has no raw response', undefined),
  raw('has a frozen raw response', () => Object.freeze({})),
  raw('has null for a raw response', () => null),
  raw('has a string for a raw response', () => 'raw'),
  raw('has a raw response whose setters throw', () => ({
    get statusCode() {
      throw new Error('a getter');
    },
    set requestId(value) {
      throw new Error('a setter');
    },
  })),
  raw(
    'has a raw response that is a Proxy that throws',
    () => new Proxy({}, { has: () => raise(new Error('a trap')), set: () => raise(new Error('a trap')) }),
  ),
  raw('has a raw response that is its own', function own() {
    return this;
  }),
];

const bodies = [
  answered('answers a secret under 400', 'StripeInvalidRequestError', () => ({ getStatusCode: () => 400 }), {
    fields: { ...kept.fields, statusCode: 400 },
  }),
  body('answers null', 'StripeAPIError', () => null, noObject),
  body('answers undefined', 'StripeAPIError', () => undefined, noObject),
  body('answers an array', 'StripeAPIError', (value) => [value], noObject),
  body('answers a string', 'StripeAPIError', () => 'a string', noObject),
  body('answers a number', 'StripeAPIError', () => 42, noObject),
  body('answers true', 'StripeAPIError', () => true),
  body('answers a function', 'StripeAPIError', () => () => {}),
  body('answers a symbol', 'StripeAPIError', () => Symbol('x')),
  body('answers an empty object', 'StripeAPIError', () => ({})),
  body('answers a Date', 'StripeAPIError', () => new Date(0)),
  body('answers a Map', 'StripeAPIError', () => new Map()),
  body('answers an error object under 200', 'StripeAPIError', (value) => ({
    ...value,
    error: { message: 'The API says why.' },
  })),
  body('answers an error string under 200', 'StripeInvalidGrantError', () => ({
    error: 'invalid_grant',
    error_description: 'Why.',
  })),
  body('answers an error that is an empty string under 200', 'resolves', (value) => ({ ...value, error: '' })),
  body('answers an error number under 200', 'StripeAPIError', (value) => ({ ...value, error: 42 })),
  body('answers an error array under 200', 'StripeAPIError', () => ({ error: ['x'] })),
  body('answers an error function under 200', undefined, (value) => ({ ...value, error: () => {} }), { fields: {} }),
  body(
    'answers an error whose getter throws',
    'StripeAPIError',
    (value, own) => ({
      get error() {
        throw errorOf(own, new Error('a getter'));
      },
    }),
    keptOwn,
  ),
  body(
    'answers an error whose message throws',
    'StripeAPIError',
    (value, own) => ({
      error: {
        get message() {
          throw errorOf(own, new Error('a getter'));
        },
      },
    }),
    keptOwn,
  ),
  body('answers a frozen error', 'StripeAPIError', () => Object.freeze({ error: Object.freeze({ message: 'x' }) })),
  body(
    'answers an object whose getter throws',
    'StripeAPIError',
    (value, own) =>
      Object.defineProperty(value, 'x', { enumerable: true, get: () => raise(errorOf(own, new Error('a getter'))) }),
    keptOwn,
  ),
  body(
    'answers an object whose payload throws',
    'StripeAPIError',
    (value, own) =>
      Object.defineProperty(value, 'payload', {
        enumerable: true,
        get: () => raise(errorOf(own, new Error('a getter'))),
      }),
    keptOwn,
  ),
  body(
    'answers a Proxy that throws',
    'StripeAPIError',
    (value, own) => new Proxy({}, { ownKeys: () => raise(errorOf(own, new Error('a trap'))) }),
    keptOwn,
  ),
  body('answers a revoked Proxy inside', 'StripeAPIError', (value) => ({ ...value, x: revoked() })),
  body('answers an object with getters', 'resolves', (value) => Object.fromEntries(Object.entries(value))),
  body('answers a cycle', 'StripeAPIError', (value) => {
    value.self = value;
    return value;
  }),
  body('answers a cycle in an error', 'StripeAPIError', () => {
    const error = { message: 'x' };
    error.self = error;
    return { error };
  }),
  body('answers a cycle in an array', 'StripeAPIError', (value) => {
    value.list = [1];
    value.list.push(value.list);
    return value;
  }),
  body('answers something very deep', 'StripeAPIError', (value) => ({ ...value, deep: deep(200_000) })),
  body('answers something deep', 'resolves', (value) => ({ ...value, deep: deep(200) })),
  body('answers an array with four thousand million holes', 'StripeAPIError', (value) => ({
    ...value,
    extra: Object.assign([], { length: 2 ** 32 - 1 }),
  })),
  body('answers a list of millions of nothing', 'StripeAPIError', (value) => ({
    ...value,
    data: millionsOfNothing(),
  })),
  body('answers a Proxy that is a list without an end', 'StripeAPIError', (value) => ({ ...value, extra: endless() })),
  body('answers something that branches again and again', 'StripeAPIError', (value) => ({
    ...value,
    extra: branching(40),
  })),
  body('answers an error that branches again and again', 'StripeAPIError', () => ({
    error: { message: 'x', more: branching(40) },
  })),
  body('answers an error whose message is an object', 'StripeAPIError', () => ({
    error: { message: { toString: 'x', valueOf: 'x' } },
  })),
  body(
    'answers an object that is parsed when it is looked at, and is not JSON',
    'StripeAPIError',
    () => ({
      get object() {
        return JSON.parse('payload-placeholder');
      },
    }),
    { fields: { ...kept.fields, quotes: true } },
  ),
  body('answers a bigint', 'resolves', (value) => ({ ...value, big: 10n })),
  body('answers a function inside', 'resolves', (value) => ({ ...value, toJSON: () => raise(new Error('called')) })),
  body('answers a frozen object', 'resolves', (value) => Object.freeze(value)),
  body('answers an object of another realm', 'resolves', (value, own, env) =>
    env.otherRealm('(text) => JSON.parse(text)')(JSON.stringify(value)),
  ),
  body('answers an object that is a thenable', 'resolves', (value) =>
    Object.defineProperty(value, 'then', { value: undefined }),
  ),
  body('answers an object that never resolves', 'StripeConnectionError', (value) => ({ ...value, then: () => {} }), {
    fields: { ...kept.fields, timedOut: true },
  }),
  body('answers an object without a prototype', 'resolves', (value) => Object.assign(Object.create(null), value)),
];

export const HOSTS = [...requests, ...answers, ...bodies];

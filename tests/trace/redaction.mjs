/** What is left of foreign text about a create: all but the payload. Cases as in `cases.mjs`. */

import { good, scope } from '../settling/hosts.mjs';
import { HEADERS, METHODS, never, response } from '../support/host.mjs';
import { markers, whole, writings } from '../support/markers.mjs';
import { ANSWERS, around, REASON, REJECTIONS, SOURCES } from './foreign.mjs';
import { lines, paramsOf, problemsOf, Watch } from './watch.mjs';

const REDACTED = '[redacted]';

const answering = (body, more) => ({ makeRequest: async () => response(body, { status: 400, ...more }) });

/** How a create of a payload ends: its error. */
const errorOf = async (watch, host, payload, options) =>
  (await watch.end(() => watch.client(host).apps.secrets.create(paramsOf('create', payload), options))).error;

/** The same where a source brings a reason. */
const rejected = (watch, { host }, reason, payload) => {
  const controller = new AbortController();
  const client = host(reason, (methods) => response(good('create'), methods), controller);
  return errorOf(watch, client, payload, { signal: controller.signal });
};

export const redactionCases = (pkg, env) => [
  ...repeated(pkg, env),
  ...identities(pkg, env),
  ...requests(pkg, env),
  ...parsers(pkg, env),
  ...kept(pkg, env),
];

/** Others repeat the payload. */
function repeated(pkg, env) {
  const each = (name, act) => ({
    name: `${name} does not repeat the payload`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const tried = all.flatMap(({ kind, text }) => writings(text).map((way) => [kind, text, ...way]));
      const problems = tried.map(async ([kind, text, way, written]) => {
        const found = await act(watch, text, written).catch((thrown) => [`what is left cannot be read (${thrown})`]);
        return found.map((problem) => `${kind}, ${way}: ${problem}`);
      });
      return lines([await Promise.all(problems), watch.traces(...all)]);
    },
  });
  const left = (texts) => (texts.every((text) => text === around(REDACTED)) ? [] : ['what is left is something else']);

  const answers = ANSWERS.map(({ name, make, read }) =>
    each(`${name} of the API's error`, async (watch, text, written) => {
      const { body, headers } = make(around(written));
      const error = await errorOf(watch, answering(body, { headers: { ...HEADERS, ...headers } }), text);
      return [...problemsOf(error, { statusCode: 400, requestId: 'req_example' }), ...left(read(error))];
    }),
  );
  const rejections = Object.entries(SOURCES).flatMap(([source, from]) =>
    REJECTIONS.map(({ name, make, read, fails }) =>
      each(`${name}, from ${source},`, async (watch, text, written) => {
        const error = await rejected(watch, from, make(around(written), env), text);
        /** @type {Error & { code?: any }} */
        const detail = error.detail;
        if (read) return [...problemsOf(error, from.kept), ...left(read(detail))];
        const own = ['stack', 'message', 'name', 'code'];
        const is =
          detail instanceof Error &&
          detail.message === REDACTED &&
          detail.name === fails.name &&
          detail.code === fails.code &&
          Reflect.ownKeys(detail).every((key) => own.includes(String(key)));
        return [
          ...problemsOf(error, from.kept),
          ...(is ? [] : ['detail is not an Error with that name and code, and nothing else']),
        ];
      }),
    ),
  );
  return [...answers, ...rejections];
}

/** What does not repeat it is handed on itself, and none of its code runs. */
function identities(pkg, env) {
  /** An error that counts whatever code of its own is run. */
  const counting = (count) => {
    class Counting extends Error {
      get inherited() {
        return count();
      }
      toJSON = count;
      [Symbol.iterator] = count;
    }
    const error = Object.assign(new Counting('x'), { [Symbol.for('nodejs.util.inspect.custom')]: count });
    return Object.defineProperty(error, 'request', { get: count, enumerable: true });
  };
  const generator = (count) =>
    (function* () {
      yield count();
    })();
  const REASONS = {
    ...Object.fromEntries(REJECTIONS.map(({ name, make }) => [name, () => make('something else', env)])),
    'an error with code of its own': counting,
    'an object with a getter': (count) => ({
      get request() {
        return count();
      },
    }),
    'a generator': generator,
    'an error that holds a generator': (count) => Object.assign(new Error('x'), { body: generator(count) }),
    'a Proxy': (count) => new Proxy(new Error('x'), { get: (target, key) => (key === 'code' ? undefined : count()) }),
    'a Map, a Set and a promise': () => [new Map([['x', 1]]), new Set(['x']), Promise.resolve()],
    'a function': () => () => {},
    'a DOMException': () => new DOMException('The user aborted a request.', 'AbortError'),
    '20,000 values': () =>
      Object.assign(new Error('x'), { all: Array.from({ length: 20_000 }, (_, place) => ({ place })) }),
  };
  const errors = Object.entries(REASONS).flatMap(([name, make]) =>
    Object.entries(SOURCES).map(([source, from]) => ({
      name: `${name}, from ${source}, is handed on itself where it does not repeat the payload`,
      async problem() {
        let runs = 0;
        const reason = make(() => {
          runs += 1;
        });
        const error = await rejected(new Watch(pkg, env), from, reason, 'payload-placeholder');
        return lines([
          Object.is(error.detail, reason) ? '' : 'detail is something else',
          runs ? `its code ran ${runs} times` : '',
        ]);
      },
    })),
  );
  const getters = {
    name: 'no getter of an error that repeats the payload is run',
    async problem() {
      let runs = 0;
      const reason = Object.assign(
        counting(() => {
          runs += 1;
        }),
        { text: 'payload-placeholder' },
      );
      const error = await rejected(new Watch(pkg, env), SOURCES['a host that rejects'], reason, 'payload-placeholder');
      return lines([
        error.detail.message === REDACTED ? '' : 'it is not redacted',
        runs ? `its code ran ${runs} times` : '',
      ]);
    },
  };
  const headers = {
    name: 'the headers of an error are handed on themselves where they do not repeat the payload',
    async problem() {
      const all = { ...HEADERS };
      const error = await errorOf(
        new Watch(pkg, env),
        answering({ error: REASON }, { headers: all }),
        'payload-placeholder',
      );
      return error.headers === all ? '' : 'they are others';
    },
  };
  return [...errors, getters, headers];
}

/** A host's words on a request, whatever they are. */
function requests(pkg, env) {
  const REASONS = {
    'an unexpected error': () => new Error('Unexpected network error'),
    'an error about JSON': () => new Error('The message is no JSON.'),
    'a SyntaxError': () => new SyntaxError('Unexpected token'),
  };
  return METHODS.flatMap((method) =>
    Object.entries(REASONS).map(([name, make]) => ({
      name: `${name} on the request of a ${method} reaches the caller as it is`,
      async problem() {
        const reason = make();
        const watch = new Watch(pkg, env);
        const { secrets } = watch.client({ makeRequest: () => Promise.reject(reason) }).apps;
        const { error } = await watch.end(() => secrets[method](paramsOf(method, 'payload-placeholder')));
        return error.detail === reason ? '' : 'it is another one';
      },
    })),
  );
}

/** What a parser says of a body quotes it, in every method: what the secret is, nobody knows then. */
function parsers(pkg, env) {
  const BODIES = {
    'cut short': (text) => text.slice(0, -3),
    'with a payload without quotes': (text, payload) => text.replace(JSON.stringify(payload), payload),
    'that is the payload': (_, payload) => payload,
    'with the payload after it': (text, payload) => text + payload,
  };
  const parses = [JSON.parse, (text) => env.otherRealm('(text) => JSON.parse(text)')(text)];
  const SAYS = {
    'the parser says': (error) => error,
    'the parser says, with a code,': (error) => Object.assign(error, { code: 'EBODY' }),
    'the parser says, under another message,': (error) => Object.assign(error, { message: 'The body cannot be read.' }),
    'the parser says, as a cause,': (cause) => new Error('The body cannot be read.', { cause }),
    'the parser says, among others,': (error) => new AggregateError([new Error('x'), error], 'x'),
    'only the text of what the parser says': (error) => error.message,
    "a parser of the host's own says": ({ message }) => new SyntaxError(message.replace(/JSON|Unexpected/g, '')),
    'the host quotes from the parser': (error) => new Error(`invalid body: ${error.message}`),
  };
  return METHODS.flatMap((method) =>
    Object.entries(SAYS).map(([says, wrap]) => ({
      name: `what ${says} of a body to ${method} does not quote it`,
      async problem() {
        const watch = new Watch(pkg, env);
        const all = markers();
        const one = async ({ text, kind }, parse, [how, spoil]) => {
          let reason;
          const toJSON = async () => {
            try {
              return parse(spoil(JSON.stringify(good(method, { payload: text })), text));
            } catch (error) {
              reason = wrap(error);
              throw reason;
            }
          };
          const { secrets } = watch.client({ makeRequest: async () => response(null, { status: 403, toJSON }) }).apps;
          const { error } = await watch.end(() => secrets[method](paramsOf(method, text)));
          return [
            ...problemsOf(error, { type: 'StripePermissionError', statusCode: 403, requestId: 'req_example' }),
            ...(reason?.name === error.detail?.name ? [] : ['detail has lost its name']),
            ...(reason?.code === error.detail?.code ? [] : ['detail has lost its code']),
          ].map((problem) => `${kind}, ${how}: ${problem}`);
        };
        const problems = all.flatMap((each) =>
          parses.flatMap((parse) => Object.entries(BODIES).map((body) => one(each, parse, body))),
        );
        return lines([await Promise.all(problems), watch.traces(...all)]);
      },
    })),
  );
}

/** Values that are not secret, or that programs compare, stay. */
function kept(pkg, env) {
  const FIELDS = ['code', 'type', 'rawType', 'param', 'statusCode', 'requestId'];
  const IDS = ['request-id', 'Request-Id', 'idempotency-key', 'stripe-version', 'Stripe-Account'];
  const named = (names, text) => Object.fromEntries(names.map((name) => [name, text]));
  const lost = (object, names, text) =>
    names.filter((name) => object?.[name] !== text).map((name) => `${name} is lost`);
  /** A create of `payload`, which the API refuses with `error` and `headers`: what is wrong with its error. */
  const refused = (
    name,
    payload,
    /** @type {{ error?: object, headers?: object }} */ { error: reason = REASON, headers = {} },
    problemOf,
  ) => ({
    name,
    async problem() {
      const watch = new Watch(pkg, env);
      const host = answering({ error: { ...REASON, ...reason } }, { headers: { ...HEADERS, ...headers } });
      const error = await errorOf(watch, host, payload);
      return lines([problemOf(error, watch)]);
    },
  });
  const is = (found, expected) => (found === expected ? '' : `it is ${found}`);
  const said = (name, payload, message, expected) =>
    refused(name, payload, { error: { message } }, (error) => is(error.message, expected));

  const secret = 'payload-placeholder';
  const text = around(secret);
  const NAMES = ['message', 'status', 'head', 'request', 'code', 'type', 'param', 'user_message', 'more_of_it'];
  return [
    refused(
      'codes and ids of an API error stay, whatever the payload is',
      secret,
      {
        error: { ...named(['code', 'type', 'param'], text), more: named(FIELDS, text), message: text },
        headers: named(IDS, text),
      },
      ({ message, code, rawType, param, requestId, raw, headers }) => [
        is(message, around(REDACTED)),
        lost({ code, rawType, param, requestId }, ['code', 'rawType', 'param', 'requestId'], text),
        lost(raw.more, FIELDS, text),
        lost(headers, IDS, text),
      ],
    ),
    refused(
      'a code is not cut where a longer payload is a part of it',
      'rate_limit',
      { error: { code: 'rate_limit_error', type: 'rate_limit', message: 'rate_limit!' } },
      ({ code, rawType, message }) => [
        is(code, 'rate_limit_error'),
        is(rawType, 'rate_limit'),
        is(message, `${REDACTED}!`),
      ],
    ),
    refused(
      'a code is not cut where the payload is a part of it',
      'rate',
      { error: { code: 'rate_limit' } },
      ({ code }) => is(code, 'rate_limit'),
    ),
    refused(
      'a request id is not cut where the payload is a part of it',
      'test',
      { headers: { 'request-id': 'req_test123' } },
      ({ requestId }) => is(requestId, 'req_test123'),
    ),
    ...NAMES.map((name) =>
      refused(
        `a field is not lost where the payload is its name (${name})`,
        name,
        { error: { more: { ...named(NAMES, 'x'), [name]: 'x' } }, headers: named(NAMES, 'x') },
        ({ raw, headers, message }) => [
          lost(raw.more, NAMES, 'x'),
          lost(headers, NAMES, 'x'),
          is(message, REASON.message),
        ],
      ),
    ),
    ...['secrets', 'v1/apps/secrets', 'apps-secrets-'].map((payload) => ({
      name: `our own event keeps its path and its key (${payload})`,
      async problem() {
        const watch = new Watch(pkg, env);
        await errorOf(watch, answering({ error: REASON }), payload);
        return lines(
          ['request', 'response'].map((event) => {
            const [{ path, idempotency_key: key }] = watch.kept(`the event ${event}`);
            return [
              is(path, '/v1/apps/secrets'),
              event === 'request' && is(key.startsWith('stripe-apps-secrets-'), true),
            ];
          }),
        );
      },
    })),
    said('a payload of 7 characters is left in what others write', '1234567', '(1234567)', '(1234567)'),
    said('a payload of 8 characters is cut out', '12345678', '(12345678)', `(${REDACTED})`),
    said('a payload of 4 pairs of units is cut out', '😀😁😂😃', '(😀😁😂😃)', `(${REDACTED})`),
    said('a payload that begins with a quote is cut out of JSON whole', '"12345678', '(\\"12345678)', `(${REDACTED})`),
    said('a payload that reads redacted is cut out once', 'redacted', '(redacted)', `(${REDACTED})`),
    ...['ETIMEDOUT', 'TypeError'].map((payload) => ({
      name: `our own error of a time that is up keeps its words (${payload})`,
      async problem() {
        const { detail } = await errorOf(new Watch(pkg, env), { makeRequest: never }, payload);
        return lines([is(String(detail), 'TypeError: ETIMEDOUT'), lost(detail, ['code'], 'ETIMEDOUT')]);
      },
    })),
    {
      name: 'what a host says of another method than create is handed on as it is',
      async problem() {
        const reason = new Error('secret-name');
        const watch = new Watch(pkg, env);
        const { secrets } = watch.client({ makeRequest: () => Promise.reject(reason) }).apps;
        const { error } = await watch.end(() => secrets.find({ scope, name: 'secret-name' }));
        return error.detail === reason ? '' : 'it is another one';
      },
    },
    {
      name: 'a prototype that is polluted hides no payload, and is not an error',
      async problem() {
        const names = ['message', 'stack', 'code', 'value'];
        const field = { __proto__: null, value: 'polluted', configurable: true, writable: true };
        const makeRequest = () => {
          for (const name of names) Object.defineProperty(Object.prototype, name, field);
          return Promise.reject({ body: { secret }, x: 1 });
        };
        const watch = new Watch(pkg, env);
        const error = await errorOf(watch, { makeRequest }, secret);
        for (const name of names) delete Object.prototype[name];
        const { detail } = error;
        return lines([is(detail?.body.secret, REDACTED), is(detail?.x, 1), watch.traces(whole(secret))]);
      },
    },
    ...[10, 250, 2600, 9000].map((levels) => ({
      name: `a payload ${levels} objects deep is not repeated, wherever the stack ends`,
      async problem() {
        const watch = new Watch(pkg, env);
        let inside = /** @type {any} */ (secret);
        for (let level = 0; level < levels; level++) inside = { inside };
        const error = await errorOf(watch, answering({ error: { type: 'api_error', message: 'm', inside } }), secret);
        let found = error.raw;
        while (typeof found === 'object' && found) found = found.inside;
        return is(found === secret, false);
      },
    })),
  ];
}

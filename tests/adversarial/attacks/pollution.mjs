/** Polluted prototypes, in a realm of their own: before a call, during it, and while a client is made. */
import { thinned } from '../../support/all.mjs';
import { asked, gone, HEADERS, KEY, PAYLOAD, page, response, SIGNED_IN } from '../../support/host.mjs';
import { raise } from '../../support/odd.mjs';
import { ACCOUNT_SCOPE, attack, guarded, OWN, refused, rejects, sent } from '../attack.mjs';
import { form, OTHER, plain } from './calls.mjs';

/** Property names that the package, its rules or its answers know, and those that JavaScript itself looks for. */
const NAMES = [
  'scope',
  'user',
  'type',
  'name',
  'payload',
  'expires_at',
  'expand',
  'limit',
  'starting_after',
  'ending_before',
  'scope[user]',
  'scope[type]',
  'apiKey',
  'stripeAccount',
  'stripeContext',
  'apiVersion',
  'idempotencyKey',
  'timeout',
  'maxNetworkRetries',
  'headers',
  'signal',
  'streaming',
  'httpClient',
  'userContext',
  'host',
  'cardNumbers',
  'appInfo',
  'account',
  'id',
  'Stripe-Account',
  'Stripe-Context',
  'Authorization',
  'Content-Type',
  'kind',
  'value',
  'pairs',
  'keys',
  'items',
  'method',
  'path',
  'body',
  'form',
  'status',
  'statusCode',
  'requestId',
  'request-id',
  'stripe-should-retry',
  'response',
  'get',
  'set',
  'enumerable',
  'configurable',
  'writable',
  'length',
  'raw',
  'detail',
  'code',
  'param',
  'failure',
  'number',
  'message',
  'rawType',
  'charge',
  'request',
  'listener',
  'once',
  'apps',
  'secrets',
  'VERSION',
  'errors',
  'on',
  'construct',
  'has',
  'getPrototypeOf',
  'ownKeys',
  'dispose',
  'return',
  'cause',
  'numbers',
  'toJSON',
  'object',
  'deleted',
  'data',
  'error',
  'lastResponse',
  '0',
  '1',
  '2',
  '64',
];

/** What else the rules have a word for. */
const WORDS = [
  'authenticator',
  'typescript',
  'httpAgent',
  'port',
  'protocol',
  'telemetry',
  'emitEventBodies',
  'version',
  'url',
  'params',
  'options',
  'config',
  'api.stripe.com',
  'https',
  'refuse',
  'warn',
  'allow',
  'true',
  'false',
  'apps.secret',
  'list',
  'rate_limit',
  'idempotency_error',
  'invalid_grant',
  'ETIMEDOUT',
  'ECONNRESET',
  'EPIPE',
  'shouldRetry',
];

/** What setters of a prototype were given, as text. */
const seen = [];

/** How a property may be polluted. */
const WAYS = {
  text: () => ({ value: OTHER, writable: true }),
  number: () => ({ value: 3, writable: true }),
  "name of an array's own property": () => ({ value: 'length', writable: true }),
  object: () => ({ value: { type: 'user', user: OTHER, id: OTHER, 'Stripe-Account': 'acct_other' }, writable: true }),
  function: () => ({ value: () => OTHER, writable: true }),
  'text that cannot be overwritten': () => ({ value: OTHER, writable: false }),
  getter: () => ({ get: () => OTHER, set: undefined }),
  'setter that keeps everything': () => ({
    get: () => undefined,
    set(value) {
      seen.push(String(JSON.stringify(value)));
    },
  }),
  'setter that throws': () => ({ get: () => undefined, set: () => raise(new Error('a setter')) }),
};

/** Pollutes a prototype of the realm, until the attack is over or it is cleaned. */
const pollute = ({ library: { global }, after }, { prototype, name, how }) => {
  global.Object.defineProperty(global[prototype].prototype, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    ...WAYS[how](),
  });
  const clean = () => {
    delete global[prototype].prototype[name];
  };
  after(clean);
  return clean;
};

const polluted = (prototype, names, ways = Object.keys(WAYS)) =>
  names.flatMap((name) =>
    ways.map((how) => ({ prototype, name, how, what: `${prototype}.prototype.${name}, a ${how}` })),
  );
const everything = [
  ...polluted('Object', WORDS, ['text']),
  ...polluted('Object', NAMES),
  ...polluted('Array', [
    '0',
    '1',
    '2',
    '3',
    '5',
    '64',
    '-1',
    'scope',
    'value',
    'kind',
    'get',
    'type',
    'user',
    'toJSON',
  ]),
];

/** Lets `Object.prototype` of the realm have a value until the attack is over; a hidden one shows in no loop. */
const lend = ({ library: { global }, after }, name, value, hidden = false) => {
  const field = { __proto__: null, value, enumerable: !hidden, writable: true, configurable: true };
  global.Object.defineProperty(global.Object.prototype, name, field);
  after(() => {
    delete global.Object.prototype[name];
  });
};

/** A call of a client in a realm of its own, with parameters of that realm. */
const there = (name, comes, run, more) => attack(name, comes, run, { realm: true, ...more });
const call = ({ secrets, library }, method, params, options) =>
  secrets[method](library.own(JSON.stringify(params)), options && library.own(JSON.stringify(options)));

/** The same over a polluted prototype. */
const over = (env, pollution, act) => {
  pollute(env, pollution);
  return act();
};

const LEFT_OUT = new Set(['scope', 'name', 'payload']);
const calls = thinned(
  everything.map((pollution) => {
    const { name, what } = pollution;
    return [
      there(
        `a create over ${what}`,
        sent(OWN, { form: form('create'), headers: { 'Stripe-Account': undefined, 'Stripe-Context': undefined } }),
        (env) =>
          over(env, pollution, () => call(env, 'create', { scope: { type: 'user' }, name: 'n', payload: PAYLOAD }, {})),
      ),
      there(`a find in the account scope over ${what}`, sent(ACCOUNT_SCOPE, { form: form('find') }), (env) =>
        over(env, pollution, () => call(env, 'find', plain('find', { scope: { type: 'account' } }))),
      ),
      there(`another user over ${what}`, refused('scope_not_own_user'), (env) =>
        over(env, pollution, () => call(env, 'find', plain('find', { scope: { type: 'user', user: OTHER } }))),
      ),
      ...(LEFT_OUT.has(name)
        ? [
            there(
              `a create without ${name} over ${what}`,
              refused(name === 'scope' ? 'scope_missing' : 'parameter_missing'),
              (env) =>
                over(env, pollution, () =>
                  call(
                    env,
                    'create',
                    Object.fromEntries(Object.entries(plain('create')).filter(([key]) => key !== name)),
                  ),
                ),
            ),
          ]
        : []),
      there(
        `a retry during which comes ${what}`,
        sent(OWN, { form: form('create'), times: 2 }),
        (env) => {
          const { makeRequest } = env.host;
          env.host.makeRequest = (...request) => {
            if (env.host.requests.length === 0) pollute(env, pollution);
            return makeRequest(...request);
          };
          return call(env, 'create', plain('create'));
        },
        { script: () => [gone, asked] },
      ),
      there(
        `a failure that is told over ${what}`,
        rejects('StripePermissionError'),
        (env) => over(env, pollution, () => call(env, 'find', plain('find'))),
        { script: () => [() => response({ error: { type: 'invalid_request_error' } }, { status: 403 })] },
      ),
      there(
        `no answer over ${what}`,
        rejects('StripeConnectionError'),
        (env) => over(env, pollution, () => call(env, 'find', plain('find'))),
        { script: () => [gone] },
      ),
      there(`a create that is listened to, over ${what}`, sent(OWN, { form: form('create') }), (env) => {
        for (const event of ['request', 'response']) env.client.on(event, () => raise(new Error('of a listener')));
        return over(env, pollution, () => call(env, 'create', plain('create')));
      }),
    ];
  }),
).flat();

/** What could be read as what an event brought, or as what is to be done, if it is there while a call is under way. */
const LENT = Object.entries({
  heard: { statusCode: 200 },
  brought: { statusCode: 200, id: OTHER },
  answer: { id: OTHER, object: 'apps.secret', scope: OWN, name: 'n' },
  error: { code: 'ECONNRESET' },
  ...Object.fromEntries(Array.from({ length: 6 }, (_, action) => [action, 'send'])),
  statusCode: 200,
  headers: { 'request-id': 'req_lent', 'stripe-should-retry': 'true' },
  requestId: 'req_lent',
  shouldRetry: 1,
});
const unavailable = (headers = {}) => response({ error: {} }, { status: 503, headers: { ...HEADERS, ...headers } });
/** A create that fails in a way, and what its error says then; `retries` is how often it may be retried. */
const FAILURES = Object.entries({
  'a 503 stays an error': { plays: () => unavailable(), says: [503, 'req_example'] },
  'a 503 that is not to be retried is sent once': {
    plays: () => unavailable({ 'stripe-should-retry': 'false' }),
    says: [503, 'req_example'],
    retries: 2,
  },
  'a late answer sends nothing again': { plays: (sleep) => sleep(20).then(() => unavailable()), says: [], waits: 40 },
  'no answer has no status and no headers': { plays: () => gone(), says: [] },
});
const underWay = FAILURES.flatMap(
  ([
    what,
    {
      plays,
      says: [status, id],
      retries = 0,
      waits = 0,
    },
  ]) =>
    LENT.map(([name, value]) =>
      there(
        `${what}, while Object.prototype has ${name}`,
        { ...sent(OWN, { form: form('create') }), ...rejects(status ? 'StripeAPIError' : 'StripeConnectionError') },
        async (env) => {
          const { host, timers } = env;
          const { makeRequest } = host;
          host.makeRequest = (...request) => {
            makeRequest(...request);
            lend(env, name, value);
            return plays(timers.sleep);
          };
          try {
            return await call(env, 'create', plain('create'));
          } catch (error) {
            await timers.sleep(waits);
            const { statusCode, requestId, headers } = error;
            if (statusCode !== status || requestId !== id || headers?.['request-id'] !== id)
              throw new Error(`it says ${statusCode}, ${requestId}, ${JSON.stringify(headers)}`);
            throw error;
          }
        },
        { config: { timeout: 30, maxNetworkRetries: retries } },
      ),
    ),
);

/** A prototype's setter is given what is assigned: no payload may be. */
const watched = everything
  .filter(({ how }) => how === 'setter that keeps everything')
  .map((pollution) =>
    there(`a create over ${pollution.what}`, sent(OWN, { form: form('create') }), (env) => {
      seen.length = 0;
      return over(env, pollution, () => call(env, 'create', plain('create'))).then(() => {
        if (seen.some((text) => text.includes(PAYLOAD))) throw new Error('a setter was given the payload');
      });
    }),
  );

/** A getter of a prototype is asked with an object in hand: none that holds a payload. */
const asking = ['object', 'data', 'scope', 'payload', 'next'].map((name) =>
  there(`a list over a getter that is Object.prototype.${name}`, guarded(), async (env) => {
    const told = [];
    const get = function get() {
      told.push(Object.values(this));
    };
    const { prototype } = env.library.global.Object;
    const answered = env.library.own(JSON.stringify({ object: 'list', has_more: false, data: [own] }));
    env.host.makeRequest = async () => response(answered);
    env.after(() => delete prototype[name]);
    Object.defineProperty(prototype, name, { configurable: true, get, set: undefined });
    await call(env, 'list', plain('list'));
    if (JSON.stringify(told).includes(PAYLOAD)) throw new Error('a getter was given the payload');
  }),
);

/** JSON as an old Prototype.js writes it: a text of everything, where a `toJSON` of a prototype is asked. */
const proper = (value) => {
  if (Array.isArray(value)) return `[${value.map(proper)}]`;
  if (typeof value !== 'object' || value === null) return `"${value}"`;
  return `{${Object.entries(value).map(([name, field]) => `"${name}":${proper(field)}`)}}`;
};

/** Every text of an event. */
const textsOf = (value) =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [String(value)];

const own = { id: 'appsecret_example', object: 'apps.secret', name: 'n', scope: OWN, payload: PAYLOAD };
const told403 = { error: { message: 'Why.', more: [{ payload: PAYLOAD }] } };
const events = ['Array', 'Object', 'String', 'Number'].flatMap((name) =>
  Object.entries({
    create: [own],
    list: [{ object: 'list', has_more: false, data: [own, own] }],
    find: [told403, 403],
  }).map(([method, [body, status]]) =>
    there(
      `a ${method} that is listened to, where ${name}.prototype has a toJSON`,
      guarded(),
      async (env) => {
        const { prototype } = env.library.global[name];
        const told = [];
        for (const event of ['request', 'response']) env.client.on(event, (seen) => told.push(...textsOf(seen)));
        env.host.makeRequest = async () => response(env.library.own(JSON.stringify(body)), { status });
        Object.defineProperty(prototype, 'toJSON', {
          configurable: true,
          value() {
            const text = proper(this.valueOf());
            told.push(text);
            return text;
          },
        });
        try {
          await env.secrets[method](env.library.own(JSON.stringify(plain(method)))).catch(() => {});
        } finally {
          delete prototype.toJSON;
        }
        if (told.length === 0) throw new Error('nobody was told');
        if (told.some((text) => text.includes(PAYLOAD))) throw new Error('a payload is in an event');
      },
      { config: { emitEventBodies: true } },
    ),
  ),
);

/** A client made over a polluted prototype is the client that it would be otherwise. */
const clients = thinned(
  everything.map((pollution) => {
    const made = (env, act = (_client) => {}) => {
      const clean = pollute(env, pollution);
      try {
        const client = env.make(env.library.evaluate('({})'));
        act(client);
        return client.apps;
      } finally {
        clean();
      }
    };
    return [
      there(`a client made over ${pollution.what}`, sent(OWN, { form: form('find') }), (env) =>
        call({ ...env, ...made(env) }, 'find', plain('find')),
      ),
      there(
        `a client that nobody is bound to, made over ${pollution.what}`,
        refused('scope_user_unbound'),
        (env) =>
          call(
            { ...env, ...made(env, (client) => client.bindUser(env.library.evaluate('({})'))) },
            'find',
            plain('find'),
          ),
        { bind: false },
      ),
    ];
  }),
).flat();

/** A class of somebody's with setters, and one that inherits from a Proxy: neither is given what a client has. */
const ofClasses = [
  there('a client of a class with setters', sent(OWN), ({ Stripe, host }) => {
    const Mine = class extends /** @type {any} */ (Stripe) {};
    for (const name of ['apps', 'on']) Object.defineProperty(Mine.prototype, name, { set: raise });
    const client = Reflect.construct(Mine, [KEY, { httpClient: host, userContext: SIGNED_IN }]);
    return client.apps.secrets.find(plain('find'));
  }),
  there(
    'a client of a class that inherits from a Proxy',
    sent(OWN),
    (env) => {
      env.library.global.Heard = env.Stripe;
      env.library.evaluate(
        'Object.setPrototypeOf(Heard.prototype, new Proxy({}, { set() { throw new Error("heard"); }, has: () => false }))',
      );
      return call({ ...env, ...env.make().apps }, 'find', plain('find'));
    },
    { realm: 'fresh' },
  ),
];

/** The answer comes over a polluted prototype: what was left out of it is not filled in. */
const foreign = { id: 'appsecret_example', object: 'apps.secret', name: 'n', scope: { type: 'user', user: OTHER } };
const answeredOver = (env, name, value, body, { method = 'find', status = 200, hidden = false }) => {
  const answered = env.library.own(JSON.stringify(body));
  env.host.makeRequest = async () => response(answered, { status });
  lend(env, name, value, hidden);
  return call(env, method, plain(method));
};
const without = (name) => Object.fromEntries(Object.entries(foreign).filter(([key]) => key !== name));
const excusedOver = (hidden) => {
  const over = `over ${hidden ? 'a hidden ' : ''}Object.prototype`;
  const withheld = (title, ...answered) =>
    there(title, refused('response_scope_mismatch'), (env) => answeredOver(env, ...answered));
  return [
    ...['object', 'name', 'scope', 'type', 'user', 'deleted', 'payload'].flatMap((name) =>
      [OWN, OWN.user, true, 'apps.secret', 'user', 'n'].map((value, i) =>
        withheld(`another user's secret ${over}.${name} (${i})`, name, value, without(name), { hidden }),
      ),
    ),
    withheld(
      `another user's secret in data ${over}.object`,
      'object',
      'list',
      { deleted: true, data: [foreign] },
      { method: 'deleteWhere', hidden },
    ),
  ];
};
const toldOver = (hidden) => {
  const over = `over ${hidden ? 'a hidden ' : ''}Object.prototype`;
  return [
    there(`a list without data ${over}.data`, refused('response_scope_mismatch'), (env) =>
      answeredOver(env, 'data', [], { object: 'list' }, { method: 'list', hidden }),
    ),
    there(`an own secret ${over}.error`, guarded(), (env) =>
      answeredOver(env, 'error', { message: 'x' }, { ...foreign, scope: OWN }, { hidden }).catch(({ code }) => {
        throw new Error(`withheld with ${code}`);
      }),
    ),
    ...Object.entries({ code: 'rate_limit', type: 'idempotency_error' }).map(([name, value]) =>
      there(`an error without a ${name} ${over}.${name}`, rejects('StripeInvalidRequestError'), (env) =>
        answeredOver(env, name, value, { error: { message: 'x' } }, { status: 400, hidden }),
      ),
    ),
  ];
};

const bound = [
  there(
    'a second user over a polluted id',
    refused('user_already_bound'),
    ({ client, after, library: { global, own } }) => {
      global.Object.prototype.id = SIGNED_IN.id;
      after(() => {
        delete global.Object.prototype.id;
      });
      return client.bindUser(own(JSON.stringify({ id: OTHER }))).apps.secrets.find(own(JSON.stringify(plain('find'))));
    },
  ),
];

const PAGING = [
  'next',
  'return',
  'done',
  'autoPagingEach',
  'autoPagingToArray',
  'has_more',
  'data',
  'id',
  'limit',
  'starting_after',
  'ending_before',
  'scope',
  'user',
  'listener',
  'event',
];
const paged = [
  ...polluted('Object', PAGING),
  ...polluted('Promise', ['next', 'return', 'autoPagingEach', 'autoPagingToArray']),
].flatMap((pollution) =>
  [OWN, ACCOUNT_SCOPE].map((scope) =>
    there(
      `pages of the ${scope.type}'s over ${pollution.what}`,
      sent(scope, { times: 2 }),
      (env) => {
        const { own } = env.library;
        pollute(env, pollution);
        return call(env, 'list', { scope }).autoPagingToArray(own('{"limit":10}'));
      },
      {
        script: () => [
          async (request) => {
            return response({ ...(await asked(request).toJSON()), has_more: true });
          },
          async () => response(page([])),
        ],
      },
    ),
  ),
);

/**
 * Puts a Proxy above promises, which throws when it hears of `next`, a method that a page gets. Other names pass, since
 * Node.js itself puts symbols on promises.
 */
const LISTEN =
  'const hear = (does) => (object, name, ...rest) => { if (name === "next") throw new Error("heard"); return does(object, name, ...rest); };' +
  'Object.setPrototypeOf(Promise.prototype, new Proxy(Object.prototype, { has: hear(Reflect.has), set: hear(Reflect.set) }))';
const inherited = there(
  'a page over a Proxy that promises inherit from',
  sent(OWN),
  (env) => {
    env.library.evaluate(LISTEN);
    return call(env, 'list', plain('list'));
  },
  { realm: 'fresh' },
);

/** Built-ins that nobody can change any more, as some hosts have them: what a page forbids itself breaks no call. */
const FREEZE =
  'for (const { prototype } of [Object, Function, Array, Error, TypeError, Promise, String, Number, RegExp, Map, Set]) ' +
  'Object.freeze(prototype)';
const frozen = [
  there(
    'a create over frozen prototypes',
    sent(OWN, { form: form('create') }),
    (env) => {
      env.library.evaluate(FREEZE);
      return call(env, 'create', plain('create'));
    },
    { realm: 'fresh' },
  ),
  there(
    'another user over frozen prototypes',
    refused('scope_not_own_user'),
    (env) => {
      env.library.evaluate(FREEZE);
      return call(env, 'find', plain('find', { scope: { type: 'user', user: OTHER } }));
    },
    { realm: 'fresh' },
  ),
  there(
    'a failure without a message over frozen prototypes',
    rejects('StripePermissionError'),
    (env) => {
      env.library.evaluate(FREEZE);
      return call(env, 'find', plain('find'));
    },
    { realm: 'fresh', script: () => [() => response({ error: { type: 'invalid_request_error' } }, { status: 403 })] },
  ),
  there(
    'no answer over frozen prototypes',
    rejects('StripeConnectionError'),
    (env) => {
      env.library.evaluate(FREEZE);
      return call(env, 'find', plain('find'));
    },
    { realm: 'fresh', script: () => [gone] },
  ),
  there(
    'a client made over frozen prototypes',
    sent(OWN, { form: form('find') }),
    (env) => {
      env.library.evaluate(FREEZE);
      return call({ ...env, ...env.make().apps }, 'find', plain('find'));
    },
    { realm: 'fresh' },
  ),
];

export const POLLUTION_GROUPS = {
  'a polluted prototype changes no request and no refusal': calls,
  'a polluted prototype brings nothing into a call that is under way': underWay,
  'a polluted prototype changes no client': [...clients, ...ofClasses],
  'a polluted prototype changes no page': [...paged, inherited],
  'frozen prototypes break no call': frozen,
  'a polluted prototype is given no payload': [...watched, ...asking],
  'a polluted toJSON brings no payload into an event, and is given none': events,
  "a polluted prototype does not excuse another user's secret": [...excusedOver(false), ...excusedOver(true)],
  'a polluted prototype makes no answer another one': [...toldOver(false), ...toldOver(true)],
  'a polluted id is nobody': bound,
};

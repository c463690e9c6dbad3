/** Callers who do what none should: parameters that throw, signals, pages that lead nowhere. For Node and for browsers. */
import { METHODS, never, recording, response, USER } from '../support/host.mjs';
import { raise, revoked, withGetter } from '../support/odd.mjs';
import { good, scope } from './hosts.mjs';

const trap = (error) =>
  new Proxy(
    {},
    {
      get: () => raise(error),
      ownKeys: () => raise(error),
      getOwnPropertyDescriptor: () => raise(error),
      getPrototypeOf: () => raise(error),
      has: () => raise(error),
    },
  );

/** A host that plays `script`, the last entry again and again. */
const playing = (...script) => recording(script.map((play) => async () => play()));
const answering = (method) => playing(async () => response(good(method)));

/**
 * A call of each method with something odd in it. It has to end with a typed error, or with a result where the oddity is
 * nothing to it.
 */
const odd = (name, make) =>
  METHODS.map((method) => ({
    name: `${method} with ${name} ends`,
    async run(client) {
      const stripe = client(answering(method), { timeout: 30, maxNetworkRetries: 0 });
      const plain = {
        scope,
        ...(method === 'list' ? {} : { name: 'name' }),
        ...(method === 'create' ? { payload: 'payload-placeholder' } : {}),
      };
      return stripe.apps.secrets[method](...make(plain));
    },
    typed: true,
  }));

const parameters = [
  ...odd('parameters that are a revoked Proxy', () => [revoked()]),
  ...odd('parameters that are a Proxy that throws', () => [trap(new Error('a trap'))]),
  ...odd('a Proxy that throws null', () => [trap(null)]),
  ...odd('a getter that throws', (plain) => [
    Object.defineProperty({ ...plain }, 'scope', { enumerable: true, get: () => raise(new Error('a getter')) }),
  ]),
  ...odd('a scope that throws', (plain) => [
    {
      ...plain,
      scope: {
        type: 'user',
        get user() {
          throw new Error('a getter');
        },
      },
    },
  ]),
  ...odd('a scope that is a revoked Proxy', (plain) => [{ ...plain, scope: revoked() }]),
  ...odd('a name that throws when it is made a string', (plain) => [
    { ...plain, name: { toString: () => raise(new Error('x')) } },
  ]),
  ...odd('an expand that throws', (plain) => [
    { ...plain, expand: new Proxy([], { ownKeys: () => raise(new Error('a trap')) }) },
  ]),
  ...odd('a symbol for a name', (plain) => [{ ...plain, name: Symbol('x') }]),
  ...odd('a bigint for a name', (plain) => [{ ...plain, name: 1n }]),
  ...odd('a cycle', (plain) => {
    const cycle = { ...plain };
    cycle.scope = cycle;
    return [cycle];
  }),
  ...odd('a number for its parameters', () => [42]),
  ...odd('options that are a revoked Proxy', (plain) => [plain, revoked()]),
  ...odd('options that throw', (plain) => [
    plain,
    {
      get timeout() {
        throw new Error('a getter');
      },
    },
  ]),
  ...odd('headers that throw', (plain) => [plain, { headers: trap(new Error('a trap')) }]),
  ...odd('a signal that is an empty object', (plain) => [plain, { signal: {} }]),
  ...odd('a signal that is a string', (plain) => [plain, { signal: 'x' }]),
  ...odd('a signal that throws on aborted', (plain) => [
    plain,
    {
      signal: {
        get aborted() {
          throw new Error('a getter');
        },
      },
    },
  ]),
  ...odd('a signal that throws on listening', (plain) => [
    plain,
    {
      signal: {
        aborted: false,
        addEventListener: () => raise(new Error('x')),
        removeEventListener: () => raise(new Error('x')),
      },
    },
  ]),
  ...odd('a signal that throws when it is let go', (plain) => [
    plain,
    { signal: { aborted: false, addEventListener: () => {}, removeEventListener: () => raise(new Error('x')) } },
  ]),
  ...odd('a signal that is a revoked Proxy', (plain) => [plain, { signal: revoked() }]),
];

/** The time for one attempt, in milliseconds: far more than an abort takes, also on a busy machine. */
const TIMEOUT = 20_000;

/** An abort: `when` is given the controller and the host's own moment. */
const aborted = (
  name,
  script,
  /** @type {{ settings?: object, abort?: (stop, stripe, env) => void, sent: number }} */
  { settings = {}, abort, sent },
) => ({
  name: `a call that is aborted ${name} ends with the reason`,
  async run(client, env) {
    const controller = new AbortController();
    const reason = new Error('of the caller');
    const stop = () => controller.abort(reason);
    const listeners = new Set();
    const { signal } = controller;
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    signal.addEventListener = (...args) => {
      listeners.add(args[1]);
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args) => {
      listeners.delete(args[1]);
      removeEventListener.apply(signal, args);
    };
    const host = playing(...script(env, stop));
    const stripe = client(host, { timeout: TIMEOUT, maxNetworkRetries: 3, ...settings });
    abort?.(stop, stripe, env);
    const began = Date.now();
    try {
      await stripe.apps.secrets.find({ scope, name: 'name' }, { signal });
    } catch (error) {
      if (error.code !== 'request_aborted') throw error;
      if (error.detail !== reason) return 'detail is not the reason';
      if (Date.now() - began > TIMEOUT / 2) return 'it did not end at once';
      if (listeners.size > 0) return `${listeners.size} listeners stay on the signal`;
      await env.sleep(5);
      if (host.requests.length !== sent) return `${host.requests.length} requests were sent`;
      return undefined;
    }
    return 'it resolves';
  },
});

const soon = (stop, stripe, env) => {
  env.sleep(15).then(stop);
};
const aborts = [
  aborted('before it begins', () => [never], { abort: (stop) => stop(), sent: 0 }),
  aborted('while the host is asked', () => [never], { abort: soon, sent: 1 }),
  aborted(
    'by the host itself',
    (env, stop) => [
      () => {
        stop();
        return never();
      },
    ],
    { sent: 1 },
  ),
  aborted(
    'by the host itself, which throws',
    (env, stop) => [
      () => {
        stop();
        throw new Error('x');
      },
    ],
    { sent: 1 },
  ),
  aborted('while it waits to try again', () => [() => raise(new Error('gone'))], { abort: soon, sent: 1 }),
  aborted('while the body is read', () => [async () => ({ ...response(null), toJSON: never })], {
    abort: soon,
    sent: 1,
  }),
  {
    name: 'a signal that aborts while it is listened to ends the call with nothing sent',
    async run(client) {
      const host = answering('find');
      const signal = {
        aborted: false,
        addEventListener: (event, listener) => listener(),
        removeEventListener: () => {},
      };
      const error = await client(host)
        .apps.secrets.find({ scope, name: 'name' }, { signal })
        .catch((caught) => caught);
      if (error.code !== 'request_aborted') throw error;
      return host.requests.length === 0 ? undefined : 'a request was sent';
    },
  },
  aborted('by a listener of its request', () => [never], {
    abort: (stop, stripe) => stripe.on('request', stop),
    sent: 1,
  }),
  {
    name: 'an abort after the end is nothing',
    async run(client) {
      const controller = new AbortController();
      const stripe = client(answering('find'));
      const secret = await stripe.apps.secrets.find({ scope, name: 'name' }, { signal: controller.signal });
      controller.abort();
      return secret.id === 'appsecret_example' ? undefined : 'it resolves with something else';
    },
  },
  {
    name: 'an abort without a reason ends the call',
    async run(client, env) {
      const controller = new AbortController();
      env.sleep(10).then(() => controller.abort());
      return client(playing(never)).apps.secrets.list({ scope }, { signal: controller.signal });
    },
    code: 'request_aborted',
  },
  {
    name: 'an abort ends the paging of a list',
    async run(client, env) {
      const controller = new AbortController();
      const pages = [async () => response({ ...good('list'), has_more: true }), never];
      env.sleep(15).then(() => controller.abort());
      return client(playing(...pages))
        .apps.secrets.list({ scope }, { signal: controller.signal })
        .autoPagingToArray({ limit: 9 });
    },
    code: 'request_aborted',
  },
];

/** What a listener of a client, or the page's own console, makes of a call. */
const listening = ['request', 'response'].map((event) => ({
  name: `a create whose ${event} is listened to by what throws, on a console that throws, is sent once and resolves`,
  async run(client) {
    const host = answering('create');
    const stripe = client(host, { maxNetworkRetries: 2 });
    stripe.on(event, () => raise(new Error('of a listener')));
    const { error } = console;
    console.error = () => raise(new Error('of the console'));
    try {
      await stripe.apps.secrets.create({ scope, name: 'name', payload: 'payload-placeholder' });
    } finally {
      console.error = error;
    }
    return host.requests.length === 1 ? undefined : `${host.requests.length} requests were sent`;
  },
}));

const warned = Object.entries({
  throws: () => raise(new Error('of the console')),
  rejects: async () => raise(new Error('of the console')),
  'calls the client back': (stripe) => {
    stripe.apps.secrets.find({ scope, name: 'name' }).catch(() => {});
  },
}).map(([how, act]) => ({
  name: `a create that is warned of, on a console that ${how}, is sent once and resolves`,
  async run(client) {
    const host = answering('create');
    const stripe = client(host);
    const { warn } = console;
    let warnings = 0;
    console.warn = () => {
      warnings += 1;
      return act(stripe);
    };
    try {
      await stripe.apps.secrets.create({ scope, name: 'name', payload: '4242 4242 4242 4242' });
    } finally {
      console.warn = warn;
    }
    return warnings === 1 ? undefined : `it is warned of ${warnings} times`;
  },
}));

/** Built-ins that a page has patched, and that call the client back. */
const patched = Object.entries({ random: Math, now: Date }).map(([name, object]) => ({
  name: `a call whose ${name} makes another call ends, after as many retries as it has`,
  async run(client) {
    const host = playing(() => raise(new Error('gone')));
    const { secrets } = client(host, { maxNetworkRetries: 0 }).apps;
    const original = object[name];
    let inside = false;
    const again = () => {
      if (!inside) {
        inside = true;
        secrets.find({ scope, name: 'other' }).catch(() => {});
        inside = false;
      }
      return 1;
    };
    object[name] = () => ({ valueOf: again });
    try {
      await secrets.find({ scope, name: 'name' });
    } catch (error) {
      if (error.type !== 'StripeConnectionError') throw error;
      return host.requests.length < 20 ? undefined : `${host.requests.length} requests were sent`;
    } finally {
      object[name] = original;
    }
    return 'it resolves';
  },
}));

/** More than such a call takes, in milliseconds. */
const SOON = 5000;

/** Does something while a built-in throws, and returns what is wrong. */
const without = async ({ timers }, object, name, act) => {
  const original = object[name];
  object[name] = () => raise(new Error('of a built-in'));
  const { value, error, late } = await timers.ended(act, SOON);
  object[name] = original;
  if (error) throw error;
  return late ? 'it does not settle' : value;
};

const create = (stripe, options) =>
  stripe.apps.secrets.create({ scope, name: 'name', payload: 'payload-placeholder' }, options);
const sentOnce = (host) => (host.requests.length === 1 ? undefined : `${host.requests.length} requests were sent`);

const throwing = [
  {
    name: 'a create is sent once and resolves where Date.now throws',
    async run(client, env) {
      const host = answering('create');
      return (await without(env, Date, 'now', () => create(client(host)).then(() => ''))) || sentOnce(host);
    },
  },
  {
    name: 'a create is sent once and resolves where Date.now throws as soon as it is sent',
    async run(client) {
      const { now } = Date;
      const host = playing(async () => {
        if (host.requests.length === 1) Date.now = () => raise(new Error('of a built-in'));
        return response(good('create'));
      });
      try {
        await create(client(host, { maxNetworkRetries: 1 }));
      } finally {
        Date.now = now;
      }
      return sentOnce(host);
    },
  },
  {
    name: 'a create resolves where clearTimeout throws',
    async run(client, env) {
      const host = playing(() => env.sleep(5).then(() => response(good('create'))));
      return (
        (await without(env, globalThis, 'clearTimeout', () => create(client(host)).then(() => ''))) || sentOnce(host)
      );
    },
  },
  {
    name: 'a create over a host that says nothing ends in time where setTimeout throws',
    run: (client, env) =>
      without(env, globalThis, 'setTimeout', () =>
        create(client(playing(never), { timeout: 30, maxNetworkRetries: 0 })),
      ),
    type: 'StripeConnectionError',
  },
  {
    name: 'a call that is refused where String.prototype.replace throws rejects, and does not throw',
    run: (client, env) =>
      without(env, String.prototype, 'replace', () => {
        let ended;
        try {
          ended = client(answering('find')).apps.secrets.find({ scope, nmae: 'name' });
        } catch {
          return 'it throws';
        }
        return ended.then(
          () => 'it resolves',
          () => undefined,
        );
      }),
  },
];

/** Promises of others that reject, and that nobody waits for: the end of the suite sees whether one is unhandled. */
const rejecting = async () => raise(new Error('of a promise'));
const dropped = [
  {
    name: 'a create whose listeners reject is sent once and resolves',
    async run(client) {
      const host = answering('create');
      const stripe = client(host);
      for (const event of ['request', 'response']) stripe.on(event, rejecting);
      await create(stripe);
      return sentOnce(host);
    },
  },
  {
    name: 'a create whose first answer rejects to be let go of is sent again',
    async run(client) {
      const host = playing(async () => {
        if (host.requests.length > 1) return response(good('create'));
        return response({}, { status: 503, dispose: rejecting });
      });
      await create(client(host, { maxNetworkRetries: 1 }));
      return host.requests.length === 2 ? undefined : `${host.requests.length} requests were sent`;
    },
  },
  ...Object.entries({
    'its methods': { aborted: false },
    aborted: {
      get aborted() {
        return rejecting();
      },
    },
    reason: {
      aborted: true,
      get reason() {
        return rejecting();
      },
    },
    "a listener's turn, and its reason": {
      aborted: false,
      addEventListener(event, listener) {
        queueMicrotask(listener);
        return rejecting();
      },
      get reason() {
        return rejecting();
      },
    },
  }).map(([what, members]) => ({
    name: `a create whose signal rejects in ${what} ends`,
    run: (client, env) => {
      const methods = { addEventListener: rejecting, removeEventListener: rejecting, throwIfAborted: rejecting };
      Object.defineProperties(methods, Object.getOwnPropertyDescriptors(members));
      const stripe = client(playing(() => env.sleep(1).then(() => response(good('create')))));
      return create(stripe, { signal: methods });
    },
    typed: true,
  })),
  ...Object.entries({
    getHeaders: { getHeaders: rejecting },
    getStatusCode: { getStatusCode: rejecting },
    getRawResponse: { getRawResponse: rejecting },
    'get of its headers': { getHeaders: () => ({ get: rejecting }) },
    'its headers': { getHeaders: () => ({ 'request-id': rejecting(), 'stripe-should-retry': rejecting() }) },
    toJSON: { toJSON: rejecting },
    'toJSON, behind a thenable that throws': { toJSON: () => ({ then: () => raise(new Error('of a thenable')) }) },
    'dispose, a thenable that throws': {
      getStatusCode: () => 503,
      dispose: () => ({ then: () => raise(new Error('of a thenable')) }),
    },
  }).map(([what, members]) => ({
    name: `a create whose answer rejects in ${what} ends`,
    run: (client) =>
      create(
        client(
          playing(async () => response(good('create'), members)),
          { maxNetworkRetries: 1 },
        ),
      ),
    typed: true,
  })),
  {
    name: 'a create whose host loses it with an error whose code rejects ends',
    run(client) {
      let looks = 0; // who looks again is not this package
      const error = withGetter({}, 'code', () => (looks++ === 0 ? rejecting() : undefined));
      return create(
        client(
          playing(() => raise(error)),
          { maxNetworkRetries: 0 },
        ),
      );
    },
    type: 'StripeConnectionError',
  },
  ...Object.entries({
    'an onDone that rejects': (list) => list.autoPagingEach(() => {}, rejecting),
    'an onDone that throws': (list) => list.autoPagingToArray({ limit: 9 }, () => raise(new Error('of onDone'))),
    'an onItem that rejects': (list) => list.autoPagingEach(rejecting).catch(() => {}),
    'an onItem that rejects, and has a second argument': (list) =>
      list.autoPagingEach(async (_item, _next) => rejecting()).catch(() => {}),
  }).map(([what, page]) => ({
    name: `paging with ${what} ends`,
    run: async (client) => {
      const { reportError } = globalThis;
      globalThis.reportError = undefined; // in a browser it would tell the test of it
      try {
        await page(client(answering('list')).apps.secrets.list({ scope }));
        await undefined;
      } finally {
        globalThis.reportError = reportError;
      }
    },
  })),
];

/** As many calls on one signal as a screen full of them. */
const MANY = 200;
const ofManyCalls = [
  {
    name: 'two hundred calls on one signal are aborted together, share a listener, and leave none',
    async run(client) {
      const controller = new AbortController();
      const { signal } = controller;
      let listening = 0;
      let most = 0;
      for (const [method, change] of Object.entries({ addEventListener: 1, removeEventListener: -1 })) {
        const original = signal[method];
        signal[method] = (...args) => {
          listening += change;
          most = Math.max(most, listening);
          return original.apply(signal, args);
        };
      }
      const { secrets } = client(playing(never), { maxNetworkRetries: 0, timeout: TIMEOUT }).apps;
      const calls = Array.from({ length: MANY }, () =>
        secrets.find({ scope, name: 'name' }, { signal }).catch(({ code }) => code),
      );
      const quick = client(answering('find')).apps.secrets.find({ scope, name: 'name' }, { signal });
      if ((await quick).id !== 'appsecret_example') return 'a call that is not aborted fails';
      if (most !== 1 || listening !== 1) return `${most} listeners at once, ${listening} now`;
      controller.abort();
      const codes = await Promise.all(calls);
      if (codes.some((code) => code !== 'request_aborted')) return `they end with ${[...new Set(codes)]}`;
      return listening > 0 ? `${listening} listeners stay on the signal` : undefined;
    },
  },
  {
    name: 'a signal that has been let go of is listened to again',
    async run(client) {
      const controller = new AbortController();
      const find = (host) =>
        client(host, { timeout: TIMEOUT }).apps.secrets.find({ scope, name: 'name' }, { signal: controller.signal });
      await find(answering('find'));
      queueMicrotask(() => controller.abort());
      return find(playing(never));
    },
    code: 'request_aborted',
  },
];

/** A built-in that is patched while the host is asked. */
const unmade = {
  name: 'a call that is lost where String.prototype.replace throws by then ends with its error',
  async run(client) {
    const { replace } = String.prototype;
    const host = playing(() => {
      String.prototype.replace = () => raise(new Error('of a built-in'));
      return raise(new Error('gone'));
    });
    try {
      await client(host, { maxNetworkRetries: 0 }).apps.secrets.find({ scope, name: 'name' });
    } finally {
      String.prototype.replace = replace;
    }
  },
  type: 'StripeConnectionError',
};

const more = (id) => async () => response({ ...good('list', { id }), has_more: true });
const consuming = {
  'for await': async (list) => {
    for await (const secret of list) void secret;
  },
  next: async (list) => {
    for (;;) if ((await list.next()).done) return;
  },
  'two calls of next at once': async (list) => {
    for (;;) if ((await Promise.all([list.next(), list.next()]))[0].done) return;
  },
  autoPagingEach: (list) => list.autoPagingEach(() => {}),
  'autoPagingEach without a callback': (list) => list.autoPagingEach(),
  'autoPagingEach with a second callback': (list) =>
    list.autoPagingEach(
      () => {},
      () => {},
    ),
  'autoPagingEach with a callback that throws': (list) =>
    list.autoPagingEach(() => raise(new Error('of the callback'))),
  autoPagingToArray: (list) => list.autoPagingToArray({ limit: 9999 }),
  'autoPagingToArray with a callback': (list) => list.autoPagingToArray({ limit: 9999 }, () => {}),
};
const paged = (name, script, expected = {}) =>
  Object.entries(consuming).map(([how, consume]) => ({
    name: `paging over ${name} ends (${how})`,
    run: async (client) =>
      consume(client(playing(...script()), { timeout: 30, maxNetworkRetries: 0 }).apps.secrets.list({ scope })),
    ...(how.endsWith('throws') && !expected.first ? { message: 'of the callback' } : expected),
  }));

const pages = [
  ...paged('a first page that never comes', () => [never], { type: 'StripeConnectionError', first: true }),
  ...paged('a second page that never comes', () => [more('a'), never], { type: 'StripeConnectionError' }),
  ...paged('a second page that is lost', () => [more('a'), () => raise(new Error('gone'))], {
    type: 'StripeConnectionError',
  }),
  ...paged('a second page that is null', () => [more('a'), async () => response(null)], { type: 'StripeAPIError' }),
  ...paged(
    "a second page of another user's",
    () => [more('a'), async () => response({ ...good('list', { scope: { type: 'user', user: 'usr_other' } }) })],
    { code: 'response_scope_mismatch' },
  ),
  ...paged('pages that do not move on', () => [more('a')], { code: 'paging_stuck' }),
  ...paged(
    'pages that go round in circles',
    () => {
      let turn = 0;
      return [() => more(['a', 'b', 'c'][turn++ % 3])()];
    },
    { code: 'paging_stuck' },
  ),
  ...paged('a page without an id', () => [more(null)], { code: 'paging_stuck' }),
  ...paged('a page whose id is a number', () => [more(42)], { typed: true }),
  ...paged('a page whose id is an object', () => [more({})], { typed: true }),
  ...paged('a page whose id is half a character', () => [more('\ud800')], { typed: true }),
  ...paged(
    'an empty page that promises more',
    () => [async () => response({ ...good('list'), data: [], has_more: true })],
    { code: 'paging_stuck', first: true },
  ),
  {
    name: 'a list that fails, and that nobody pages, is one rejection',
    run: async (client) => client(playing(never), { timeout: 30, maxNetworkRetries: 0 }).apps.secrets.list({ scope }),
    type: 'StripeConnectionError',
  },
];

export const CALLERS = [
  ...parameters,
  ...aborts,
  ...listening,
  ...warned,
  ...patched,
  ...throwing,
  ...dropped,
  ...ofManyCalls,
  unmade,
  ...pages,
];

/** What a client is made with, unless the case says otherwise. */
export const settings = (httpClient, more) => ({ httpClient, userContext: { id: USER }, ...more });

/**
 * Built-ins that are patched after the package has loaded: each function and getter of each built-in object, replaced in
 * several ways, in a realm of its own. A call may fail then; what is sent is what is sent otherwise.
 */
import { ALL } from '../support/all.mjs';
import { KEY, recording, SIGNED_IN, USER } from '../support/host.mjs';
import { OTHER, PAYLOAD } from './attacks/calls.mjs';

/** What takes a built-in's place. */
const REPLACEMENTS = {
  'another user': () => OTHER,
  'a form of another user': () => `scope[type]=user&scope[user]=${OTHER}`,
  nothing: () => undefined,
  true: () => true,
  'pairs of another scope': () => [
    ['scope', { type: 'user', user: OTHER }],
    ['user', OTHER],
  ],
  'another scope': () => ({ type: 'user', user: OTHER, 'Stripe-Account': 'acct_other', value: OTHER, kind: 3 }),
  'its first argument': (first) => first,
  itself() {
    return this;
  },
  'an object that reads as a number': () => ({ valueOf: () => 3, toString: () => `1\r\nStripe-Account: ${OTHER}` }),
  'texts that end a header': () => Array.from({ length: 256 }, () => `1\r\nStripe-Account: ${OTHER}`),
  'a throw': () => {
    throw new Error('a built-in');
  },
};

/** A patched `exec` that finds something makes JavaScript's own `replace` go on for ever; so would a `next` of its iterators. */
const OF_EXEC = { 'no match': () => null, 'a throw': REPLACEMENTS['a throw'] };

/** The objects whose functions are patched, as code of the realm. */
export const ROOTS = [
  ...[
    'Object',
    'Function',
    'Array',
    'Number',
    'Boolean',
    'String',
    'Symbol',
    'Date',
    'Promise',
    'RegExp',
    'Error',
    'Map',
    'Set',
    'WeakMap',
    'BigInt',
    'ArrayBuffer',
    'Uint8Array',
    'Uint32Array',
    'DataView',
    'TextDecoder',
    'WebAssembly.Module',
    'WebAssembly.Instance',
    'WebAssembly.Memory',
  ].flatMap((name) => [name, `${name}.prototype`]),
  'Math',
  'JSON',
  'Reflect',
  'WebAssembly',
  'Object.getPrototypeOf(crypto)',
  'Object.getPrototypeOf(Uint8Array)',
  'Object.getPrototypeOf(Uint8Array.prototype)',
];
/** Global functions that the package could use. */
export const GLOBALS = [
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'escape',
  'parseInt',
  'parseFloat',
  'isNaN',
  'Object',
  'String',
  'Array',
  'Number',
  'Symbol',
  'Date',
  'Boolean',
  'Uint32Array',
];

/** Where a built-in is patched: `{ root, key }`, both as code of the realm. */
export const places = ({ evaluate }, roots = ROOTS, globals = GLOBALS) => [
  ...roots.flatMap((root) => {
    const object = evaluate(root);
    return Reflect.ownKeys(object)
      .filter((key) => {
        const { configurable, value, get } = Object.getOwnPropertyDescriptor(object, key);
        return configurable && (typeof value === 'function' || get) && key !== 'constructor';
      })
      .map((key) => ({ root, key }));
  }),
  ...globals.map((key) => ({ root: 'globalThis', key })),
];

/**
 * Watches which of `places` are read. `put` and `takeAway` stand around what reads them; `read()` then gives those: to patch
 * another one would change nothing.
 */
export const watchReads = ({ evaluate }, places) => {
  const read = new Set();
  const watched = places.map((place) => {
    const object = evaluate(place.root);
    const { key } = place;
    const original = Object.getOwnPropertyDescriptor(object, key);
    const get = function () {
      read.add(place);
      return original.get ? Reflect.apply(original.get, this, []) : original.value;
    };
    const set = function (value) {
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
    };
    return { object, key, original, watching: { __proto__: null, get, set, configurable: true } };
  });
  return {
    put: () => {
      for (const { object, key, watching } of watched) Object.defineProperty(object, key, watching);
    },
    takeAway: () => {
      for (const { object, key, original } of watched) Object.defineProperty(object, key, original);
    },
    read: () => places.filter((place) => read.has(place)),
  };
};

const CALLS = {
  'the own scope': [
    { scope: { type: 'user', user: USER }, name: "n'é", payload: PAYLOAD, expand: ['payload'] },
    { headers: { 'x-own': 'a' }, idempotencyKey: 'key', stripeAccount: SIGNED_IN.account.id },
  ],
  'the own scope, without a key of its own': [{ scope: { type: 'user', user: USER }, name: 'n', payload: PAYLOAD }],
  'another user': [{ scope: { type: 'user', user: OTHER }, name: 'n', payload: PAYLOAD }, {}],
  'another account': [{ scope: { type: 'account' }, name: 'n', payload: PAYLOAD }, { stripeAccount: 'acct_other' }],
  'another account, as a header': [
    { scope: { type: 'account' }, name: 'n', payload: PAYLOAD },
    { headers: { 'Stripe-Account': 'acct_other' } },
  ],
  'an API version with a line break': [
    { scope: { type: 'account' }, name: 'n', payload: PAYLOAD },
    { apiVersion: '2025\r\nStripe-Account: acct_other' },
  ],
  'a real key': [{ scope: { type: 'account' }, name: 'n', payload: PAYLOAD }, { apiKey: 'sk_test_placeholder' }],
};
/** Those that may be sent; the last of them without a key of its own. */
const SENT = 2;
const KEYLESS = SENT - 1;

/** What random bits could be made with, and how many keys are made of those that are drawn at once. */
const DRAWS = /Uint32Array|crypto|random/;
const KEYS_AT_ONCE = 64;

/** The keys that the package makes: 128 random bits. */
const MADE_KEY = /stripe-apps-secrets(-\d{1,10}){4}(?=")/;

/** A client in a realm, over a host that never answers: so nothing of a call goes on once the built-in is itself again. */
const clientOf = (realm) => {
  const host = recording([() => new Promise(() => {})]);
  const { secrets } = new realm.Stripe(KEY, { httpClient: host, userContext: SIGNED_IN, timeout: 2 ** 31 - 1 }).apps;
  const args = Object.fromEntries(
    Object.entries(CALLS).map(([name, values]) => [name, values.map((value) => realm.own(JSON.stringify(value)))]),
  );
  const { then } = realm.global.Promise.prototype;
  const started = [];
  const seen = new Set();
  const fresh = (key) => {
    if (seen.has(key)) return 'a key that another call had';
    seen.add(key);
    return 'a key of its own';
  };
  const send = (call) => {
    host.requests.length = 0;
    try {
      started.push(secrets.create(...args[call]));
    } catch {
      /* JavaScript itself does not work: the call fails at once */
    }
    return host.requests.map(({ host: to, method, path, headers, body }) =>
      JSON.stringify([to, method, path, headers, body]).replace(MADE_KEY, fresh),
    );
  };
  /** Takes note of what was started, once JavaScript works again. */
  const settle = () => {
    for (const promise of started.splice(0))
      if (promise instanceof realm.global.Promise) Reflect.apply(then, promise, [undefined, () => {}]);
  };
  return { send, settle };
};

/**
 * Patches everything that a call reads, and in the full run everything. `fresh` makes a realm; returns how much was tried, and what changed a request, as
 * `Object.entries, replaced by another user: another account is sent`.
 */
export function tryBuiltIns(fresh) {
  const problems = [];
  let tried = 0;
  let realm;
  let client;
  const renew = () => {
    // the keys of another realm are not compared
    realm?.leave?.();
    realm = fresh();
    client = clientOf(realm);
  };
  renew();
  const good = Object.keys(CALLS).slice(0, SENT);
  const drawing = () => Array.from({ length: KEYS_AT_ONCE }, () => client.send(good[KEYLESS])).flat();
  const watch = watchReads(realm, places(realm));
  watch.put();
  Object.keys(CALLS).forEach(client.send);
  drawing();
  watch.takeAway();
  client.settle();
  const expected = good.map((call) => client.send(call)[0]);
  for (const { root, key } of ALL ? places(realm) : watch.read()) {
    const object = realm.evaluate(root);
    const original = Object.getOwnPropertyDescriptor(object, key);
    for (const [name, replacement] of Object.entries(key === 'exec' ? OF_EXEC : REPLACEMENTS)) {
      tried += 1;
      const patched = {
        __proto__: null,
        configurable: true,
        ...(original.get ? { get: replacement, set: original.set } : { value: replacement, writable: true }),
      };
      Object.defineProperty(object, key, patched);
      const sent = Object.keys(CALLS).map(client.send);
      // The package draws bits for a number of keys at once: enough calls that it draws again now.
      if (DRAWS.test(`${root} ${String(key)}`)) sent[KEYLESS].push(...drawing());
      Object.defineProperty(object, key, original);
      client.settle();
      const what = `${root}.${String(key)}, replaced by ${name}`;
      good.forEach((call, i) => {
        if (sent[i].some((request) => request !== expected[i]))
          problems.push(`${what}: another request is sent for ${call}`);
      });
      Object.keys(CALLS)
        .slice(SENT)
        .forEach((call, i) => {
          if (sent[SENT + i].length) problems.push(`${what}: ${call} is sent`);
        });
    }
    // What was thrown through the core may have left it unusable: the next built-in gets a realm that works.
    if (good.some((call, i) => client.send(call)[0] !== expected[i])) renew();
  }
  return { tried, problems };
}

/**
 * Built-ins that are patched after the package has loaded: each function and getter of each built-in object, replaced in
 * several ways, in a realm of its own. A call may fail then; what is sent is what is sent otherwise.
 */
import { SIGNED_IN } from './attack.mjs';
import { OTHER, PAYLOAD } from './attacks/calls.mjs';
import { recording } from './host.mjs';
import { KEY, USER } from './wire.mjs';

/** What takes a built-in's place. */
const REPLACEMENTS = {
  'another user': () => OTHER,
  'a form of another user': () => `scope[type]=user&scope[user]=${OTHER}`,
  nothing: () => undefined,
  true: () => true,
  'pairs of another scope': () => [['scope', { type: 'user', user: OTHER }], ['user', OTHER]],
  'another scope': () => ({ type: 'user', user: OTHER, 'Stripe-Account': 'acct_other', value: OTHER, kind: 3 }),
  'its first argument': (first) => first,
  itself() { return this; },
  'a throw': () => { throw new Error('a built-in'); },
};

/** The objects whose functions are patched, as code of the realm. */
const ROOTS = [
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'Map', 'Set', 'WeakMap', 'BigInt', 'ArrayBuffer', 'Uint8Array', 'DataView', 'TextDecoder', 'WebAssembly.Module', 'WebAssembly.Instance', 'WebAssembly.Memory']
    .flatMap((name) => [name, `${name}.prototype`]),
  'Math', 'JSON', 'Reflect', 'WebAssembly', 'Object.getPrototypeOf(Uint8Array)', 'Object.getPrototypeOf(Uint8Array.prototype)',
];
/** Global functions that the package could use. */
const GLOBALS = ['encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'escape', 'parseInt', 'parseFloat', 'isNaN', 'Object', 'String', 'Array', 'Number', 'Symbol', 'Date', 'Boolean'];

/** Where a built-in is patched: `{ root, key }`, both as code of the realm. */
const places = ({ evaluate }) => [
  ...ROOTS.flatMap((root) => {
    const object = evaluate(root);
    return Reflect.ownKeys(object).filter((key) => {
      const { configurable, value, get } = Object.getOwnPropertyDescriptor(object, key);
      // A patched `exec` makes JavaScript's own `replace` go on for ever; so would a `next` of its iterators.
      return configurable && (typeof value === 'function' || get) && key !== 'constructor' && key !== 'exec';
    }).map((key) => ({ root, key }));
  }),
  ...GLOBALS.map((key) => ({ root: 'globalThis', key })),
];

const CALLS = {
  'the own scope': [{ scope: { type: 'user', user: USER }, name: "n'é", payload: PAYLOAD, expand: ['payload'] }, { headers: { 'x-own': 'a' }, idempotencyKey: 'key', stripeAccount: SIGNED_IN.account.id }],
  'another user': [{ scope: { type: 'user', user: OTHER }, name: 'n', payload: PAYLOAD }, {}],
  'another account': [{ scope: { type: 'account' }, name: 'n', payload: PAYLOAD }, { stripeAccount: 'acct_other' }],
};

/** A client in a realm, over a host that never answers: so nothing of a call goes on once the built-in is itself again. */
const clientOf = (realm) => {
  const host = recording([() => new Promise(() => {})]);
  const { secrets } = new realm.Stripe(KEY, { httpClient: host, userContext: SIGNED_IN, timeout: 2 ** 31 - 1 }).apps;
  const args = Object.fromEntries(Object.entries(CALLS).map(([name, values]) => [name, values.map((value) => realm.own(JSON.stringify(value)))]));
  const { then } = realm.global.Promise.prototype;
  const started = [];
  const send = (call) => {
    host.requests.length = 0;
    try {
      started.push(secrets.create(...args[call]));
    } catch { /* JavaScript itself does not work: the call fails at once */ }
    return host.requests.map(({ host: to, method, path, headers, body }) => JSON.stringify([to, method, path, headers, body]));
  };
  /** Takes note of what was started, once JavaScript works again. */
  const settle = () => { for (const promise of started.splice(0)) if (promise instanceof realm.global.Promise) Reflect.apply(then, promise, [undefined, () => {}]); };
  return { send, settle };
};

/**
 * Patches everything. `fresh` makes a realm; returns how much was tried, and what changed a request, as
 * `Object.entries, replaced by another user: another account is sent`.
 */
export function tryBuiltIns(fresh) {
  const problems = [];
  let tried = 0;
  let realm;
  let client;
  const renew = () => {
    realm?.leave?.();
    realm = fresh();
    client = clientOf(realm);
  };
  renew();
  const [expected] = client.send('the own scope');
  for (const { root, key } of places(realm)) {
    const object = realm.evaluate(root);
    const original = Object.getOwnPropertyDescriptor(object, key);
    for (const [name, replacement] of Object.entries(REPLACEMENTS)) {
      tried += 1;
      Object.defineProperty(object, key, { __proto__: null, configurable: true, ...(original.get ? { get: replacement, set: original.set } : { value: replacement, writable: true }) });
      const sent = Object.keys(CALLS).map(client.send);
      Object.defineProperty(object, key, original);
      client.settle();
      const what = `${root}.${String(key)}, replaced by ${name}`;
      if (sent[0].some((request) => request !== expected)) problems.push(`${what}: another request is sent`);
      Object.keys(CALLS).slice(1).forEach((call, i) => { if (sent[i + 1].length) problems.push(`${what}: ${call} is sent`); });
    }
    // What was thrown through the core may have left it unusable: the next built-in gets a realm that works.
    if (client.send('the own scope')[0] !== expected) renew();
  }
  return { tried, problems };
}

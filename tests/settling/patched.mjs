/**
 * Built-ins that are patched after the package has loaded: each function and getter of each built-in object, in a realm
 * of its own. Whatever they do then, a call returns a promise, it settles, and its error does not tell the payload. For Node
 * and for browsers.
 */
import { GLOBALS, places, ROOTS, watchReads } from '../adversarial/builtins.mjs';
import { ALL } from '../support/all.mjs';
import { KEY, page, recording, response, SIGNED_IN, secret, USER } from '../support/host.mjs';
import { raise } from '../support/odd.mjs';

/** More than such a call takes, in milliseconds. */
const SOON = 1000;

/** What takes a built-in's place. */
export const REPLACEMENTS = {
  'a throw': () => raise(new Error('a built-in')),
  nothing: () => undefined,
  'an object': () => ({ 0: 'x', index: 0, length: 1 }),
};
/** What a timer that does nothing, or an iterator without an end, does to a page, nobody can help. */
const ONLY_THROWING = /Timeout$|^next$/;

const MORE_ROOTS = [
  'AbortSignal.prototype',
  'EventTarget.prototype',
  'Object.getPrototypeOf([][Symbol.iterator]())',
  'Object.getPrototypeOf(new Map()[Symbol.iterator]())',
  'Object.getPrototypeOf(""[Symbol.iterator]())',
  'TypeError',
  'TypeError.prototype',
  'RangeError.prototype',
  'console',
  'WeakSet.prototype',
];
const MORE_GLOBALS = [
  'setTimeout',
  'clearTimeout',
  'Promise',
  'Error',
  'TypeError',
  'RangeError',
  'Map',
  'Set',
  'WeakMap',
  'Proxy',
  'Reflect',
  'JSON',
  'Math',
  'RegExp',
  'Function',
  'BigInt',
  'queueMicrotask',
  'reportError',
  'console',
];

const scope = { type: 'user', user: USER };
const PAYLOAD = 'payload-placeholder';
const own = secret({ name: 'n', scope });
const never = () => new Promise(() => {});
const gone = () => Promise.reject(new Error(`gone with ${PAYLOAD}`));
const answer = (body, more) => async () => response(body, more);

const busy = answer({}, { status: 503, dispose: async () => raise(new Error('of dispose')) });
const notFound = answer({ error: { message: `No such ${PAYLOAD}`, type: 'invalid_request_error' } }, { status: 404 });
const unreadable = answer(null, { toJSON: async () => JSON.parse('<html>') });
const more = (id) => answer(page([{ ...own, id }], { has_more: true }));

const create = (secrets, options) => secrets.create({ scope, name: 'n', payload: PAYLOAD }, options);
const list = (secrets, options) => secrets.list({ scope }, options);

/**
 * How calls go, each over a script of what the host answers.
 *
 * @type {Record<string, [script: any[], call: (secrets, options?) => any, how?: { listens?: boolean, aborts?: boolean, maxNetworkRetries?: number }]>}
 */
const CALLS = {
  'that succeeds': [[answer(own)], create],
  'that is listened to': [[answer(own)], create, { listens: true }],
  'that is refused': [[answer(own)], (secrets) => secrets.find({ scope, nmae: 'n' })],
  'for another user': [
    [answer(own)],
    (secrets) => secrets.find({ scope: { type: 'user', user: 'usr_other' }, name: 'n' }),
  ],
  'that fails by the network': [[gone], create],
  'that times out': [[never], create],
  'that times out while the body is read': [[answer(null, { toJSON: never })], create],
  'that is retried': [[busy, gone, answer(own)], create, { maxNetworkRetries: 2 }],
  'that is retried in vain': [[gone], create, { maxNetworkRetries: 2 }],
  'that the API refuses': [[notFound], create, { listens: true }],
  'whose answer is not JSON': [[unreadable], create],
  "whose answer is another user's": [[answer({ ...own, scope: { type: 'user', user: 'usr_other' } })], create],
  'that is aborted': [[never], (secrets, { signal }) => create(secrets, { signal }), { aborts: true }],
  'that is aborted by then': [[never], (secrets, { aborted }) => create(secrets, { signal: aborted })],
  'of a list': [[answer(page([own, own]))], list],
  'of pages, to an array': [
    [more('a'), answer(page([own]))],
    (secrets) => list(secrets).autoPagingToArray({ limit: 9 }),
  ],
  'of pages, one by one': [[more('a'), gone], (secrets) => list(secrets).autoPagingEach(() => {})],
};

/** Calls that pass no payload: what a host says of them is not searched. */
const PAGING = /^of /;

/** Timers of the test hurry: a time that is up is up at once, and no sooner than a host that answers from memory. */
const TIMEOUT = 5000;

const clientsOf = (realm) =>
  Object.entries(CALLS).map(
    ([name, [script, call, { listens = false, aborts = false, maxNetworkRetries = 0 } = {}]]) => {
      const settings = { userContext: SIGNED_IN, timeout: TIMEOUT, maxNetworkRetries, emitEventBodies: true };
      return {
        name,
        start(gate) {
          const plays = script.map((play) => () => gate.then(play));
          const stripe = new realm.Stripe(KEY, { httpClient: recording(plays), ...settings });
          if (listens) for (const event of ['request', 'response']) stripe.on(event, () => {});
          const { secrets } = stripe.apps;
          return (signals) => {
            if (aborts) signals.abort();
            return call(secrets, signals);
          };
        },
      };
    },
  );

/** The signals of the test's own realm, as a host page's. */
const signals = () => {
  const controller = new AbortController();
  const done = new AbortController();
  done.abort();
  return { signal: controller.signal, aborted: done.signal, abort: () => queueMicrotask(() => controller.abort()) };
};

/** Whether an error tells the payload. */
const tells = (error) =>
  [error, error?.detail, error?.raw].some(
    (part) => typeof part?.message === 'string' && part.message.includes(PAYLOAD),
  );

/**
 * How a promise of any realm ends, whatever is patched there: `then` of the test's own realm, which asks nothing of it. `told`
 * hears of an error that tells the payload.
 */
const endOf = (promise, told) =>
  new Promise((resolve) => {
    Object.defineProperty(promise, 'constructor', { value: Promise });
    const failed = (error) => {
      if (tells(error)) told();
      resolve('');
    };
    Reflect.apply(Promise.prototype.then, promise, [() => resolve(''), failed]);
  });

/** Starts every call while a built-in is patched, or before that, and returns what is wrong. The host answers afterwards. */
const problemsOf = async (clients, isBefore, patch, restore, timers) => {
  let open;
  const gate = new Promise((resolve) => {
    open = resolve;
  });
  const starts = clients.map(({ name, start }) => ({ name, begin: start(gate), signals: signals() }));
  const leaks = [];
  if (!isBefore) patch();
  const ended = starts.map(({ name, begin, signals }) => {
    try {
      const end = endOf(begin(signals), () => {
        if (!PAGING.test(name)) leaks.push(`the error of the call ${name} tells the payload`);
      });
      return timers.ended(() => end, SOON).then(({ late }) => late && `the call ${name} does not settle`);
    } catch (thrown) {
      return `the call ${name} throws ${thrown}`;
    }
  });
  if (isBefore) patch();
  open();
  const problems = await Promise.all(ended);
  restore();
  return [...leaks, ...problems.filter(Boolean)];
};

/** More rounds than go by until the package draws random bits again. */
const ROUNDS = 10;

/**
 * Patches everything that a call reads, and in the full run everything. `fresh` makes a realm; returns how much was tried, and what did not settle.
 *
 * @param replacements - those of `REPLACEMENTS`, by their names
 */
export async function tryPatched(fresh, timers, replacements = Object.keys(REPLACEMENTS)) {
  const problems = [];
  let tried = 0;
  let realm;
  let clients;
  const renew = () => {
    realm?.leave?.();
    realm = fresh();
    clients = clientsOf(realm);
  };
  const works = async () =>
    (
      await new realm.Stripe(KEY, { httpClient: recording([answer(own)]), userContext: SIGNED_IN }).apps.secrets
        .find({ scope, name: 'n' })
        .catch(() => ({}))
    ).id === own.id;
  renew();
  const roots = [...ROOTS, ...MORE_ROOTS].filter((root) => realm.evaluate(`try { ${root} } catch {}`));
  const globals = [...GLOBALS, ...MORE_GLOBALS].filter((name) => name in realm.global);
  const every = places(realm, roots, globals);
  const watch = watchReads(realm, every);
  for (let round = 0; round < ROUNDS; round++)
    problems.push(...(await problemsOf(clients, false, watch.put, watch.takeAway, timers)));
  for (const { root, key } of ALL ? every : watch.read()) {
    for (const name of replacements) {
      if (name !== 'a throw' && ONLY_THROWING.test(String(key))) continue;
      tried += 1;
      for (const isBefore of [false, true]) {
        const object = realm.evaluate(root);
        const original = Object.getOwnPropertyDescriptor(object, key);
        const put = (field) => Object.defineProperty(object, key, { __proto__: null, ...field });
        const patch = () =>
          put({ ...original, ...(original.get ? { get: REPLACEMENTS[name] } : { value: REPLACEMENTS[name] }) });
        const found = await problemsOf(clients, isBefore, patch, () => put(original), timers);
        const what = `${root}.${String(key)}, replaced by ${name} ${isBefore ? 'during' : 'before'} a call`;
        problems.push(...found.map((problem) => `${what}: ${problem}`));
        if (found.length || !(await works())) renew();
      }
    }
  }
  return { tried, problems };
}

/**
 * Arbitraries for input that means harm. What is generated is a recipe, plain data that can be printed and shrunk;
 * `cook` makes the value of it anew for each run, with getters and Proxies that remember how often they were looked at.
 */
import fc from 'fast-check';
import { ACCOUNT, USER } from '../support/host.mjs';

export const OTHER = 'usr_other';

/** A leaf of a recipe: any value at all, as it is. */
const leaf = (value) => ({ how: 'leaf', value });
/** How an object of a recipe may be made. Each field has a value for the first look, and one for every later look. */
const WAYS = ['plain', 'getters', 'proxy', 'instance', 'inherited', 'no prototype', 'hidden', 'array', 'frozen', 'throws', 'shifty keys'];
/** The ways in which every field is the object's own at the first look. */
const HONEST = ['plain', 'getters', 'proxy', 'no prototype', 'frozen', 'shifty keys'];

const KEYS = [
  'scope', 'name', 'payload', 'type', 'user', 'expand', 'expires_at', 'limit', 'starting_after', 'ending_before', 'scope[user]', 'scope[type]', 'scope][user', 'user]',
  'scope%5Buser%5D', 'scope\0', 'scope\r\n', '\ud800', 'ѕcope', 'Scope', '__proto__', 'constructor', 'then', 'toJSON', 'toString', '0', 'length', '',
  'stripeAccount', 'stripeContext', 'apiVersion', 'apiKey', 'idempotencyKey', 'headers', 'timeout', 'maxNetworkRetries', 'signal', 'Stripe-Account', 'Stripe_Account', 'authorization', 'X-A',
];
const TEXTS = [
  USER, OTHER, 'account', 'user', 'n', ACCOUNT, 'acct_other', 'n&scope[user]=usr_other', 'usr_example\0', 'uѕr_example', '\ud800', 'a\r\nStripe-Account: acct_other', '', ' ', '%', '[', '🔑', '__proto__', '1', '-1', '1e3', 'sk_test_placeholder', '2025-04-30.basil', 'payload',
];

export const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...KEYS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) });
export const text = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...TEXTS) }, { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }, { weight: 1, arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 4 }) });
export const anything = fc.anything({ key, maxDepth: 3, withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withSet: true, withSparseArray: true, withTypedArray: true });
const odd = fc.oneof(
  text, anything, fc.constantFrom(undefined, null, 0, 1, -0, NaN, Infinity, 1e12, true, false, 10n, Symbol.iterator),
  text.map((value) => new String(value)), text.map((value) => [value]), text.map((value) => ({ toString: () => value })), // eslint-disable-line no-new-wrappers
  fc.constant(() => USER), fc.constant(new Date(Date.UTC(2030, 1, 1))), fc.constant(new Map([['type', 'user']])),
);

/** An object of a recipe, of fields that are given or anything. */
const object = (fields, more, ways = WAYS) => fc.tuple(
  ways === WAYS ? fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...HONEST) }, { weight: 1, arbitrary: fc.constantFrom(...WAYS) }) : fc.constantFrom(...ways), fields, more, fc.boolean(),
).map(([how, given, extra, extraFirst]) => ({ how, fields: extraFirst ? [...extra, ...given] : [...given, ...extra] }));

/** A field: a key, its value at the first look, and at later ones. Values are recipes themselves. */
const field = (name, first, later = first) => fc.tuple(name, first, later);
export const asLeaf = (arbitrary) => arbitrary.map(leaf);
/** `likely` most of the time, anything else otherwise. */
const mostly = (likely) => fc.oneof({ weight: 30, arbitrary: likely }, { weight: 1, arbitrary: asLeaf(odd) });
/** Given once in so many cases. */
export const maybe = (arbitrary, cases = 2) => fc.oneof({ weight: cases - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const listOf = (...fields) => fc.tuple(...fields).map((all) => all.filter(Boolean));
const rarely = fc.oneof({ weight: 16, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(field(key, asLeaf(odd)), { maxLength: 3 }) });

const kind = mostly(asLeaf(fc.constantFrom('user', 'user', 'user', 'account')));
const user = mostly(asLeaf(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(USER, undefined, null) }, { weight: 1, arbitrary: fc.constant(OTHER) }, { weight: 1, arbitrary: text })));
export const scope = mostly(object(listOf(field(fc.constant('type'), kind), maybe(field(fc.constant('user'), user), 2)), rarely));
const name = mostly(asLeaf(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('n', 'n&scope[user]=usr_other', '🔑', '\0', '__proto__', ' ') }, { weight: 1, arbitrary: text })));
const expand = mostly(object(fc.array(fc.tuple(asLeaf(text), asLeaf(text)), { maxLength: 3 }).map((items) => items.map((values, i) => [String(i), ...values])), rarely, ['array']));

const METHOD_FIELDS = {
  create: listOf(field(fc.constant('scope'), scope), field(fc.constant('name'), name), field(fc.constant('payload'), name), maybe(field(fc.constant('expand'), expand)), maybe(field(fc.constant('expires_at'), asLeaf(odd)), 6)),
  find: listOf(field(fc.constant('scope'), scope), field(fc.constant('name'), name), maybe(field(fc.constant('expand'), expand))),
  deleteWhere: listOf(field(fc.constant('scope'), scope), field(fc.constant('name'), name)),
  list: listOf(field(fc.constant('scope'), scope), maybe(field(fc.constant('limit'), asLeaf(fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 100 }) }, { weight: 1, arbitrary: odd })))), maybe(field(fc.constant('starting_after'), name))),
};
const headers = mostly(object(fc.array(field(fc.oneof({ weight: 8, arbitrary: fc.constantFrom('X-A', 'x-b', 'Accept', '__proto__', 'X_c') }, { weight: 1, arbitrary: key }), mostly(asLeaf(fc.stringMatching(/^[ -~]{1,8}$/)))), { maxLength: 3 }), rarely));
/** An option: given now and then, mostly as it may be. */
const option = (name, good) => maybe(field(fc.constant(name), asLeaf(fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: odd }))), 3);
const latin = fc.stringMatching(/^[!-~]{1,8}$/);
const optionFields = listOf(
  maybe(fc.oneof(field(fc.constantFrom('stripeAccount', 'stripeContext'), asLeaf(fc.oneof({ weight: 8, arbitrary: fc.constant(ACCOUNT) }, { weight: 1, arbitrary: text })))), 3),
  option('apiVersion', latin), option('apiKey', fc.constant('another-placeholder')), option('idempotencyKey', latin), option('timeout', fc.integer({ min: 0, max: 9000 })),
  option('maxNetworkRetries', fc.integer({ min: 0, max: 3 })), maybe(field(fc.constant('headers'), headers), 3), maybe(field(fc.constant('signal'), asLeaf(odd)), 20),
);

export const params = (method) => fc.oneof({ weight: 30, arbitrary: object(METHOD_FIELDS[method], rarely) }, { weight: 1, arbitrary: asLeaf(odd) });
export const options = fc.oneof({ weight: 6, arbitrary: fc.constant(leaf(undefined)) }, { weight: 12, arbitrary: object(optionFields, rarely) }, { weight: 1, arbitrary: asLeaf(odd) });
/** Who is signed in: a known user, or anything. */
export const signedIn = fc.oneof(
  { weight: 12, arbitrary: fc.constant(leaf({ id: USER, account: { id: ACCOUNT } })) }, { weight: 2, arbitrary: fc.constant(leaf(USER)) }, { weight: 1, arbitrary: fc.constant(leaf(undefined)) },
  { weight: 2, arbitrary: text.map((id) => leaf({ id })) },
  { weight: 2, arbitrary: object(listOf(field(fc.constant('id'), mostly(asLeaf(text))), maybe(field(fc.constant('account'), object(listOf(field(fc.constant('id'), asLeaf(text))), rarely)))), rarely) },
  { weight: 1, arbitrary: asLeaf(odd) },
);

class Instance { get scope() { return { type: 'user', user: OTHER }; } get user() { return OTHER; } }

const getterOf = (first, later, looked) => {
  let looks = 0;
  return () => { looked?.(); return looks++ === 0 ? first : later; };
};

const plainObject = (fields, into = {}) => {
  // Defined, not set: a key may be __proto__.
  for (const [name, value] of fields) Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true });
  return into;
};

/** How each kind of object is made of `[key, first, later]`. */
const MAKE = {
  plain: (fields) => plainObject(fields),
  frozen: (fields) => Object.freeze(plainObject(fields)),
  'no prototype': (fields) => plainObject(fields, Object.create(null)),
  instance: (fields) => plainObject(fields, new Instance()),
  inherited: (fields) => plainObject(fields.slice(1), Object.create(plainObject(fields.slice(0, 1)))),
  // The length of an array is its own, and no field.
  array: (fields) => plainObject(fields.filter(([name]) => name !== 'length'), []),
  hidden(fields) {
    const made = plainObject(fields);
    if (fields.length) Object.defineProperty(made, fields[0][0], { enumerable: false });
    return made;
  },
  getters(fields) {
    const made = {};
    for (const [name, first, later] of fields) Object.defineProperty(made, name, { get: getterOf(first, later), enumerable: true, configurable: true });
    return made;
  },
  throws(fields) {
    const made = plainObject(fields);
    Object.defineProperty(made, fields[0]?.[0] ?? 'scope', { get() { throw new Error('a getter'); }, enumerable: true, configurable: true });
    return made;
  },
  proxy(fields) {
    const getters = MAKE.getters(fields);
    return new Proxy(getters, { getOwnPropertyDescriptor: (target, name) => ({ ...Reflect.getOwnPropertyDescriptor(target, name), configurable: true }), get: (target, name) => target[name] });
  },
  /** Only for answers: an array whose items are others at the second look, and more. */
  'shifty array'(fields) {
    const [items, looks] = [MAKE.array(fields), new Set()];
    return new Proxy(items, {
      get(target, name) {
        const later = looks.has(name);
        looks.add(name);
        return later && name in target && name !== 'length' ? fields.at(-1)?.[2] : target[name];
      },
    });
  },
  'shifty keys'(fields) {
    let looks = 0;
    const made = plainObject(fields);
    const shown = () => (looks++ === 0 ? Reflect.ownKeys(made) : [...Reflect.ownKeys(made), 'scope[user]']);
    return new Proxy(made, { ownKeys: shown, getOwnPropertyDescriptor: (target, name) => Reflect.getOwnPropertyDescriptor(target, name) ?? { value: OTHER, enumerable: true, configurable: true } });
  },
};

/** Makes the value of a recipe. */
export const cook = ({ how, value, fields }) =>
  (how === 'leaf' ? value : MAKE[how](fields.map(([name, first, later]) => [name, cook(first), cook(later)])));

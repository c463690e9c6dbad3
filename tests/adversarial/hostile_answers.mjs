/** Arbitraries for answers that are not what was asked for, or only at the first look. Recipes, as in `hostile.mjs`. */
import fc from 'fast-check';
import { OTHER, anything, asLeaf, cook, key, maybe, text } from './hostile.mjs';
import { MARKER } from './judge.mjs';
import { USER } from '../support/host.mjs';

const HONEST = ['plain', 'plain', 'getters', 'proxy', 'no prototype', 'frozen', 'shifty keys'];
const WAYS = [...HONEST, ...HONEST, ...HONEST, 'instance', 'inherited', 'hidden', 'throws', 'array'];
const object = (fields, ways = WAYS) => fc.tuple(fc.constantFrom(...ways), fc.tuple(...fields)).map(([how, all]) => ({ how, fields: all.filter(Boolean) }));
/** A field that is good, mostly, and at later looks mostly bad. */
const field = (name, good, bad) => {
  const at = (odds) => fc.oneof({ weight: odds, arbitrary: good }, { weight: 1, arbitrary: bad });
  return fc.oneof({ weight: 30, arbitrary: fc.tuple(fc.constant(name), at(30), at(1)) }, { weight: 1, arbitrary: fc.constant(undefined) });
};
const constants = (...values) => asLeaf(fc.constantFrom(...values));
const odd = asLeaf(fc.oneof(anything, text, fc.constantFrom(undefined, null, true, 1, '')));

const scopeOf = (type) => object([
  field('type', constants(type), fc.oneof(constants('user', 'account', undefined, ['user'], new String(type)), odd)),
  type === 'user' ? field('user', constants(USER), fc.oneof(constants(OTHER, undefined, null, [USER], new String(USER), 'USR_EXAMPLE'), odd))
    : maybe(field('user', constants(null), fc.oneof(constants(USER, OTHER, ''), odd)), 3),
]);
const secretOf = (type, name, deletes) => object([
  field('id', constants('appsecret_1', 'appsecret_2'), odd),
  field('object', constants('apps.secret'), fc.oneof(constants('customer', 'list', undefined, null, ['apps.secret']), odd)),
  field('scope', scopeOf(type), fc.oneof(scopeOf(type === 'user' ? 'account' : 'user'), odd)),
  field('name', constants(name), fc.oneof(constants('other', undefined, null, [name], `${name} `), odd)),
  field('payload', constants(MARKER), constants(MARKER)),
  maybe(field('deleted', constants(true), constants('true', 1, false, { true: MARKER })), deletes ? 2 : 8),
  maybe(fc.tuple(key.filter((name) => name !== 'error'), constants(MARKER), constants(MARKER)), 4),
  maybe(fc.tuple(fc.constant('error'), constants(null, '', 0, false), constants(null)), 8),
  maybe(fc.tuple(fc.constant('error'), constants({ message: 'The API says why.' }, 'invalid_grant', 1, [], true), constants(null)), 30),
].filter(Boolean));
const listOf = (entry) => object([
  field('object', constants('list'), odd),
  field('data', fc.array(fc.tuple(entry, entry), { maxLength: 4 }).chain((entries) => fc.constantFrom('array', 'array', 'array', 'shifty array', 'plain', 'getters', 'proxy')
    .map((how) => ({ how, fields: entries.map((values, i) => [String(i), ...values]) }))), odd),
  field('has_more', constants(false), constants(true, 'false', 1, null, {})),
  maybe(fc.tuple(fc.constant('payload'), constants(MARKER), constants(MARKER)), 6),
]);

const bodies = (method, type, name) => {
  const secret = secretOf(type, name, method === 'deleteWhere');
  const expected = method === 'list' ? listOf(secret) : secret;
  const other = method === 'list' ? secret : listOf(secret);
  return fc.oneof({ weight: 14, arbitrary: expected }, { weight: 1, arbitrary: other }, { weight: 1, arbitrary: odd }, { weight: 1, arbitrary: fc.array(fc.tuple(secret, secret), { maxLength: 2 }).map((items) => ({ how: 'array', fields: items.map((values, i) => [String(i), ...values]) })) });
};

/** A call, and an answer to it: `{ method, type, name, status, recipe: { cook() } }`. */
export const answers = fc.tuple(fc.constantFrom('create', 'find', 'find', 'list', 'deleteWhere'), fc.constantFrom('user', 'account'), fc.constantFrom('n', 'secret_name', 'user', '__proto__'))
  .chain(([method, type, name]) => fc.tuple(bodies(method, type, name), fc.constantFrom(...Array(16).fill(200), 201, 302, 400, 403, 404, 500))
    .map(([body, status]) => ({ method, type, name, status, recipe: { body, cook: () => cook(body) } })));

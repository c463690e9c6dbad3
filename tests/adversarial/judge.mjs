/** Judges what a caller gets: whether an answer is what was asked for, and whether an error tells of what was withheld. */
import { whole } from '../support/markers.mjs';
import { Search } from '../support/search.mjs';

const hasAccessor = (value, seen = new Set()) => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  return Object.entries(Object.getOwnPropertyDescriptors(value)).some(
    ([key, { value: field, get, set }]) => get || set || (key !== 'lastResponse' && hasAccessor(field, seen)),
  );
};

const own = (object, key) =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, key) ? object[key] : undefined;

/** Only what `deleteWhere` says is gone may leave fields out, and has no payload then. */
const problemOfSecret = (secret, { method, scope, name }) => {
  const gone =
    method === 'deleteWhere' && own(secret, 'deleted') === true && (own(secret, 'payload') ?? undefined) === undefined;
  const is = (value, expected) => value === expected || (gone && value === undefined);
  if (!is(own(secret, 'object'), 'apps.secret')) return `its object is ${String(own(secret, 'object'))}`;
  const found = own(secret, 'scope');
  if (gone && found === undefined) return '';
  if (!is(own(found, 'type'), scope.type)) return `its scope is the ${String(own(found, 'type'))}'s`;
  const user = own(found, 'user');
  if (scope.type === 'account' ? (user ?? undefined) !== undefined : !is(user, scope.user))
    return `it is the secret of ${String(user)}`;
  if (method === 'find' && !is(own(secret, 'name'), name)) return 'it has another name';
  return '';
};

/** What is wrong with an answer that was handed on; `''` for nothing. */
export const problemOfAnswer = (value, expected) => {
  if (hasAccessor(value)) return 'what is handed on can still change';
  if (Object.getPrototypeOf(value) !== Object.prototype) return 'it has a prototype of its own';
  if (expected.method !== 'list') return problemOfSecret(value, expected);
  const { object, data } = value;
  if (object !== 'list' || !Array.isArray(data)) return 'it is not a list';
  return data.map((secret) => problemOfSecret(secret, expected)).find(Boolean) ?? '';
};

/** What no error and no event may tell of an answer that was withheld. It has letters that every form of writing changes. */
export const MARKER = 'withheld "märk er" 7391';

/** Where the marker can be read in a value; undefined if nowhere. */
export const leakOf = (value, inspect) => new Search([whole(MARKER)], inspect).in(value);

/** Judges what a caller gets: whether an answer is what was asked for, and whether an error tells of what was withheld. */

const hasAccessor = (value, seen = new Set()) => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .some(([key, { value: field, get, set }]) => get || set || (key !== 'lastResponse' && hasAccessor(field, seen)));
};

const own = (object, key) => (typeof object === 'object' && object !== null && Object.hasOwn(object, key) ? object[key] : undefined);

/** Only what is gone may leave fields out, and has no payload then. */
const problemOfSecret = (secret, { method, scope, name }) => {
  const gone = own(secret, 'deleted') === true && (own(secret, 'payload') ?? undefined) === undefined;
  const is = (value, expected) => value === expected || (gone && value === undefined);
  if (!is(own(secret, 'object'), 'apps.secret')) return `its object is ${String(own(secret, 'object'))}`;
  const found = own(secret, 'scope');
  if (gone && found === undefined) return '';
  if (!is(own(found, 'type'), scope.type)) return `its scope is the ${String(own(found, 'type'))}'s`;
  const user = own(found, 'user');
  if (scope.type === 'account' ? (user ?? undefined) !== undefined : !is(user, scope.user)) return `it is the secret of ${String(user)}`;
  if (method === 'find' && !is(own(secret, 'name'), name)) return 'it has another name';
  return '';
};

/** What is wrong with an answer that was handed on; `''` for nothing. */
export const problemOfAnswer = (value, expected) => {
  if (hasAccessor(value)) return 'what is handed on can still change';
  if (Object.getPrototypeOf(value) !== Object.prototype) return 'it has a prototype of its own';
  if (expected.method !== 'list') return problemOfSecret(value, expected);
  const { object, data } = value;
  if (object !== 'list' || !Array.isArray(data)) return 'it is no list';
  return data.map((secret) => problemOfSecret(secret, expected)).find(Boolean) ?? '';
};

/** A text and its other forms in which it could be told. */
const formsOf = (marker) => [marker, encodeURIComponent(marker), JSON.stringify(marker).slice(1, -1)];

/** Everything that can be reached from a value: own properties of each kind, prototypes, entries of collections. */
function* reachable(value, path, seen) {
  yield [path, value];
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const at = `${path}.${String(key)}`;
    yield [at, String(key)];
    let field;
    try { field = value[key]; } catch (error) { field = error; }
    yield* reachable(field, at, seen);
  }
  if (value instanceof Map || value instanceof Set) for (const entry of value) yield* reachable(entry, `${path}[]`, seen);
}

/** Where a marker can be read in an error (or anything else): the paths, none if it is nowhere. */
export const leaksOf = (value, marker, inspect = () => '') => {
  const forms = formsOf(marker);
  const tells = (text) => forms.some((form) => text.includes(form));
  const found = new Set();
  for (const [path, field] of reachable(value, 'it', new Set())) {
    if ((typeof field === 'string' || typeof field === 'symbol') && tells(String(field))) found.add(path);
  }
  const written = { inspect: () => inspect(value), JSON: () => JSON.stringify(value) ?? '', text: () => String(value), stack: () => String(value?.stack), cause: () => String(value?.cause) };
  for (const [how, write] of Object.entries(written)) {
    let text;
    try { text = write(); } catch { text = ''; }
    if (tells(text)) found.add(how);
  }
  return [...found];
};

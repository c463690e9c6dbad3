// The values that the core asks about. It sees numbers: for each value its place in a table that lives as
// long as one question, and its kind. What it asks for is looked up here, in copies whose properties have
// been read once, so that no code of a caller's runs meanwhile.
//
// The built-ins are captured when the package loads: what is patched afterwards changes nothing here.

const { defineProperty, keys, entries, fromEntries, hasOwn } = Object;
const { from, isArray } = Array;
const encodeComponent = encodeURIComponent;

/** A method as a function of its object. */
export const captured = (method) => Function.prototype.call.bind(method);
const getTime = captured(Date.prototype.getTime);
export const charCodeAt = captured(String.prototype.charCodeAt);

/** An object that inherits nothing, so that no setter hears of what is put in. */
export const Bare = function () {};
Bare.prototype = { __proto__: null };

const field = new Bare();
field.enumerable = field.configurable = field.writable = true;

/** Adds a property to an object whose prototype may have a setter of its name. */
export const define = (object, name, value) => {
  field.value = value;
  defineProperty(object, name, field);
  field.value = undefined;
};

/** The words of `vocabulary.rs`, in its order. */
export const WORDS = (
  'scope name payload expires_at expand limit starting_after ending_before type user scope[type] scope[user] ' +
  'apiKey idempotencyKey stripeAccount stripeContext apiVersion timeout maxNetworkRetries headers signal streaming ' +
  'authenticator typescript httpAgent httpClient host port protocol telemetry emitEventBodies appInfo userContext ' +
  'cardNumbers code id account version url api.stripe.com https refuse warn allow true false apps.secret ' +
  'list object deleted data error params options config rate_limit idempotency_error invalid_grant ' +
  'invalid_client invalid_request invalid_scope unsupported_grant_type unsupported_response_type ETIMEDOUT ' +
  'ECONNRESET EPIPE'
).split(' ');
const NUMBERS = { __proto__: null, ...fromEntries(WORDS.map((text, number) => [text, number])) };
const UNKNOWN = WORDS.length;
const ABSENT = UNKNOWN + 1;

/** The number of a word; one for texts that are none, another for what is no text. */
export const word = (text) => (typeof text === 'string' ? NUMBERS[text] ?? UNKNOWN : ABSENT);

/** Whether a value is an array. To ask that of a revoked Proxy throws. */
const isList = (value) => {
  try {
    return isArray(value);
  } catch {
    return false;
  }
};

export const isRecord = (value) => typeof value === 'object' && value !== null && !isList(value);
export const own = (object, key) => (isRecord(object) && hasOwn(object, key) ? object[key] : undefined);

// --- Reading: own enumerable properties, each once. Throws what a getter throws. ---

/** An array that has holes or other properties. */
const IRREGULAR = Symbol();

/** The items of an array. They are replaced in place, since to add to a list could call a setter. */
const itemsOf = (list) => {
  const items = entries(list);
  for (let i = 0; i < items.length; i++) {
    if (items[i][0] !== '' + i) return IRREGULAR;
    items[i] = items[i][1];
  }
  return items;
};

const shallow = (value) => (isList(value) ? itemsOf(value) : isRecord(value) ? { ...value } : value);

/** The properties whose values are looked into. */
const INSIDE = ['scope', 'expand', 'headers', 'appInfo', 'account'];

/** What a caller passed, as it was when it was read. */
const read = (value) => {
  const copy = shallow(value);
  for (let i = 0; i < INSIDE.length; i++) {
    if (own(copy, INSIDE[i]) !== undefined) copy[INSIDE[i]] = shallow(copy[INSIDE[i]]);
  }
  return copy;
};

/** Whether a value is one that may be changed while it is looked at. */
const isCompound = (value) => (typeof value === 'object' ? value !== null : typeof value === 'function');

/** More objects and items than an answer has: a page of list has some hundred, and what a host hands over could be endless. */
const MOST = 100_000;
let left;

const copied = (value) => {
  if (!isCompound(value)) return value;
  if (typeof value === 'function') return undefined;
  const length = isArray(value) ? value.length : undefined;
  left -= 1 + (length ?? 0);
  if (!(left >= 0)) throw new RangeError('The answer is too large.');
  if (length !== undefined) return from({ __proto__: null, length }, (_, place) => copied(value[place]));
  const result = { ...value };
  // More than twice as fast as a list of keys; what a polluted prototype lends to the loop is not the answer's own.
  for (const name in result) {
    const field = result[name];
    if (isCompound(field) && hasOwn(result, name)) result[name] = copied(field);
  }
  return result;
};

/** A copy of an answer, whole: unknown fields kept, functions dropped. Throws what a getter throws. */
export const copy = (value) => {
  left = MOST;
  return copied(value);
};

// --- Refusals ---

/** The number of `Code::ParameterUnreadable` in `refusal.rs`. */
const UNREADABLE = 14;

/** What a caller passed as `param`, read. Throws a refusal where a getter or a Proxy throws. */
export const readable = (param, value) => {
  try {
    return read(value);
  } catch (detail) {
    throw { code: UNREADABLE, param, detail };
  }
};

/**
 * Throws what the core refuses: `code | param << 8 | place << 16`, and one; a place below 255 is that of a
 * property not known.
 *
 * @param inside - what may have such a property, by its name
 */
export const check = (refusal, inside) => {
  if (!refusal) return;
  const number = refusal - 1;
  const param = WORDS[(number >> 8) & 255];
  const place = number >> 16;
  const name = place < 255 ? keys(param === 'scope' ? inside.params.scope : inside[param])[place] : undefined;
  throw { code: number & 255, param, name };
};

// --- The table ---

// The kinds, by the numbers of `Kind` in `node.rs`.
const [UNDEFINED, NULL, NUMBER, TEXT, ILL_FORMED, LIST, DATE, RECORD, OTHER] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

export const succeeds = (look, value) => {
  try {
    look(value);
    return true;
  } catch {
    return false;
  }
};

const isWellFormed = String.prototype.isWellFormed
  ? captured(String.prototype.isWellFormed)
  : (text) => succeeds(encodeComponent, text);

/** What a value is. Only `expires_at` may be a `Date`: to ask throws for what is none, which is slow. */
const kindOf = (value, name) => {
  switch (typeof value) {
    case 'undefined': return UNDEFINED;
    case 'number': return NUMBER;
    case 'string': return isWellFormed(value) ? TEXT : ILL_FORMED;
    case 'object':
      if (value === null) return NULL;
      if (isList(value)) return LIST;
      return name === 'expires_at' && succeeds(getTime, value) ? DATE : RECORD;
    default: return OTHER;
  }
};

// A place is taken in a list that is long enough already: to add to one could call a setter, too.
let values = from({ __proto__: null, length: 64 });
let names = from(values);
let last = 0;

const longer = (list) => from({ __proto__: null, length: 2 * list.length }, (_, place) => list[place]);

/** Gives a value a place, and returns its number: the place, a bit for an empty text, and the kind. */
const put = (value, name) => {
  const kind = kindOf(value, name);
  if (kind === UNDEFINED) return 0;
  if (++last === values.length) {
    values = longer(values);
    names = longer(names);
  }
  values[last] = value;
  return (last << 5) | (value === '' ? 16 : 0) | kind;
};

/**
 * Asks the core a question about values. Afterwards none of them is held here. A core that has thrown (where the
 * stack ended) is not asked again: all it keeps is its own stack, which may not be in order then.
 *
 * @param core - `exports()`, and `renew()` to have others from then on
 * @param question - gets the exports, and a function that gives a value a place
 */
export const ask = (core, question) => {
  try {
    return question(core.exports(), put);
  } catch (thrown) {
    core.renew();
    throw thrown;
  } finally {
    for (; last > 0; last--) values[last] = names[last] = undefined;
  }
};

export const valueOf = (node) => values[node >> 5];
const namesOf = (node) => (names[node >> 5] ??= keys(values[node >> 5]));

// What the core asks, for `node.rs`.

export const get = (node, name) => {
  const record = values[node >> 5];
  const key = WORDS[name];
  return hasOwn(record, key) ? put(record[key], key) : 0;
};
export const at = (node, place) => {
  const value = valueOf(node);
  if (isArray(value)) return put(value[place]);
  const name = namesOf(node)[place];
  return put(value[name], name);
};
export const keyAt = (node, place) => put(namesOf(node)[place]);
export const nameAt = (node, place) => word(namesOf(node)[place]);
export const countOf = (node) => (isArray(valueOf(node)) ? valueOf(node) : namesOf(node)).length;
export const numberOf = (node) => ((node & 15) === DATE ? getTime(valueOf(node)) : valueOf(node));
export const unitsOf = (node) => valueOf(node).length;
export const unitAt = (node, index) => charCodeAt(valueOf(node), index);
export const wordOf = (node) => word(valueOf(node));
export const isSame = (node, other) => valueOf(node) === valueOf(other);
export const isTrue = (node) => valueOf(node) === true;

/** The length in characters (code points): the low surrogate that ends a pair does not count. */
export const charactersOf = (node) => {
  const text = valueOf(node);
  let count = 0;
  for (let i = 0; i < text.length; i++) if (!(text[i] >= '\uDC00' && text[i] <= '\uDFFF')) count++;
  return count;
};

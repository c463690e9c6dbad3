// An answer: its copy, and the facts about it that the core decides on, for `src/edge/call.rs`.

import { MATCH_ABSENT, MATCH_NULL, MATCH_OTHER, MATCH_SAME, MAX_ANSWER, packAnswer, packSecret } from '../contract.js';
import { Bare, isArray, isList, isRecord, keys, objectPrototype, reaches, values } from '../core/objects.js';
import { kindOf, output, word } from '../core/values.js';

let left;
/** Whether what is copied next is the answer itself: it may stand in itself again. */
let isOutermost;
/** Whether what is copied next is its page of secrets. */
let isPage;
/** The secrets that have been met elsewhere, if any. @type {Record<string, any> | undefined} */
let strays;

/** Takes note of a secret that stands where none was asked for. */
const noteStray = (inner) => {
  if (own(inner).object === 'apps.secret') {
    strays ??= new Bare();
    strays.length ??= 0;
    strays[strays.length++] = inner;
  }
  return inner;
};

/** Counts what is copied, as often as it is met: what a host hands over could be endless, and a Proxy's length is anything. */
const count = (more) => {
  if (more >>> 0 !== more || (left -= more) < 0) throw new RangeError('The answer is too large.');
};

/** Whether there is nothing in a value to copy. The most frequent kinds are asked for first. */
const isPlain = (value) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;

const copyValue = (value) => {
  if (typeof value === 'object' && value) return isArray(value) ? copyList(value) : copyRecord(value);
  return typeof value === 'function' ? undefined : value;
};

const copyList = (list) => {
  const isAsked = isPage;
  isPage = isOutermost = false;
  const { length } = list; // of a Proxy: it may call the client back
  count(length);
  const items = values(list); // they are replaced in place: no setter of a prototype hears of them
  if (items.length < length) return undefined; // a list with holes is no JSON
  count(items.length - length);
  items.length = length; // without what has a name
  for (let i = 0; i < items.length; i++) {
    const item = copyValue(items[i]);
    items[i] = isAsked ? item : noteStray(item);
  }
  return items;
};

const copyRecord = (record) => {
  const isAnswer = isOutermost;
  isOutermost = false;
  if (reaches(record, left)) count(Infinity);
  const result = { ...record };
  count(keys(result).length);
  const fields = own(result); // what a polluted prototype lends to the loop is not the answer's
  // More than twice as fast as a list of keys.
  for (const name in fields) {
    const field = fields[name];
    if (!isPlain(field)) {
      isPage = isAnswer && name === 'data' && fields.object === 'list';
      result[name] = noteStray(copyValue(field));
    }
  }
  return result;
};

let isPolluted;

/**
 * Whether the prototype of all objects has been polluted in a way that matters here: an enumerable property would turn up in the
 * loop of a copy, and a hidden one of these names would be read as a fact. Written out, since a loop over the names takes longer.
 */
const isPrototypePolluted = () =>
  keys(objectPrototype).length > 0 ||
  'error' in objectPrototype ||
  'code' in objectPrototype ||
  'type' in objectPrototype ||
  'object' in objectPrototype ||
  'data' in objectPrototype ||
  'scope' in objectPrototype ||
  'user' in objectPrototype ||
  'name' in objectPrototype ||
  'deleted' in objectPrototype ||
  'payload' in objectPrototype;

/**
 * A copy of an answer, whole: unknown fields kept, functions dropped; and the secrets that stand where none was asked for.
 * Throws what a getter throws.
 */
export const copy = (value) => {
  left = MAX_ANSWER;
  isPolluted = isPrototypePolluted();
  isOutermost = true;
  const outer = strays; // a getter may call the client back
  strays = undefined;
  try {
    return { answer: copyValue(value), strays };
  } finally {
    strays = outer;
    isPage = isOutermost = false;
  }
};

/** @type {Record<string, any>} */
const NOTHING = new Bare();

/** What a copy has itself: where nobody has polluted the prototype of all objects, that is the copy. */
const own = (value) => {
  if (!isRecord(value)) return NOTHING;
  return isPolluted ? { __proto__: null, ...value } : value;
};

// The core asks about `output.answer`, a copy.

const matches = (text, expected) => {
  if (text === undefined) return MATCH_ABSENT;
  if (text === null) return MATCH_NULL;
  return text === expected ? MATCH_SAME : MATCH_OTHER;
};

export const answerFacts = () => {
  const { answer } = output;
  const { error, object, data } = own(answer);
  const code = isRecord(error) ? own(error).code : error;
  const { type } = own(error);
  return packAnswer(+isRecord(answer), kindOf(error), +!!error, word(code), word(type), word(object), +isList(data));
};

const factsOf = ({ object, scope, name, deleted, payload }) => {
  const { type, user } = own(scope);
  return packSecret(
    word(object),
    word(type),
    matches(user, output.user),
    matches(name, own(output.params).name),
    +(deleted === true),
    +(payload !== undefined && payload !== null),
  );
};

/** Whether two secrets of a page have the same facts; their names do not matter. */
const isLike = (one, other) => {
  const { type, user } = own(one.scope);
  const scope = own(other.scope);
  return (
    one.object === other.object &&
    one.deleted === other.deleted &&
    one.payload === other.payload &&
    type === scope.type &&
    user === scope.user
  );
};

/** How many secrets of a page differ from the one before, as far as facts go: one decision serves all that are alike. */
export const secretCount = () => {
  const { data } = own(output.answer);
  const kinds = (output.kinds = new Bare());
  let last = 0;
  let before;
  for (let i = 0; i < data.length; i++) {
    const item = own(data[i]);
    if (!last || !isLike(item, before)) kinds[++last] = factsOf(item);
    before = item;
  }
  return last;
};

/**
 * `place`, counted from 1, is one of those; 0 stands for the answer itself, and below 0 are the secrets that
 * stand elsewhere: 0 comes back where there is none.
 */
export const secretFacts = (place) => {
  const { answer, kinds, strays } = output;
  if (place > 0) return kinds[place];
  const stray = strays?.[-1 - place];
  return place && !stray ? 0 : factsOf(own(stray ?? answer));
};

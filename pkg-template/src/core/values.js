// The values that the core asks about. It sees numbers: for each value its place in a table that lives as long as
// one question, and its kind. What it asks for is looked up here, in values whose properties have been read once, so
// that no code of a caller's runs meanwhile.
//
// The built-ins are captured when the package loads: what is patched afterwards changes nothing here.

import {
  ABSENT,
  KIND_DATE,
  KIND_FUNCTION,
  KIND_ILL_FORMED,
  KIND_LIST,
  KIND_NULL,
  KIND_NUMBER,
  KIND_OTHER,
  KIND_RECORD,
  KIND_TEXT,
  KIND_UNDEFINED,
  packValue,
  UNKNOWN,
  valueKind,
  valuePlace,
  WORDS,
} from '../contract.js';
import { Bare, charCodeAt, encodeComponent, hasOwn, isArray, isList, keys, succeeds, uncurry } from './objects.js';

const { fromEntries } = Object;
const getTime = uncurry(Date.prototype.getTime);

const NUMBERS = { __proto__: null, ...fromEntries(WORDS.map((text, number) => [text, number])) };

/** The longest word. The engine copies a longer text, to look it up. */
const LONGEST = Math.max(...WORDS.map((text) => text.length));

/** The number of a word. */
export const word = (text) => {
  if (typeof text !== 'string') return ABSENT;
  return text.length > LONGEST ? UNKNOWN : (NUMBERS[text] ?? UNKNOWN);
};

const isWellFormed = String.prototype.isWellFormed
  ? uncurry(String.prototype.isWellFormed)
  : (text) => succeeds(encodeComponent, text);

/** What a value is. Only `expires_at` may be a `Date`: to ask throws for other objects, which is slow. */
export const kindOf = (value, name) => {
  switch (typeof value) {
    case 'undefined':
      return KIND_UNDEFINED;
    case 'number':
      return KIND_NUMBER;
    case 'string':
      return isWellFormed(value) ? KIND_TEXT : KIND_ILL_FORMED;
    case 'object':
      if (value === null) return KIND_NULL;
      if (isList(value)) return KIND_LIST;
      return name === 'expires_at' && succeeds(getTime, value) ? KIND_DATE : KIND_RECORD;
    case 'function':
      return KIND_FUNCTION;
    default:
      return KIND_OTHER;
  }
};

// By place, in objects that inherit nothing: to add to a list could call a setter.
const values = new Bare();
const names = new Bare();
let last = 0;

/** Gives a value a place, and returns its number. */
const put = (value, name) => {
  const kind = kindOf(value, name);
  if (kind === KIND_UNDEFINED) return 0;
  values[++last] = value;
  return packValue(kind, +(value === ''), last);
};

/** What the core writes during a call. */
export let output;

/**
 * Asks the core a question about values. Afterwards none of them is held here. A core that has thrown (where the
 * stack ended) is not asked again: all it keeps is its own stack, which may not be in order then.
 *
 * @param core - `exports()`, and `renew()` to have others from then on
 * @param into - what the core writes into
 * @param question - gets the exports, and a function that gives a value a place
 */
export const ask = (core, into, question) => {
  try {
    output = into;
    return question(core.exports(), put);
  } catch (thrown) {
    core.renew();
    throw thrown;
  } finally {
    for (; last > 0; last--) values[last] = names[last] = undefined;
    output = undefined;
  }
};

export const valueAt = (node) => values[valuePlace(node)];
const namesOf = (node) => (names[valuePlace(node)] ??= keys(valueAt(node)));

// What the core asks, for `src/edge/node.rs`.

export const get = (node, name) => {
  const record = valueAt(node);
  const key = WORDS[name];
  return hasOwn(record, key) ? put(record[key], key) : 0;
};
export const at = (node, place) => {
  const value = valueAt(node);
  if (isArray(value)) return put(value[place]);
  const name = namesOf(node)[place];
  return put(value[name], name);
};
export const keyAt = (node, place) => put(namesOf(node)[place]);
export const nameAt = (node, place) => word(namesOf(node)[place]);
export const countOf = (node) => (isArray(valueAt(node)) ? valueAt(node) : namesOf(node)).length;
export const numberOf = (node) => (valueKind(node) === KIND_DATE ? getTime(valueAt(node)) : valueAt(node));
export const unitsOf = (node) => valueAt(node).length;
export const unitAt = (node, index) => charCodeAt(valueAt(node), index);
export const wordOf = (node) => word(valueAt(node));
export const isSame = (node, other) => +(valueAt(node) === valueAt(other));
export const isTrue = (node) => +(valueAt(node) === true);

/** The length in characters (code points): the low surrogate that ends a pair does not count. */
export const charactersOf = (node) => {
  const text = valueAt(node);
  let count = 0;
  for (let i = 0; i < text.length; i++) if (!(text[i] >= '\uDC00' && text[i] <= '\uDFFF')) count++;
  return count;
};

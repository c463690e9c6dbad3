// An answer: its copy, and the facts about it that the core decides on, for `src/edge/call.rs`.

import {
  MATCH_ABSENT,
  MATCH_NULL,
  MATCH_OTHER,
  MATCH_SAME,
  MAX_ANSWER,
  MAX_LIMIT,
  packAnswer,
  packSecret,
} from '../contract.js';
import { Bare, captured, isList, isRecord, listOf } from '../core/objects.js';
import { kindOf, word, written } from '../core/values.js';

const { hasOwn } = Object;
const { isArray } = Array;
/** Older engines lack it. */
const toSpliced = 'toSpliced' in Array.prototype ? captured(Array.prototype.toSpliced) : undefined;

/** As many items as a page of list has. */
const PAGE = listOf(MAX_LIMIT, () => undefined);

/** A list whose items are there already, so that no setter of a prototype hears of what they become. */
const blank = (length) =>
  // To cut a page to its length takes a fiftieth of the time that it takes to make a list.
  toSpliced && length <= MAX_LIMIT ? toSpliced(PAGE, 0, MAX_LIMIT - length) : listOf(length, () => undefined);

let left;
/** The secrets that have been met in a copy, itself first. @type {Record<string, any>} */
let met;

/** Counts what is copied: what a host hands over could be endless. */
const count = (values) => {
  left -= values;
  if (!(left >= 0)) throw new RangeError('The answer is too large.');
};

const copied = (value) => {
  if (typeof value === 'object') return value && (isArray(value) ? copiedList(value) : copiedRecord(value));
  return typeof value === 'function' ? undefined : value;
};

const copiedList = (list) => {
  const { length } = list;
  count(1 + length);
  const items = blank(length);
  for (let i = 0; i < length; i++) items[i] = copied(list[i]);
  return items;
};

const copiedRecord = (record) => {
  count(1);
  const result = { ...record };
  if (result.object === 'apps.secret' && hasOwn(result, 'object')) met[met.length++] = result;
  // More than twice as fast as a list of keys; what a polluted prototype lends to the loop is not the answer's own.
  for (const name in result) {
    const field = result[name];
    if ((typeof field === 'object' || typeof field === 'function') && hasOwn(result, name))
      result[name] = copied(field);
  }
  return result;
};

/** The fields that facts are made of. */
const FIELDS = ['error', 'code', 'type', 'object', 'data', 'scope', 'user', 'name', 'deleted', 'payload'];
let isPolluted;

/**
 * A copy of an answer, whole: unknown fields kept, functions dropped; and the secrets in it, wherever they stand. Throws
 * what a getter throws.
 */
export const copy = (value) => {
  left = MAX_ANSWER;
  isPolluted = FIELDS.some((field) => field in Object.prototype);
  const outer = met; // a getter may call the client back
  const secrets = new Bare();
  secrets.length = 0;
  met = secrets;
  try {
    return { answer: copied(value), secrets };
  } finally {
    met = outer;
  }
};

/** @type {Record<string, any>} */
const NOTHING = new Bare();

/** What a copy has itself: where nobody has polluted the prototype of all objects, that is the copy. */
const own = (value) => {
  if (!isRecord(value)) return NOTHING;
  return isPolluted ? { __proto__: null, ...value } : value;
};

// The core asks about `written.answer`, a copy.

const matches = (text, expected) => {
  if (text === undefined) return MATCH_ABSENT;
  if (text === null) return MATCH_NULL;
  return text === expected ? MATCH_SAME : MATCH_OTHER;
};

export const answerFacts = () => {
  const { answer } = written;
  const { error, object, data } = own(answer);
  const code = isRecord(error) ? own(error).code : error;
  const { type } = own(error);
  return packAnswer(+isRecord(answer), kindOf(error), +!!error, word(code), word(type), word(object), +isList(data));
};

export const secretCount = () => own(written.answer).data.length;

/** A secret, counted from 1, that is neither the answer itself nor an item of its list. */
const stray = (place) => {
  const { answer, secrets } = written;
  const { object, data } = own(answer);
  const isWhole = object === 'list' && isList(data) && secrets.length === data.length; // each item is one, or is refused
  return secrets[place - 1 + (isWhole ? data.length : +(object === 'apps.secret'))];
};

/**
 * `place`, counted from 1, is that of an item of `data`; 0 stands for the answer itself, and below 0 are the secrets that
 * stand elsewhere: 0 comes back where there is none.
 */
export const secretFacts = (place) => {
  const { answer, user: boundUser, params } = written;
  const secret = place < 0 ? stray(-place) : place ? answer.data[place - 1] : answer;
  if (place < 0 && !secret) return 0;
  const { object, scope, name, deleted, payload } = own(secret);
  const { type, user } = own(scope);
  return packSecret(
    word(object),
    word(type),
    matches(user, boundUser),
    matches(name, own(params).name),
    +(deleted === true),
    +(payload !== undefined && payload !== null),
  );
};

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
import { Bare, captured, isList, isRecord, listOf, reaches } from '../core/objects.js';
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

/** Counts what is copied, as often as it is met: what a host hands over could be endless. */
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
  count(length);
  const items = blank(length);
  for (let i = 0; i < length; i++) items[i] = copied(list[i]);
  return items;
};

const copiedRecord = (record) => {
  if (reaches(record, left)) count(Infinity);
  const result = { ...record };
  // More than twice as fast as a list of keys; what a polluted prototype lends to the loop is not the answer's own.
  for (const name in result) {
    count(1);
    const field = result[name];
    if ((typeof field === 'object' || typeof field === 'function') && hasOwn(result, name))
      result[name] = copied(field);
  }
  return result;
};

/** The fields that facts are made of. */
const FIELDS = ['error', 'code', 'type', 'object', 'data', 'scope', 'user', 'name', 'deleted', 'payload'];
let isPolluted;

/** A copy of an answer, whole: unknown fields kept, functions dropped. Throws what a getter throws. */
export const copy = (value) => {
  left = MAX_ANSWER;
  isPolluted = FIELDS.some((field) => field in Object.prototype);
  return copied(value);
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

/** `place`, counted from 1, is that of an item of `data`; 0 stands for the answer itself. */
export const secretFacts = (place) => {
  const { answer, user: boundUser, params } = written;
  const { object, scope, name, deleted, payload } = own(place ? answer.data[place - 1] : answer);
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

// An answer: its copy, and the facts about it that the core decides on, for `src/edge/call.rs`.

import { MATCH_ABSENT, MATCH_NULL, MATCH_OTHER, MATCH_SAME, MAX_ANSWER, packAnswer, packSecret } from '../contract.js';
import { isList, isRecord, listOf, own } from '../core/objects.js';
import { kindOf, word, written } from '../core/values.js';

const { hasOwn } = Object;
const { isArray } = Array;

/** Whether a value is one that may be changed while it is looked at. */
const isCompound = (value) => (typeof value === 'object' ? value !== null : typeof value === 'function');

let left;

const copied = (value) => {
  if (!isCompound(value)) return value;
  if (typeof value === 'function') return undefined;
  const length = isArray(value) ? value.length : undefined;
  left -= 1 + (length ?? 0);
  if (!(left >= 0)) throw new RangeError('The answer is too large.');
  if (length !== undefined) return listOf(length, (place) => copied(value[place]));
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
  left = MAX_ANSWER;
  return copied(value);
};

// The core asks about `written.answer`, a copy.

const matches = (text, expected) => {
  if (text === undefined) return MATCH_ABSENT;
  if (text === null) return MATCH_NULL;
  return text === expected ? MATCH_SAME : MATCH_OTHER;
};

export const answerFacts = () => {
  const { answer } = written;
  const error = own(answer, 'error');
  return packAnswer(
    +isRecord(answer),
    kindOf(error),
    +!!error,
    word(isRecord(error) ? own(error, 'code') : error),
    word(own(error, 'type')),
    word(own(answer, 'object')),
    +isList(own(answer, 'data')),
  );
};

export const secretCount = () => written.answer.data.length;

/** `place`, counted from 1, is that of an item of `data`; 0 stands for the answer itself. */
export const secretFacts = (place) => {
  const { answer, user, params } = written;
  const secret = place ? answer.data[place - 1] : answer;
  const scope = own(secret, 'scope');
  const payload = own(secret, 'payload');
  return packSecret(
    word(own(secret, 'object')),
    word(own(scope, 'type')),
    matches(own(scope, 'user'), user),
    matches(own(secret, 'name'), own(params, 'name')),
    +(own(secret, 'deleted') === true),
    +(payload !== undefined && payload !== null),
  );
};

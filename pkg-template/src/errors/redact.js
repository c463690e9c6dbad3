// What others write about a `create` may repeat its payload: the API's error, a header, what the host rejected with.

import { MAX_ANSWER } from '../contract.js';
import { encode } from '../core/draft.js';
import {
  attempt,
  define,
  encodeComponent,
  getFrom,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  indexOf,
  isList,
  isView,
  lower,
  nothing,
  ownKeys,
  putInto,
  quiet,
  reaches,
  replaced,
  slice,
  stringify,
} from '../core/objects.js';

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other texts. In UTF-16 units. */
const SHORTEST = 8;

/** Fields and headers that never change, beside `stripe-*`: programs compare them. In lower case, the longest of 15 letters. */
const KEPT = {
  __proto__: null,
  code: true,
  type: true,
  rawtype: true,
  param: true,
  statuscode: true,
  requestid: true,
  'request-id': true,
  'idempotency-key': true,
};

/** The longest name of an error that is looked at, in UTF-16 units. */
const LONGEST_NAME = 1000;

/**
 * So many units of text, times those of what is searched for in it, are searched for a call: a quarter of a second where the
 * engine compares each with each.
 */
const WORK = 5e8;

/** A shorter search costs as much, since each place where it finds something takes time, too. In UTF-16 units. */
const LEAST = 100;

/** Objects in one another, so many: no stack ends there, and more are too many to look at. */
const DEEPEST = 200;

const Failure = Error; // captured, as every built-in that the end of a call depends on

let getStack;
/** What Chromium's own getter says of an error's stack, which repeats the message that the error was made with. */
const stackOf = (error) => {
  // An error made while the package loads would take a fifth of that time: the engine parses the whole script again for its stack.
  getStack ??= getOwnPropertyDescriptor(new Failure(), 'stack')?.get ?? nothing;
  return getStack.call(error);
};

const isKept = (name) => {
  const start = lower(slice(name, 0, 16));
  return KEPT[start] || slice(start, 0, 7) === 'stripe-';
};

/** The value of an own field. No getter is run. */
const fieldOf = (object, name) => {
  const value = attempt(() => getOwnPropertyDescriptor(object, name)?.value);
  return name === 'stack' ? (value ?? stackOf(object)) : value;
};

const isObject = (value) => typeof value === 'object' && value !== null;

/** How many prototypes an error may be away from the one that has its message. */
const NEAR = 10;

/** Whether a value inherits a message, as errors of every realm do. The last prototype may be polluted. */
const isError = (value) =>
  attempt(() => {
    let parent = getPrototypeOf(value);
    for (let i = 0; i < NEAR && getPrototypeOf(parent); i++) {
      if (hasOwn(parent, 'message')) return true;
      parent = getPrototypeOf(parent);
    }
  });

/** What stands for an object: for an error its name and code; another one is filled afterwards. */
const standIn = (value, cut) => {
  if (!isError(value)) return isList(value) ? [] : {};
  const error = new Failure(REDACTED);
  const name = attempt(() => quiet(value.name));
  const code = attempt(() => quiet(value.code));
  define(error, 'name', typeof name === 'string' && name.length <= LONGEST_NAME ? cut(name) : undefined);
  define(error, 'code', Object(code) === code ? undefined : code);
  return error;
};

/**
 * `root` itself where `cut` changes none of its texts, otherwise a copy.
 *
 * @param cut - takes something out of a text; throws where that is too much work, but not with a cost of 0
 */
const without = (root, cut) => {
  let left = MAX_ANSWER;
  let depth = 0;

  /** Calls `act` with the name and the value of each own field. */
  const each = (object, act) => {
    if (isView(object)) return;
    const names = attempt(() => {
      const isLong = reaches(object, left | 0) || (isList(object) && object.length > left);
      return isLong ? { length: Infinity } : ownKeys(object);
    });
    if (!names) return; // a Proxy threw
    left -= names.length;
    if (left < 0 || ++depth > DEEPEST) throw left;
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (typeof name === 'string') act(name, fieldOf(object, name));
    }
    depth--;
  };

  /** Whether a value has a text that is cut, itself or deeper. */
  const holds = (value, seen, name = '') => {
    if (typeof value === 'string') return !isKept(name) && cut(value) !== value;
    if (!isObject(value) || getFrom(seen, value)) return false;
    putInto(seen, value, true);
    let isFound = false;
    each(value, (name, field) => {
      isFound ||= holds(field, seen, name);
    });
    return isFound;
  };

  const copies = new WeakMap();
  const copyOf = (value, name = '') => {
    if (typeof value === 'string') return isKept(name) ? value : cut(value);
    if (!isObject(value) || (isError(value) && !holds(value, new WeakMap()))) return value;
    let copy = getFrom(copies, value);
    if (copy) return copy;
    copy = standIn(value, cut);
    putInto(copies, value, copy);
    if (isError(value)) return copy;
    each(value, (name, field) => {
      if (!hasOwn(copy, name)) define(copy, name, copyOf(field, name));
    });
    return copy;
  };

  try {
    return holds(root, new WeakMap()) ? copyOf(root) : root;
  } catch {
    // It is too much to look at, or too deep.
    return attempt(() => (typeof root === 'string' ? REDACTED : standIn(root, (text) => cut(text, 0))));
  }
};

/** The writings of a payload; the plain one last, since the others may hold it. What is not well-formed has no percent-encoding. */
const writingsOf = (payload) => [
  attempt(() => encode(payload)),
  attempt(() => encodeComponent(payload)),
  slice(stringify(payload), 1, -1),
  payload,
];

/**
 * Takes a payload out of what others wrote. It looks at string values in plain own data, and what is too much to look at is
 * replaced.
 *
 * @param payload - a text, or nothing
 * @returns a function from a value to the value itself, where it does not repeat the payload, and to a plain copy
 *   without it, where it does. Of an error only name and code are left then.
 */
export const redactor = (payload) => {
  if (!(payload?.length >= SHORTEST)) return (value) => value;
  let left = WORK;
  let writings;
  const cut = (text, cost = text.length) => {
    writings ??= writingsOf(payload);
    let rest = text;
    for (let i = 0; i < writings.length; i++) {
      const writing = writings[i] ?? payload;
      if (writing === payload && i < 3) continue;
      left -= cost * (writing.length + LEAST);
      if (cost && left < 0) throw left;
      rest = replaced(rest, writing, REDACTED);
    }
    return rest;
  };
  return (root) => without(root, cut);
};

/** A longer text is nobody's words on a body. In UTF-16 units. */
const LONGEST = 100_000;

/** Whether a text is what the parsers of engines say, also at the head of a stack; not the frame of a `toJSON`. */
const isParsers = (text) =>
  indexOf(' ' + text, ' JSON') >= 0 || indexOf(text, 'Unexpected') >= 0 || indexOf(text, 'SyntaxError:') >= 0;

/** The reason why a body could not be read, without the words of a parser, which may quote it. */
export const unquoted = (reason) =>
  without(reason, (text) => (text.length > LONGEST || isParsers(text) ? REDACTED : text));

// What others write about a `create` may repeat its payload: the API's error, a header, what the host rejected with.

import { MAX_ANSWER } from '../contract.js';
import { encode } from '../core/draft.js';
import {
  attempt,
  charCodeAt,
  define,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isList,
  isView,
  ownKeys,
  reaches,
  slice,
} from '../core/objects.js';

const { Uint32Array: Numbers } = globalThis;

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other texts. In UTF-16 units. */
const SHORTEST = 8;

/** Fields and headers that never change: programs compare them. */
const KEPT = /^(code|(raw)?type|param|statusCode|request-?id|idempotency-key|stripe-.*)$/i;

/** So many UTF-16 units of a text count as a field: as many fields as of an answer are looked at, since a Proxy may show others without end. */
const UNITS = 512;

/** Chromium's own getter of an error's stack, which repeats the message that the error was made with. */
const getStack = getOwnPropertyDescriptor(new Error(), 'stack')?.get;

/** The names of an object's own fields; none of bytes, and of a Proxy that throws. Items beyond `most` are not listed. */
const namesOf = (object, most) => {
  if (isView(object)) return [];
  return attempt(() => (reaches(object, most) ? { length: Infinity } : ownKeys(object))) ?? [];
};

/** The value of an own field. No getter is run. */
const fieldOf = (object, name) => {
  const value = attempt(() => getOwnPropertyDescriptor(object, name)?.value);
  return name === 'stack' ? (value ?? getStack?.call(object)) : value;
};

/**
 * Every object that hangs on `root`, itself among them: its fields, without what `cut` takes out of their texts, and the
 * objects that it hangs on. `holders` are those that change so. Nothing, where that is too much to look at.
 */
const search = (root, cut) => {
  let left = MAX_ANSWER;
  /** @type {Map<any, { fields: any[], parents: any[] }>} */
  const objects = new Map([[root, { fields: [], parents: [] }]]);
  const holders = new Set();
  for (const [object, { fields }] of objects) {
    const names = namesOf(object, left | 0);
    left -= names.length;
    if (left < 0) return undefined;
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (typeof name === 'symbol') continue;
      let value = fieldOf(object, name);
      if (typeof value === 'string' && !KEPT.test(name)) {
        left -= value.length / UNITS;
        if (left < 0) return undefined;
        const rest = cut(value);
        if (rest !== value) holders.add(object);
        value = rest;
      }
      fields.push([name, value]);
      if (typeof value !== 'object' || value === null) continue;
      if (objects.has(value)) objects.get(value)?.parents.push(object);
      else objects.set(value, { fields: [], parents: [object] });
    }
  }
  for (const object of holders) for (const parent of objects.get(object)?.parents ?? []) holders.add(parent);
  return { objects, holders };
};

/** Whether a value inherits a message, as errors of every realm do. The last prototype may be polluted. */
const isError = (value) =>
  attempt(() => {
    const parent = getPrototypeOf(value);
    return getPrototypeOf(parent) && (hasOwn(parent, 'message') || isError(parent));
  });

/** What replaces an object: for an error its name and code; another one is filled afterwards. */
const standIn = (value, cut) => {
  if (!isError(value)) return isList(value) ? [] : {};
  const error = new Error(REDACTED);
  define(
    error,
    'name',
    attempt(() => cut(value.name)),
  );
  define(
    error,
    'code',
    attempt(() => (Object(value.code) !== value.code ? value.code : undefined)),
  );
  return error;
};

/** `root` itself where `cut` changes none of its texts, otherwise a copy; nothing, if none can be made. */
const without = (root, cut) =>
  attempt(() => {
    const top = { root }; // a text is a field, too
    const found = search(top, cut);
    if (!found) return typeof root === 'string' ? REDACTED : standIn(root, cut);
    const { objects, holders } = found;
    const copies = new Map();
    for (const object of holders) copies.set(object, standIn(object, cut));
    for (const [object, copy] of copies) {
      if (isError(copy)) continue;
      for (const [name, value] of objects.get(object)?.fields ?? [])
        if (!hasOwn(copy, name)) define(copy, name, copies.get(value) ?? value);
    }
    return (copies.get(top) ?? top).root;
  });

/** The ways to write a payload, the longest first, since it may hold another. */
const writingsOf = (payload) => {
  const ways = [payload, JSON.stringify(payload).slice(1, -1), encodeURIComponent(payload), encode(payload)];
  return [...new Set(ways)].sort((a, b) => b.length - a.length);
};

/**
 * A function that takes a writing out of a text. It goes back in neither (Knuth, Morris and Pratt): the engine's own search
 * may compare the whole writing at each place.
 */
const cutter = (way) => {
  const { length } = way;
  /** For each start of the writing: how long a start of it is at its end. */
  const borders = new Numbers(length);
  const follow = (matched, unit) => {
    let next = matched;
    while (next > 0 && charCodeAt(way, next) !== unit) next = borders[next - 1];
    return next + +(charCodeAt(way, next) === unit);
  };
  for (let i = 1; i < length; i++) borders[i] = follow(borders[i - 1], charCodeAt(way, i));
  return (text) => {
    let result = '';
    let from = 0;
    for (let i = 0, matched = 0; i < text.length; i++) {
      matched = follow(matched, charCodeAt(text, i));
      if (matched < length) continue;
      result += slice(text, from, i + 1 - length) + REDACTED;
      from = i + 1;
      matched = 0;
    }
    return result + slice(text, from);
  };
};

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
  let cutters;
  const cut = (text) => (cutters ??= writingsOf(payload).map(cutter)).reduce((rest, cutOf) => cutOf(rest), text);
  return (root) => without(root, cut);
};

/** What the parsers of engines say, also at the head of a stack; not the frame of a `toJSON`. */
const PARSER = /\bJSON\b|Unexpected|SyntaxError:/;

/** The reason why a body could not be read, without the words of a parser, which may quote it. */
export const unquoted = (reason) => without(reason, (text) => (PARSER.test(text) ? REDACTED : text));

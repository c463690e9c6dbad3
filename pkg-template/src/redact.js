// What others write may repeat a payload: the API's error, a header, what the host rejected with. It is
// taken out of there before anybody sees it.

import { said, tells, writings } from './writings.js';

const REDACTED = '[redacted]';

/** More than this is nobody's error, but a document or an application. In values. */
const MOST = 10000;

/** Names by which a property is looked for even where the platform has it: its errors' and events'. */
const INHERITED = ['name', 'message', 'code', 'stack', 'cause', 'errors', 'detail', 'data'];

/** Methods that are called by whoever shows an object. */
const SHOWING = ['toJSON', Symbol.for('nodejs.util.inspect.custom')];

/** Names of what an object has, and of what its classes have, up to the platform's. */
const namesOf = (value) => {
  const names = [];
  for (let holder = value; holder && globalThis[holder.constructor?.name]?.prototype !== holder; holder = Object.getPrototypeOf(holder)) {
    if (names.push(...INHERITED, ...Reflect.ownKeys(holder)) > MOST) throw REDACTED;
  }
  return new Set(names);
};

/** What somebody who reads gets, be it thrown: a method or a getter of a class may well throw. */
const got = (read) => {
  try {
    return read();
  } catch (thrown) {
    return thrown;
  }
};

/**
 * Takes a payload out of what others wrote.
 *
 * @param payload - a text, or nothing
 * @returns a function from a value to the value itself, where it does not repeat the payload, and to a plain
 *   copy without it, where it does. An error becomes an `Error` with the same properties.
 */
export const redactor = (payload) => {
  if (!tells(payload)) return (value) => value;
  const ways = writings(payload);
  const secret = said(payload);
  return (value) => {
    const seen = new Map();
    let count = 0;
    let found = false;
    const text = (words) => {
      if (!tells(words)) return words;
      const clean = ways.reduce((rest, way) => rest.split(way).join(REDACTED), words);
      // Where it is written in yet another way the whole text goes.
      const hides = tells(secret) && said(clean).includes(secret);
      found ||= hides || clean !== words;
      return hides ? REDACTED : clean;
    };
    const word = (original) => {
      const words = String(original);
      const clean = text(words);
      return clean === words ? original : clean;
    };
    const copy = (original) => {
      if (++count > MOST) throw REDACTED;
      if ([null, undefined, true, false].includes(original) || ArrayBuffer.isView(original)) return original;
      if (Object(original) !== original) return word(original);
      if (seen.has(original)) return seen.get(original);
      const items = original[Symbol.iterator];
      const target = original instanceof Error || typeof original.stack === 'string' ? new Error() : items ? [] : {};
      seen.set(original, target);
      if (!Array.isArray(original)) {
        if (original.toString) copy(got(() => String(original))); // a URL shows nothing else
        if (items) for (const item of original) {
          const clean = copy(item);
          target.push?.(clean);
        }
      }
      for (const show of SHOWING) {
        // The `toJSON` of a host's response reads its body.
        if (original[show] && !original.getStatusCode) copy(got(() => original[show](2, { stylize: String }, copy)));
      }
      for (const key of namesOf(original)) {
        if (key === 'prototype' && typeof original === 'function') continue; // what it makes is not there yet
        const own = Object.getOwnPropertyDescriptor(original, key);
        const field = own ? original[key] : got(() => original[key]);
        if (!own && (field === undefined || typeof field === 'function')) continue;
        Reflect.defineProperty(target, word(key), { value: copy(field), enumerable: own?.enumerable });
      }
      return typeof original.valueOf?.() === 'string' ? text(String(original)) : target;
    };
    try {
      const copied = copy(value);
      return found ? copied : value;
    } catch {
      return REDACTED; // what cannot be read whole is not handed on
    }
  };
};

/** Whether an error may quote a body: a parser's own, one that repeats its words, or one that holds such an error. */
const quotes = (thrown) => {
  const errors = [thrown];
  for (const error of errors) {
    if (error?.name === 'SyntaxError' || /JSON|Unexpected/.test(error?.message ?? error)) return true;
    if (errors.length < MOST && error) for (const inner of [error.cause].concat(error.errors)) errors.push(inner);
  }
};

/** What a host says of a body that is no JSON, without its words where they may quote the body. */
export const unquoted = (error) => {
  try {
    if (!quotes(error)) return error;
    if (typeof error === 'string') return REDACTED;
    const { name, code } = error;
    return Object.assign(new Error(REDACTED), { name, code });
  } catch {
    return error;
  }
};

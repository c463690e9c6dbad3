// What others write may repeat a payload: the API's error, a header, what the host rejected with. It is
// taken out of there before anybody sees it.

import { encode } from './wire.js';

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other text: an `a` is in every message. In UTF-16 units. */
const SHORTEST = 4;

/** More than this is nobody's error, but a document or an application. In values. */
const MOST = 10000;

const lowerHex = (text) => text.replace(/%../g, (byte) => byte.toLowerCase());
const unicode = (text) => text.replace(/[^ -~]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));

/** The ways to write a payload: as it is, in JSON, in a URL, in a form. The longest comes first, since it may hold another. */
const writings = (payload) => {
  const json = JSON.stringify(payload).slice(1, -1);
  const form = encode(payload);
  const spaced = [encodeURIComponent(payload), form, form.replaceAll('[', '%5B').replaceAll(']', '%5D')];
  const percent = [...spaced, ...spaced.map((way) => way.replaceAll('%20', '+'))];
  const ways = [payload, json, unicode(json), ...percent, ...percent.map(lowerHex)];
  return [...new Set(ways)].sort((a, b) => b.length - a.length);
};

/** A text as it reads where it is part of a URL or a form. */
const decoded = (text) => text.replace(/(?:%[\da-f]{2})+/gi, (bytes) => {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes;
  }
});

/** Own properties, and what an error may inherit. */
const namesOf = (value) => {
  const names = Reflect.ownKeys(value);
  if (names.length > MOST) throw REDACTED;
  return names.concat(['name', 'message', 'code'].filter((name) => !Object.hasOwn(value, name) && name in value));
};

/**
 * Takes a payload out of what others wrote.
 *
 * @param payload - a text, or nothing
 * @returns a function from a value to the value itself, where it does not repeat the payload, and to a plain
 *   copy without it, where it does. An error becomes an `Error` with the same properties.
 */
export const redactor = (payload) => {
  if (!(payload?.length >= SHORTEST)) return (value) => value;
  const ways = writings(payload);
  return (value) => {
    const seen = new Map();
    let count = 0;
    let found = false;
    const text = (words) => {
      const clean = ways.reduce((rest, way) => rest.split(way).join(REDACTED), words);
      // Other mixtures of what is encoded and what is not: there the whole text goes.
      const hides = [clean, clean.replaceAll('+', ' ')].some((rest) => decoded(rest).includes(payload));
      found ||= hides || clean !== words;
      return hides ? REDACTED : clean;
    };
    const label = (symbol) => {
      const words = String(symbol.description);
      return text(words) === words ? symbol : REDACTED;
    };
    const copy = (original) => {
      if (++count > MOST) throw REDACTED;
      if (typeof original === 'string') return text(original);
      if (typeof original === 'symbol') return label(original);
      if (Object(original) !== original || ArrayBuffer.isView(original)) return original;
      if (seen.has(original)) return seen.get(original);
      const items = original[Symbol.iterator] && typeof original !== 'function';
      if (!items && original.toString) text(String(original)); // a URL shows nothing else
      const target = items ? [] : original instanceof Error || typeof original.stack === 'string' ? new Error() : {};
      seen.set(original, target);
      if (typeof original.valueOf?.() === 'string') return text(String(original));
      if (items) for (const item of original) target.push(copy(item));
      else for (const key of namesOf(original)) {
        Object.defineProperty(target, copy(key), {
          value: copy(original[key]),
          enumerable: Object.getOwnPropertyDescriptor(original, key)?.enumerable,
        });
      }
      return target;
    };
    try {
      const copied = copy(value);
      return found ? copied : value;
    } catch {
      return REDACTED; // what cannot be read whole is not handed on
    }
  };
};

/** Whether an error may quote a body: a parser's own, one that repeats its words, or one that has such a cause. */
const quotes = (error, depth = 5) =>
  error.name === 'SyntaxError' || /JSON|Unexpected/.test(error.message) || (depth > 0 && error.cause && quotes(error.cause, depth - 1));

/** What a host says of a body that is no JSON, without its words where they may quote the body. */
export const unquoted = (error) => {
  try {
    if (!quotes(error)) return error;
    const { name, code } = error;
    return Object.assign(new Error(REDACTED), { name, code });
  } catch {
    return error;
  }
};

// What others write about a `create` may repeat its payload: the API's error, a header, what the host rejected with.

import { encode } from '../core/draft.js';
import { define, isList, own } from '../core/objects.js';

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other texts. In UTF-16 units. */
const SHORTEST = 8;

/** Fields and headers that never change: programs compare them. */
const KEPT = /^(code|type|rawType|param|statusCode|requestId|request-id|idempotency-key|stripe-.*)$/i;

/** The own data of an object, `[name, value]` each. No getter is run; a Proxy that throws shows nothing. */
const dataOf = (object) => {
  try {
    if (typeof object !== 'object' || object === null || ArrayBuffer.isView(object)) return [];
    const fields = Object.entries(Object.getOwnPropertyDescriptors(object));
    return fields.filter(([, field]) => 'value' in field).map(([name, { value }]) => [name, value]);
  } catch {
    return [];
  }
};

/** The values that hang on `root`, itself among them, and hold a text that `finds` recognises. */
const holdersOf = (root, finds) => {
  /** @type {Map<any, any[]>} */
  const parents = new Map([[root, []]]);
  for (const [value] of parents) {
    for (const [name, field] of dataOf(value)) {
      if (KEPT.test(name)) continue;
      if (parents.has(field)) parents.get(field)?.push(value);
      else parents.set(field, [value]);
    }
  }
  const holders = new Set([...parents.keys()].filter((value) => typeof value === 'string' && finds(value)));
  for (const value of holders) for (const parent of parents.get(value) ?? []) holders.add(parent);
  return holders;
};

/** An error with the name and code of another one. */
const bare = (error) => {
  const { name, code } = error;
  return Object.assign(new Error(REDACTED), { name, code });
};

/** Whether something is an error, of whichever realm. */
const isError = (value) => value instanceof Error || own(value, 'stack') !== undefined;

/** The ways to write a payload, the longest first, since it may hold another. */
const writingsOf = (payload) => {
  const ways = [payload, JSON.stringify(payload).slice(1, -1), encodeURIComponent(payload), encode(payload)];
  return ways.sort((a, b) => b.length - a.length);
};

/**
 * Takes a payload out of what others wrote. It looks at string values in plain own data.
 *
 * @param payload - a text, or nothing
 * @returns a function from a value to the value itself, where it does not repeat the payload, and to a plain copy without
 *   it, where it does. Of an error only name and code are left then.
 */
export const redactor = (payload) => {
  if (!(payload?.length >= SHORTEST)) return (value) => value;
  let ways;
  const cut = (text) => (ways ??= writingsOf(payload)).reduce((rest, way) => rest.split(way).join(REDACTED), text);
  /** What takes the place of a value that holds the payload; an object is filled afterwards. */
  const standIn = (value) => {
    if (typeof value === 'string') return cut(value);
    if (isError(value)) return bare(value);
    return isList(value) ? [] : {};
  };
  return (root) => {
    const copies = new Map();
    for (const value of holdersOf(root, (text) => cut(text) !== text)) copies.set(value, standIn(value));
    for (const [value, copy] of copies) {
      if (isError(value)) continue;
      for (const [name, field] of dataOf(value))
        define(copy, name, KEPT.test(name) ? field : (copies.get(field) ?? field));
    }
    return copies.get(root) ?? root;
  };
};

/** Whether an error may quote a body: a parser's own, or one that repeats its words. */
const quotes = (error) => error?.name === 'SyntaxError' || /JSON|Unexpected/.test(error?.message ?? error);

/** The reason why a body could not be read, without the words of a parser, which may quote it. */
export const unquoted = (error) => {
  try {
    return quotes(error) ? bare(Object(error)) : error;
  } catch {
    return error;
  }
};

// What others write about a `create` may repeat its payload: the API's error, a header, what the host rejected with.

import { encode } from '../core/draft.js';
import { define, isList } from '../core/objects.js';

const { getPrototypeOf, hasOwn } = Object;

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other texts. In UTF-16 units. */
const SHORTEST = 8;

/** Fields and headers that never change: programs compare them. */
const KEPT = /^(code|(raw)?type|param|statusCode|request-?id|idempotency-key|stripe-.*)$/i;

/** How many values are looked into, those that hang nearest first: a Proxy may show others without end. */
const MOST = 300_000;

/** Chromium's own getter of an error's stack, which repeats the message that the error was made with. */
const getStack = Object.getOwnPropertyDescriptors(new Error()).stack?.get;

/** What `act` returns, or nothing where it throws: a Proxy may, and a built-in that was patched. */
const attempt = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

/** The own fields of an object, `[name, value]` each. No getter is run; a Proxy that throws has none. */
const fieldsOf = (object) => {
  if (typeof object !== 'object' || ArrayBuffer.isView(object)) return [];
  const fields = attempt(() => Object.getOwnPropertyDescriptors(object)) ?? {};
  return Object.entries(fields).map(([name, { value }]) => [
    name,
    name === 'stack' ? (value ?? getStack?.call(object)) : value,
  ]);
};

/** The values that hang on `root`, itself among them, and hold a text that `cut` changes. */
const holdersOf = (root, cut) => {
  /** @type {Map<any, any[]>} */
  const parents = new Map([[root, []]]);
  const holders = new Set();
  for (const [value] of parents) {
    if (typeof value === 'string' && cut(value) !== value) holders.add(value);
    for (const [name, field] of parents.size < MOST ? fieldsOf(value) : []) {
      if (KEPT.test(name) && typeof field !== 'object') continue;
      if (parents.has(field)) parents.get(field)?.push(value);
      else parents.set(field, [value]);
    }
  }
  for (const value of holders) for (const parent of parents.get(value) ?? []) holders.add(parent);
  return holders;
};

/** Whether a value inherits a message, as errors of every realm do. The last prototype may be polluted. */
const isError = (value) =>
  attempt(() => {
    const parent = getPrototypeOf(value);
    return getPrototypeOf(parent) && (hasOwn(parent, 'message') || isError(parent));
  });

/** What replaces a value that holds a text: for an error its name and code; another object is filled afterwards. */
const standIn = (value, cut) => {
  if (typeof value === 'string') return cut(value);
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
    const copies = new Map();
    for (const value of holdersOf(root, cut)) copies.set(value, standIn(value, cut));
    for (const [value, copy] of copies) {
      if (isError(copy)) continue;
      for (const [name, field] of fieldsOf(value)) {
        if (!hasOwn(copy, name))
          define(copy, name, KEPT.test(name) && typeof field !== 'object' ? field : (copies.get(field) ?? field));
      }
    }
    return copies.get(root) ?? root;
  });

/** The ways to write a payload, the longest first, since it may hold another. */
const writingsOf = (payload) => {
  const ways = [payload, JSON.stringify(payload).slice(1, -1), encodeURIComponent(payload), encode(payload)];
  return [...new Set(ways)].sort((a, b) => b.length - a.length);
};

/**
 * Takes a payload out of what others wrote. It looks at string values in plain own data.
 *
 * @param payload - a text, or nothing
 * @returns a function from a value to the value itself, where it does not repeat the payload, and to a plain copy
 *   without it, where it does. Of an error only name and code are left then.
 */
export const redactor = (payload) => {
  if (!(payload?.length >= SHORTEST)) return (value) => value;
  let ways;
  const cut = (text) => (ways ??= writingsOf(payload)).reduce((rest, way) => rest.split(way).join(REDACTED), text);
  return (root) => without(root, cut);
};

/** What the parsers of engines say, also at the head of a stack; not the frame of a `toJSON`. */
const PARSER = /\bJSON\b|Unexpected|SyntaxError:/;

/** The reason why a body could not be read, without the words of a parser, which may quote it. */
export const unquoted = (reason) => without(reason, (text) => (PARSER.test(text) ? REDACTED : text));

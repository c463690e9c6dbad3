// What others write about a `create` may repeat its payload: the API's error, a header, what the host rejected with.

import { MAX_ANSWER } from '../contract.js';
import { encode } from '../core/draft.js';
import {
  attempt,
  Bare,
  captured,
  charCodeAt,
  define,
  encodeComponent,
  getFrom,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isList,
  isView,
  ownKeys,
  putInto,
  quiet,
  reaches,
  slice,
} from '../core/objects.js';

const { stringify } = JSON;
const { Uint32Array: Numbers } = globalThis;
const indexOf = captured(String.prototype.indexOf);
const lower = captured(String.prototype.toLowerCase);

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other texts. In UTF-16 units. */
const SHORTEST = 8;

/** Fields and headers that never change, beside `stripe-*`: programs compare them. In lower case. */
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

/** A longer name is none of those, and no error's. In UTF-16 units. */
const LONGEST_NAME = 1000;

/** So many UTF-16 units of a text count as a field: as many fields as of an answer are looked at, since a Proxy may show others without end. */
const UNITS = 64;

/** How many prototypes an error may be away from the one that has its message. */
const NEAR = 10;

/** Chromium's own getter of an error's stack, which repeats the message that the error was made with. */
const getStack = getOwnPropertyDescriptor(new Error(), 'stack')?.get;

const isKept = (name) => {
  const short = name.length <= LONGEST_NAME && lower(name);
  return short && (KEPT[short] || slice(short, 0, 7) === 'stripe-');
};

/** The names of an object's own fields; none of bytes, and of a Proxy that throws. Items beyond `most` are not listed. */
const namesOf = (object, most) => {
  if (isView(object)) return [];
  return (
    attempt(() =>
      reaches(object, most) || (isList(object) && object.length > most) ? { length: Infinity } : ownKeys(object),
    ) ?? []
  );
};

/** The value of an own field. No getter is run. */
const fieldOf = (object, name) => {
  const value = attempt(() => getOwnPropertyDescriptor(object, name)?.value);
  return name === 'stack' ? (value ?? getStack?.call(object)) : value;
};

/**
 * Every object that hangs on `root`, itself first: its `names`, their `values` without what `cut` takes out of texts, whether it
 * `holds` such a text, itself or deeper. Nothing, where that is too much to look at.
 */
const search = (root, cut) => {
  let left = MAX_ANSWER;
  let size = 0;
  /** @type {Record<string, any>} */
  const nodes = new Bare();
  const known = new WeakMap();
  /** @type {any} */
  let holding;
  const hold = (node) => {
    if (!node.holds) holding = { node, next: holding };
    node.holds = true;
  };
  const enter = (object, parent) => {
    let node = getFrom(known, object);
    if (!node) {
      node = { object, names: [], values: new Bare(), parents: undefined, holds: false, copy: undefined };
      putInto(known, object, node);
      nodes[size++] = node;
    }
    node.parents = { node: parent, next: node.parents };
  };
  enter(root);
  for (let i = 0; i < size; i++) {
    const node = nodes[i];
    const { object, values } = node;
    const names = namesOf(object, left | 0);
    left -= names.length;
    if (left < 0) return undefined;
    node.names = names;
    for (let j = 0; j < names.length; j++) {
      if (typeof names[j] === 'symbol') continue;
      let value = fieldOf(object, names[j]);
      if (typeof value === 'string' && !isKept(names[j])) {
        left -= value.length / UNITS;
        if (left < 0) return undefined;
        const rest = cut(value);
        if (rest !== value) hold(node);
        value = rest;
      }
      values[j] = value;
      if (typeof value === 'object' && value !== null) enter(value, node);
    }
  }
  while (holding) {
    let { parents } = holding.node;
    holding = holding.next;
    for (; parents; parents = parents.next) if (parents.node) hold(parents.node);
  }
  return { nodes, size, copyOf: (value) => (Object(value) === value ? getFrom(known, value)?.copy : undefined) };
};

/** Whether a value inherits a message, as errors of every realm do. The last prototype may be polluted. */
const isError = (value) =>
  attempt(() => {
    let parent = getPrototypeOf(value);
    for (let i = 0; i < NEAR && getPrototypeOf(parent); i++) {
      if (hasOwn(parent, 'message')) return true;
      parent = getPrototypeOf(parent);
    }
    return false;
  });

/** What replaces an object: for an error its name and code; another one is filled afterwards. */
const standIn = (value, cut) => {
  if (!isError(value)) return isList(value) ? [] : {};
  const error = new Error(REDACTED);
  const name = attempt(() => quiet(value.name));
  const code = attempt(() => quiet(value.code));
  define(error, 'name', typeof name === 'string' && name.length <= LONGEST_NAME ? cut(name) : undefined);
  define(error, 'code', Object(code) === code ? undefined : code);
  return error;
};

/** `root` itself where `cut` changes none of its texts, otherwise a copy; nothing, if none can be made. */
const without = (root, cut) =>
  attempt(() => {
    const top = { root }; // a text is a field, too
    const found = search(top, cut);
    if (!found) return typeof root === 'string' ? REDACTED : standIn(root, cut);
    const { nodes, size, copyOf } = found;
    if (!nodes[0].holds) return root;
    for (let i = 0; i < size; i++) if (nodes[i].holds) nodes[i].copy = standIn(nodes[i].object, cut);
    for (let i = 0; i < size; i++) {
      const { names, values, copy } = nodes[i];
      if (!copy || isError(copy)) continue;
      for (let j = 0; j < names.length; j++)
        if (typeof names[j] !== 'symbol' && !hasOwn(copy, names[j]))
          define(copy, names[j], copyOf(values[j]) ?? values[j]);
    }
    return nodes[0].copy.root;
  });

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

/** What takes a payload out of a text, in each of its writings; the plain one last, since the others may hold it. */
const cutterOf = (payload) => {
  const plain = cutter(payload);
  const cutOf = (way) => (way === payload ? (text) => text : cutter(way));
  const form = cutOf(encode(payload));
  const component = cutOf(encodeComponent(payload));
  const json = cutOf(slice(stringify(payload), 1, -1));
  return (text) => plain(json(component(form(text))));
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
  let cut;
  return (root) => without(root, (text) => (cut ??= cutterOf(payload))(text));
};

/** Whether a text is what the parsers of engines say, also at the head of a stack; not the frame of a `toJSON`. */
const isParsers = (text) =>
  indexOf(text, 'JSON') === 0 ||
  indexOf(text, ' JSON') >= 0 ||
  indexOf(text, 'Unexpected') >= 0 ||
  indexOf(text, 'SyntaxError:') >= 0;

/** The reason why a body could not be read, without the words of a parser, which may quote it. */
export const unquoted = (reason) => without(reason, (text) => (isParsers(text) ? REDACTED : text));

// How objects are looked at and written to without a word of their prototypes, which may be polluted.
//
// The built-ins are captured when the package loads: what is patched afterwards changes nothing here.

export const {
  defineProperty,
  entries,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  keys,
  values,
  /** What every plain object inherits from. */
  prototype: objectPrototype,
} = Object;
const { Promise: Promised } = globalThis;
export const { isArray } = Array;
export const { ownKeys } = Reflect;
export const { isView } = ArrayBuffer;
export const encodeComponent = encodeURIComponent;
export const { parse, stringify } = JSON;

/** A method as a function of its object. */
export const uncurry = (method) => Function.prototype.call.bind(method);
export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const slice = uncurry(String.prototype.slice);
export const indexOf = uncurry(String.prototype.indexOf);
export const lower = uncurry(String.prototype.toLowerCase);

/** A text with `to` in place of each `from`. */
export const replaced = (text, from, to) => {
  let result = '';
  let start = 0;
  for (let at = indexOf(text, from); at >= 0; at = indexOf(text, from, start)) {
    result += slice(text, start, at) + to;
    start = at + from.length;
  }
  return result + slice(text, start);
};

/** What a `WeakMap` has for an object, and to give it something. */
export const getFrom = uncurry(WeakMap.prototype.get);
export const putInto = uncurry(WeakMap.prototype.set);

const resolved = Promised.resolve.bind(Promised);
const then = uncurry(Promised.prototype.then);

function Heirless() {}
Heirless.prototype = { __proto__: null };

/** An object that inherits nothing, so that no setter hears of what is put in. */
export const Bare = /** @type {new () => Record<string, any>} */ (/** @type {unknown} */ (Heirless));

const field = new Bare();
field.enumerable = field.configurable = field.writable = true;

/** Adds a property to an object whose prototype may have a setter of its name. */
export const define = (object, name, value) => {
  field.value = value;
  defineProperty(object, name, field);
  field.value = undefined;
};

/**
 * Adds the own properties of `others` to an instance of a class. An assignment takes a fifth of the time of `define`, and does the
 * same where nothing of the name is inherited and the class inherits from `Object.prototype` directly. Elsewhere a setter or a
 * Proxy could be given the value.
 */
export const defineAll = (object, others) => {
  const inheritsLittle = getPrototypeOf(getPrototypeOf(object)) === objectPrototype;
  const names = ownKeys(others);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (inheritsLittle && !(name in object)) object[name] = others[name];
    else define(object, name, others[name]);
  }
  return object;
};

/** What `act` returns, or nothing where it throws. */
export const attempt = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

/** Whether something returns, in place of throwing. */
export const succeeds = (act, value) => {
  try {
    act(value);
    return true;
  } catch {
    return false;
  }
};

export const nothing = () => {};

/** A promise, made as the platform makes it. */
export const promise = (executor) => new Promised(executor);

/**
 * Returns a value as it is. If it is a promise, its rejection is not reported as unhandled; none of its code runs.
 */
export const quiet = (value) => {
  try {
    if (typeof value === 'object' && value) then(value, nothing, nothing);
  } catch {
    // Not a promise.
  }
  return value;
};

/** Runs somebody else's code. What it throws, or rejects with, is dropped. */
export const mute = (act) => {
  try {
    quiet(act());
  } catch {
    // Not the call's concern.
  }
};

/** Tells the console, which may be patched. */
export const warn = (from, text) => mute(() => console.warn(from + text));

/** Starts something of somebody else's, which may throw, return anything, answer twice or never. */
export const start = (act, then, fails) => {
  try {
    resolved(act()).then(then, fails);
  } catch (thrown) {
    fails(thrown);
  }
};

/** Whether a value is an array. To ask that of a revoked Proxy throws. */
export const isList = (value) => {
  try {
    return isArray(value);
  } catch {
    return false;
  }
};

export const isRecord = (value) => typeof value === 'object' && value !== null && !isList(value);

/**
 * Whether an object has items so far on, as bytes and boxed texts have: to list them costs as much. A single name may be such a
 * number, so the item halfway is asked for, too; and a Proxy that shows every name has no items.
 */
export const reaches = (object, place) => hasOwn(object, place) && hasOwn(object, place >> 1) && !hasOwn(object, -1);

/** An own property; undefined where there is none. */
export const own = (object, key) => (isRecord(object) && hasOwn(object, key) ? object[key] : undefined);

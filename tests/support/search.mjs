/** Every text that can be got out of a value, by whatever way: for Node and for browsers. */
import { readings } from './markers.mjs';

/** What the platform brings: it is asked for nothing but its getters. */
const platform = new Set();
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (!/^[A-Z]/.test(name) || typeof globalThis[name] !== 'function') continue;
  platform.add(globalThis[name]).add(globalThis[name].prototype);
}

/** Gives what `read` gives; what cannot be read holds no text that anybody sees. */
const attempt = (read) => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Gives what `read` gives, or throws: somebody catches that. `threw` hears of it. */
const outcome = (read, threw) => {
  try {
    return read();
  } catch (thrown) {
    threw();
    return thrown;
  }
};

/**
 * The own keys of an object and of what it inherits from, with the ways to read each.
 *
 * @param throwing - inherited getters that threw: one that refuses one object refuses the others of its class as well, and is
 *   not asked again
 */
function* fieldsOf(object, throwing) {
  for (
    let holder = object, depth = 0;
    holder && depth < 20;
    holder = attempt(() => Object.getPrototypeOf(holder)), depth++
  ) {
    for (const key of attempt(() => Reflect.ownKeys(holder)) ?? []) {
      const field = attempt(() => Object.getOwnPropertyDescriptor(holder, key));
      if (holder !== object && platform.has(holder) && !field?.get) continue;
      if (throwing.has(field?.get)) continue;
      const threw = () => holder !== object && throwing.add(field.get);
      yield [key, field?.get ? outcome(() => field.get.call(object), threw) : field?.value];
    }
  }
}

/** What a Map, a Set, a Headers or the like holds, and what an object says to whoever shows it: no own property has it. */
const itemsOf = (object) => {
  const items = [];
  attempt(() => {
    if (!Array.isArray(object) && typeof object.forEach === 'function')
      object.forEach((value, key) => {
        items.push(key, value);
      });
  });
  attempt(() => {
    // What cannot be iterated is not tried: the engine takes long over the message of that error.
    if (!Array.isArray(object) && typeof object[Symbol.iterator] === 'function')
      for (const item of object) if (items.push(item) > 1000) break;
  });
  for (const show of ['toJSON', Symbol.for('nodejs.util.inspect.custom')]) {
    if (typeof attempt(() => object[show]) === 'function' && !object.getStatusCode)
      items.push(attempt(() => object[show](2, { stylize: String }, (shown) => shown)));
  }
  return items;
};

/** Bytes, read as text in the encodings that texts are kept in, at either alignment. */
export const textsOfBytes = (bytes) => [
  new TextDecoder().decode(bytes),
  new TextDecoder('latin1').decode(bytes),
  new TextDecoder('utf-16le').decode(bytes),
  new TextDecoder('utf-16le').decode(bytes.subarray(1)),
];

/** A search for `markers`. What it has met once it does not look at again, whatever it hangs on. */
export class Search {
  #markers;
  #inspect;
  #values = new Set();
  #texts = new Set();
  #throwing = new Set();

  /** `inspect` is Node's, where there is one. */
  constructor(markers, inspect) {
    this.#markers = markers;
    this.#inspect = inspect;
  }

  /** Where `value` repeats a marker: `kind at way`, or nothing. A way is shown without the marker. */
  in(value) {
    for (const [way, text] of this.#textsOf(value)) {
      const found = this.#markerIn(text);
      if (found) return `${found.kind} at ${found.isIn(readings(way)) ? 'a way that repeats it' : way || 'itself'}`;
    }
    return undefined;
  }

  #markerIn(text) {
    if (typeof text !== 'string' || this.#texts.has(text)) return undefined;
    this.#texts.add(text);
    const read = readings(text);
    return this.#markers.find((marker) => marker.isIn(read));
  }

  /** Every text of a value and of what hangs on it, with the way there. It never calls itself: a value may be deep. */
  *#textsOf(root) {
    const overall = { 'String()': String, 'JSON.stringify()': JSON.stringify, 'inspect()': this.#inspect };
    for (const [way, show] of Object.entries(overall)) yield [way, attempt(() => show(root))];
    const waiting = [['', root]];
    while (waiting.length) {
      const [way, value] = waiting.pop();
      if (typeof value === 'symbol') yield [way, value.description];
      if (typeof value === 'string') yield [way, value];
      if (Object(value) !== value || this.#values.has(value) || platform.has(value)) continue;
      this.#values.add(value);
      if (ArrayBuffer.isView(value)) {
        const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        for (const text of textsOfBytes(bytes)) yield [`${way} (bytes)`, text];
        continue;
      }
      if (typeof value !== 'function') yield [`${way} as a text`, attempt(() => String(value))];
      for (const name of ['message', 'stack', 'name', 'code', 'cause'])
        waiting.push([`${way}.${name}`, attempt(() => value[name])]);
      for (const [key, field] of fieldsOf(value, this.#throwing)) {
        yield [`a key of ${way || 'the value'}`, String(key.description ?? key)];
        waiting.push([typeof key === 'symbol' ? `${way}[${key.description}]` : `${way}.${key}`, field]);
      }
      for (const [place, item] of itemsOf(value).entries()) waiting.push([`${way}<${place}>`, item]);
    }
  }
}

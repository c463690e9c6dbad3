/** Values that take long to list, to search or to copy, each made when it is asked for. For Node and for browsers. */

const NAMES = 300_000;

const many = (length, make) => Array.from({ length }, (_, place) => make(place));
const named = (count) => Object.fromEntries(many(count, (place) => [`field${place}`, 'x']));
/** Each value is made once: nobody changes it. */
const once = (makers) =>
  Object.fromEntries(
    Object.entries(makers).map(([name, make]) => {
      let made;
      return [name, () => (made ??= make())];
    }),
  );

const letters = 'x'.repeat(2e7);

/** A Proxy that shows so many names, and a value under each. */
const showing = (count, value) => {
  const names = many(count, (place) => `field${place}`);
  const getOwnPropertyDescriptor = () => ({ value, enumerable: true, configurable: true });
  return new Proxy({}, { ownKeys: () => names, getOwnPropertyDescriptor, get: () => value });
};

/** A Proxy of something, which hides what it is. */
const hiding = (target) => new Proxy(target, { getPrototypeOf: () => Object.prototype });

/** What somebody might pass in place of an object. */
export const OBJECTS = once({
  'twenty million bytes': () => new Uint8Array(2e7),
  'two million numbers': () => new Float64Array(2e6),
  'a boxed text of twenty million letters': () => new String(letters),
  'a boxed text without a prototype': () => Object.setPrototypeOf(new String(letters), null),
  'a Proxy of twenty million bytes': () => hiding(new Uint8Array(2e7)),
  'a Proxy of a boxed text of twenty million letters': () => hiding(new String(letters)),
  'a list of a million': () => many(1e6, () => 'payload'),
  'a list of 4,000 million holes': () => Object.assign(['payload'], { length: 2 ** 32 - 1 }),
  'a Proxy of a list of a million': () => new Proxy(new Array(1e6).fill('payload'), {}),
  'an object with 101 names': () => named(101),
});

/** The same, where the engine alone takes a good part of a second: not for every place. */
export const LARGEST = once({
  'an object with 300,000 names': () => named(NAMES),
  'a Proxy that shows 300,000 names': () => showing(NAMES, 'x'),
});

/** What somebody might pass in place of a short text. */
export const TEXTS = once({
  'ten million letters': () => 'x'.repeat(1e7),
  'five million é': () => 'é'.repeat(5e6),
  'ten million emoji': () => '\u{1F600}'.repeat(1e7),
  'ten million lone surrogates': () => '\uD83D'.repeat(1e7),
  'a text that is just too long in characters': () => '\u{1F600}'.repeat(5001),
});

/** Many texts that are of one length and begin alike: an engine that hashes the length alone compares each with each. */
export const alike = (count, length) => {
  const text = 'x'.repeat(length - 8);
  return many(count, (place) => text + String(place).padStart(8, '0'));
};

/** Different parts of one text, which take no memory of their own. */
export const parts = (count, text) => many(count, (place) => text.slice(place));

/** An object inside itself, as often as twice to the power of `levels`. */
export const doubled = (levels, pair) => {
  let value = pair('x', 'x');
  for (let level = 0; level < levels; level++) value = pair(value, value);
  return value;
};

/** Something inside something, so many times. */
export const nested = (levels, around, innermost = /** @type {unknown} */ ('x')) => {
  let value = innermost;
  for (let level = 0; level < levels; level++) value = around(value);
  return value;
};

/** A Proxy that shows another one inside, for ever. */
export const endless = () =>
  new Proxy(
    {},
    {
      ownKeys: () => ['inside'],
      getOwnPropertyDescriptor: () => ({ value: endless(), enumerable: true, configurable: true }),
      get: () => endless(),
    },
  );

/** A Proxy whose prototype is another one, for ever. */
export const heir = (text) => new Proxy({ text }, { getPrototypeOf: () => heir(text) });

export { many, named, showing };

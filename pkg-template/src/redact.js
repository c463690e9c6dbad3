// What others write may repeat a payload: the API's error, a header, what the host rejected with. It is
// taken out of there before anybody sees it.

const REDACTED = '[redacted]';

/** A shorter payload cannot be told from other text: an `a` is in every message. In UTF-16 units. */
const SHORTEST = 4;

/** More than this is nobody's error, but a document or an application. In values. */
const MOST = 10000;

const hex = (number, digits) => number.toString(16).padStart(digits, '0');
const unicode = (text) => text.split('').map((unit) => '\\u' + hex(unit.charCodeAt(0), 4)).join('');
const literally = (text) => text.replace(/[^\w%]/g, unicode);

/** A pattern of the ways to write a character: in a URL, in a form, in JSON, as it is. */
const written = (character) => {
  const code = character.charCodeAt(0);
  const percent = code < 128 ? '%' + hex(code, 2) : encodeURIComponent(character);
  const json = JSON.stringify(character).slice(1, -1);
  const ways = [percent, character === ' ' ? '+' : percent, unicode(character), json, character];
  return `(?:${ways.map(literally).join('|')})`;
};

/** Own properties, and what an error may inherit. */
const namesOf = (value) => new Set([...Reflect.ownKeys(value), ...['name', 'message', 'code'].filter((name) => name in value)]);

/**
 * Takes a payload out of what others wrote.
 *
 * @param payload - a text, or nothing
 * @returns a function from a value to the value itself, where it does not repeat the payload, and to a plain
 *   copy without it, where it does. An error becomes an `Error` with the same properties.
 */
export const redactor = (payload) => {
  if (!(payload?.length >= SHORTEST)) return (value) => value;
  const pattern = new RegExp(Array.from(payload, written).join(''), 'gi');
  return (value) => {
    const seen = new Map();
    let found = false;
    const text = (words) => words.replace(pattern, () => {
      found = true;
      return REDACTED;
    });
    const copy = (original) => {
      if (typeof original === 'string') return text(original);
      if (typeof original !== 'object' || original === null) return original;
      if (seen.has(original)) return seen.get(original);
      if (seen.size > MOST) throw REDACTED;
      const items = original[Symbol.iterator] && [...original];
      const target = items ? [] : typeof original.stack === 'string' ? new Error() : {};
      seen.set(original, target);
      items?.forEach((item) => target.push(copy(item)));
      for (const key of items ? [] : namesOf(original)) {
        Object.defineProperty(target, typeof key === 'string' ? text(key) : key, {
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

/** What a host says of a body that is no JSON. A `SyntaxError` quotes the body, so its words are left out. */
export const unquoted = (error) => {
  try {
    return error.name === 'SyntaxError' ? new SyntaxError(REDACTED) : error;
  } catch {
    return error;
  }
};

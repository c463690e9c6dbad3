/**
 * Markers that stand for a payload: random, so that they occur nowhere else, in the scripts and with the characters
 * that go wrong most easily. A part of a marker counts as a trace, too: an engine quotes ten characters of a body.
 */
const LETTERS = 'bcdfghjkmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ';

/** Characters that a form, a URL, JSON, a pattern or a replacement writes or reads in a way of their own. */
const SPECIAL = [
  ' ',
  '"',
  '&',
  '%',
  '\n',
  '+',
  '\\',
  '$&',
  "'",
  '=',
  '[',
  '(',
  '*',
  '.',
  '%41',
  '/',
  '<',
  '|',
  '?',
  '\t',
  ' ',
];

const below = (limit) => Math.floor(Math.random() * limit);
const points = (count, from, span) => Array.from({ length: count }, () => String.fromCodePoint(from + below(span)));
const letters = (count) => Array.from({ length: count }, () => LETTERS[below(LETTERS.length)]);

/** The kinds of markers; each makes its characters. A digit in the Latin one tells it from a parameter's name. */
const KINDS = {
  Latin: () => ['7', ...letters(31)],
  CJK: () => points(16, 0x4e00, 0x4f00),
  emoji: () => points(12, 0x1f400, 0x80),
  awkward: () => SPECIAL.flatMap((special) => [special, ...letters(2)]),
};

/**
 * A marker. `text` is the payload; the rest is how it is looked for: by parts that are nobody else's, so many and so
 * close that whoever repeats 8 letters, or 4 of the other scripts' characters, repeats one of them.
 */
class Marker {
  constructor(kind, characters) {
    const [length, step] = characters[0] < '\u0080' ? [6, 3] : [3, 2];
    this.kind = kind;
    this.text = characters.join('');
    this.parts = [];
    for (let start = 0; start + length <= characters.length; start += step) {
      this.parts.push(characters.slice(start, start + length).join(''));
    }
  }

  /** Whether one of `readings` repeats it, or a part of it. */
  isIn(readings) {
    return readings.some((reading) => this.parts.some((part) => reading.includes(part)));
  }
}

/** Makes a new marker of a kind. */
export const marker = (kind) => new Marker(kind, KINDS[kind]());

/** One new marker of each kind. */
export const markers = () => Object.keys(KINDS).map(marker);

/** A text that only counts as a trace as a whole: it has parts that are words of ours. */
export const whole = (text) => Object.assign(new Marker('given', [text]), { parts: [text] });

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const unpercented = (text) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    decoder.decode(Uint8Array.from(run.slice(1).split('%'), (byte) => parseInt(byte, 16))),
  );
const ESCAPES = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const unescaped = (text) =>
  text.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([^ux]))/gi, (_, unit, byte, letter) =>
    letter ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(unit ?? byte, 16)),
  );

/** What a text says as it is, and to somebody who undoes the writing of URLs, forms, JSON and `inspect`. */
export const readings = (text) => {
  const all = new Set([text, unescaped(text)]);
  for (const reading of [...all]) all.add(unpercented(reading)).add(unpercented(reading.replaceAll('+', ' ')));
  for (const reading of [...all]) all.add(unescaped(reading)).add(unpercented(unescaped(unpercented(reading))));
  for (const reading of [...all]) all.add(unescaped(reading));
  return [...all];
};

const hex = (unit) => unit.charCodeAt(0).toString(16).padStart(4, '0');
const bytes = (text) => Array.from(encoder.encode(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
/** Each writing in which only every other character is in the way of the first, and the rest in that of the second. */
const mixed = (text, ...ways) => Array.from(text, (character, place) => ways[place % 2](character)).join('');
const plus = (character) => (character === ' ' ? '+' : character);

const lower = (encoded) => encoded.replace(/%../g, (three) => three.toLowerCase());
const formOf = (text) => encodeURIComponent(text).replace(/[!*()']/g, (sign) => `%${hex(sign).slice(2).toUpperCase()}`);
const different = (all) =>
  Object.entries(all).filter(
    ([, written], place, entries) => entries.findIndex(([, other]) => other === written) === place,
  );

/** The ways in which others write a text that they repeat, and of which nothing but the text is redacted; only different ones. */
export const writings = (text) => {
  const percent = encodeURIComponent(text);
  const form = formOf(text);
  const json = JSON.stringify(text).slice(1, -1);
  const all = {
    'as it is': text,
    'percent-encoded': percent,
    'as a form with brackets left plain': form.replace(/%5B/g, '[').replace(/%5D/g, ']'),
    'percent-encoded with plus signs': percent.replaceAll('%20', '+'),
    'in JSON': json,
  };
  return different(all);
};

/** Further ways, in one another and mixed, for which everything around the text is redacted as well. */
export const oddWritings = (text) => {
  const json = JSON.stringify(text).slice(1, -1);
  const all = {
    'percent-encoded in lower case': lower(encodeURIComponent(text)),
    'as a form': formOf(text),
    'as a form in lower case': lower(formOf(text)),
    'as a form with plus signs': formOf(text).replaceAll('%20', '+'),
    'in JSON as ASCII': json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${hex(unit)}`),
    'in JSON with slashes escaped, as of PHP': json.replaceAll('/', '\\/'),
    'in JSON with signs of HTML escaped, as of Rails and Go': json.replace(/[&<>']/g, (sign) => `\\u${hex(sign)}`),
    'in JSON as ASCII in upper case': json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${hex(unit).toUpperCase()}`),
    'in JSON with every character escaped': text.replace(/./gs, (unit) => `\\u${hex(unit)}`),
    'in JSON within JSON': JSON.stringify(json).slice(1, -1),
    'in JSON within JSON within JSON': JSON.stringify(JSON.stringify(json)),
    'in JSON within a URL': encodeURIComponent(json),
    'in a URL within a URL': encodeURIComponent(encodeURIComponent(text)),
    'in JSON within a URL within JSON within a URL': encodeURIComponent(JSON.stringify(encodeURIComponent(json))),
    'byte by byte': bytes(text),
    'byte by byte after an invalid byte': `%FF${bytes(text)}`,
    'byte by byte before an invalid byte': `${bytes(text)}%C3`,
    'with plus signs for blanks, and nothing else encoded': mixed(text, plus, plus),
    'with plus signs for blanks, and every other character encoded': mixed(text, plus, (character) =>
      character === ' ' ? '+' : bytes(character),
    ),
    'by inspect, in lines': json.replaceAll('\\n', "\\n' +\n  '").replaceAll('\\"', '"'),
    'without the blanks at its ends': `(${json.trim()})`,
  };
  const known = writings(text).map(([, written]) => written);
  return different(all).filter(([, written]) => !known.includes(written));
};

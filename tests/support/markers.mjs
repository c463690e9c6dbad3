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

const hex = (sign) => sign.charCodeAt(0).toString(16).toUpperCase();

/** The ways in which others write a text that they repeat: each once, the text as it is first. */
export const writings = (text) => {
  const percent = encodeURIComponent(text);
  const all = {
    'as it is': text,
    'in JSON': JSON.stringify(text).slice(1, -1),
    'percent-encoded': percent,
    'as a form': percent
      .replace(/[!*()']/g, (sign) => `%${hex(sign)}`)
      .replaceAll('%5B', '[')
      .replaceAll('%5D', ']'),
  };
  return Object.entries(all).filter(
    ([, written], place, entries) => entries.findIndex(([, other]) => other === written) === place,
  );
};

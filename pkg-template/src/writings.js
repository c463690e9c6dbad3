// The ways to write a text: those that can be cut out of another, and what is the same in all of them.

import { encode } from './wire.js';

/** A shorter text cannot be told from others: an `a` is in every message. In UTF-16 units. */
const SHORTEST = 4;
export const tells = (text) => text?.length >= SHORTEST;

/** As it is, as a number, in JSON, in a URL, in a form. The longest comes first, since it may hold another. */
export const writings = (text) => {
  const percent = [encodeURIComponent(text), encode(text)].flatMap((way) => [way, way.replaceAll('%20', '+')]);
  return [text, String(Number(text)), JSON.stringify(text).slice(1, -1), ...percent].filter(tells).sort((a, b) => b.length - a.length);
};

/**
 * What a text says, however it is written: the same in JSON, in a URL, in a form, from `inspect`, in one within another,
 * and in a mixture. Blanks, their escapes, plus signs and quotes become one blank; what is not ASCII becomes bytes.
 */
export const said = (text) => {
  for (let round = 0; round < 3; round++) {
    text = text
      .replace(/\\+/g, '\\')
      .replace(/(?:%(?:25)*|\\x)([0-7][\da-f])|\\u([\da-f]{4})/gi, (_, byte, unit) => String.fromCharCode('0x' + (byte ?? unit)))
      .replace(/[^\0-\x7f\ud800-\udfff]/gu, encodeURIComponent)
      .replace(/\\[nrtbfv]/gi, ' ')
      .replace(/[\0- "'`+]+/g, ' ');
  }
  return text.replace(/%../g, (byte) => byte.toLowerCase()).replaceAll('\\', '').trim();
};

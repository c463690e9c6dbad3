// Bytes in a JavaScript file: how a module of WebAssembly is part of one script.

import { charCodeAt } from './objects.js';

const Buffer = ArrayBuffer; // captured, and asked of no array: a getter would say where it is

/**
 * The bytes that a text writes: a byte below 90 is one character, another one a blank (90 more) or `!` (180
 * more) and a character. The characters are the printable ones from `c` on, then those from `$` on, without the
 * backslash. Unlike base64 this leaves the bytes where gzip finds their repetitions.
 *
 * @param {string} text
 * @param {Uint8ArrayConstructor} Bytes - as the platform has it
 */
export const decode = (text, Bytes) => {
  const buffer = new Buffer(text.length);
  const bytes = new Bytes(buffer);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let code = charCodeAt(text, i);
    const page = code === 32 ? 90 : code === 33 ? 180 : 0; // a blank, `!`
    if (page > 0) code = charCodeAt(text, ++i);
    bytes[length++] = page + ((code - 8 - +(code > 92)) % 90);
  }
  return new Bytes(buffer, 0, length);
};

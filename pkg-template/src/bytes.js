// Bytes in a JavaScript file: how a module of WebAssembly is part of one script.

import { charCodeAt } from './facade.js';

const Bytes = Uint8Array;

/**
 * The bytes that a text writes: a byte below 90 is one character, another one `!` (90 more) or `#` (180
 * more) and a character. The characters are the printable ones from `$` on without the backslash. Unlike
 * base64 this leaves the bytes where gzip finds their repetitions.
 */
export const decode = (text) => {
  const bytes = new Bytes(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const page = text[i] === '!' ? 90 : text[i] === '#' ? 180 : 0;
    const code = charCodeAt(text, page ? ++i : i);
    bytes[length++] = page + code - 36 - (code > 92);
  }
  return new Bytes(bytes.buffer, 0, length);
};

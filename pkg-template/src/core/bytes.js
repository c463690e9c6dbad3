// Bytes in a JavaScript file: how a module of WebAssembly is part of one script.

/**
 * The bytes that a text writes: a byte below 90 is one character, another one a blank (90 more) or `!` (180
 * more) and a character. The characters are the printable ones from `c` on, then those from `$` on, without the
 * backslash. Unlike base64 this leaves the bytes where gzip finds their repetitions.
 *
 * To be called while a file loads, when nobody has patched `charCodeAt` yet: a captured one takes more than twice the time.
 *
 * @param {string} text
 */
export const decode = (text) => {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    let page = 0;
    if (code < 34) {
      page = 90 * (code - 31); // a blank is 32, `!` is 33
      code = text.charCodeAt(++i);
    }
    bytes[length++] = page + ((code > 92 ? code - 9 : code - 8) % 90);
  }
  return bytes.subarray(0, length);
};

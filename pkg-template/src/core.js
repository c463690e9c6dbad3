// The loader: compiles the WebAssembly module when it is first needed, synchronously, from bytes that
// are part of this file. An extension is one script: it cannot fetch an asset, and it has no bundler
// support for `.wasm` imports.

import * as glue from './core_bg.js';
import bytes from './core_bytes.js';
import { imports, named } from './core_names.js';

let loaded = false;

/**
 * The bytes that a text writes: a byte below 90 is one character, another one `!` (90 more) or `#` (180
 * more) and a character. The characters are the printable ones from `$` on without the backslash. Unlike
 * base64 this leaves the bytes where gzip finds their repetitions.
 */
const decode = (text) => {
  const bytes = [];
  for (let i = 0; i < text.length; i++) {
    const page = text[i] === '!' ? 90 : text[i] === '#' ? 180 : 0;
    const code = text.charCodeAt(page ? ++i : i);
    bytes.push(page + code - 36 - (code > 92));
  }
  return Uint8Array.from(bytes);
};

/** The core's `Client`, loaded at the first call. */
export const load = () => {
  if (!loaded) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decode(bytes)), imports);
    const core = named(exports);
    glue.__wbg_set_wasm(core);
    core.__wbindgen_start?.();
    loaded = true;
  }
  return glue.Client;
};

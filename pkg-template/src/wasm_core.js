// The core as WebAssembly: compiled when it is first needed, synchronously, from bytes that are part of this
// file. An extension is one script: it cannot fetch an asset, and it has no bundler support for `.wasm` imports.

import bytes from './core_bytes.js';
import { charCodeAt, imports, named } from './facade.js';

// Captured when the package loads, as every built-in that a request depends on.
const { Instance, Module } = globalThis.WebAssembly ?? {};
const Bytes = Uint8Array;

let module;
let exports;

/**
 * The bytes that a text writes: a byte below 90 is one character, another one `!` (90 more) or `#` (180
 * more) and a character. The characters are the printable ones from `$` on without the backslash. Unlike
 * base64 this leaves the bytes where gzip finds their repetitions.
 */
const decode = (text) => {
  const bytes = new Bytes(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const page = text[i] === '!' ? 90 : text[i] === '#' ? 180 : 0;
    const code = charCodeAt(text, page ? ++i : i);
    bytes[length++] = page + code - 36 - (code > 92);
  }
  return new Bytes(bytes.buffer, 0, length);
};

/** The number of `Class::Api` in `src/policy/failure.rs`. */
const API = 1;

/** What the constructor throws then. `detail` is the host's own error: the policy's, or that there is nothing to call. */
const forbidden = (detail) => ({
  type: API,
  raw: {
    type: 'api_error', code: 'webassembly_forbidden', detail,
    message: "WebAssembly cannot run here: import 'stripe-apps-secrets' or 'stripe-apps-secrets/js' in place of '/wasm'.",
  },
});

const load = () => {
  try {
    module ??= new Module(decode(bytes));
    return named(new Instance(module, imports).exports);
  } catch (detail) {
    throw forbidden(detail);
  }
};

/** The core's exports, loaded when they are first asked for, and again after a failure. Throws where WebAssembly is forbidden. */
export const wasm = {
  exports: () => (exports ??= load()),
  renew: () => { exports = undefined; },
};

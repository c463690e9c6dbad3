// The core as plain JavaScript, for hosts whose Content-Security-Policy forbids WebAssembly: the same wasm, translated by
// binaryen's wasm2js.

import { instantiate } from '../built/core_plain.js';
import { imports, named } from '../entries/shared.js';

let running;

/** The core's exports, made when they are first asked for, and again after a failure. */
export const plain = {
  exports: () => (running ??= named(instantiate(imports))),
  renew: () => {
    running = undefined;
  },
};

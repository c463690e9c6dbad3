// The core as WebAssembly: compiled when it is first needed, synchronously, from bytes that are part of this
// file. An extension is one script: it cannot fetch an asset, and it has no bundler support for `.wasm` imports.

import bytes from '../built/core_bytes.js';
import { REASON_WEB_ASSEMBLY_FORBIDDEN } from '../contract.js';
import { decode, imports, named } from '../entries/shared.js';

// Captured when the package loads, as every built-in that a request depends on.
const { Uint8Array: Bytes, WebAssembly: engine } = globalThis;
const { Instance, Module } = engine ?? {};

let module;
let running;

/** `detail` is the host's own error: the policy's, or that there is nothing to call. */
const load = () => {
  try {
    module ??= new Module(decode(bytes, Bytes));
    return named(new Instance(module, imports).exports);
  } catch (detail) {
    throw { fault: REASON_WEB_ASSEMBLY_FORBIDDEN, raw: { type: 'api_error', detail } };
  }
};

/** The core's exports, loaded when they are first asked for, and again after a failure. Throws where WebAssembly is forbidden. */
export const wasm = {
  exports: () => (running ??= load()),
  renew: () => {
    running = undefined;
  },
};

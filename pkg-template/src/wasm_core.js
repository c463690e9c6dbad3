// The core as WebAssembly: compiled when it is first needed, synchronously, from bytes that are part of this
// file. An extension is one script: it cannot fetch an asset, and it has no bundler support for `.wasm` imports.

import { decode } from './bytes.js';
import bytes from './core_bytes.js';
import { imports, named } from './facade.js';

// Captured when the package loads, as every built-in that a request depends on.
const { Instance, Module } = globalThis.WebAssembly ?? {};

let module;
let running;

/** The number of `Class::Api` in `src/policy/failure.rs`. */
const API = 1;

/** What the constructor throws then. `detail` is the host's own error: the policy's, or that there is nothing to call. */
const forbidden = (detail) => ({
  type: API,
  raw: {
    type: 'api_error', code: 'webassembly_forbidden', detail,
    message: "WebAssembly cannot run here: import 'stripe-apps-secrets' or 'stripe-apps-secrets/js'.",
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
  exports: () => (running ??= load()),
  renew: () => { running = undefined; },
};

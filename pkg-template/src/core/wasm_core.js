// The core as WebAssembly: compiled when it is first needed, synchronously.

import { REASON_WEB_ASSEMBLY_FORBIDDEN } from '../contract.js';
import { imports, named } from '../entries/shared.js';
import { coreModule } from './core_module.js';

// Captured when the package loads, as every built-in that a request depends on.
const { Instance, Module } = globalThis.WebAssembly ?? {};

let module;
let running;

/** `detail` is the host's own error: the policy's, or that there is nothing to call. */
const load = () => {
  try {
    module ??= new Module(coreModule);
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

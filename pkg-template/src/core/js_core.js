// The core interpreted, for hosts whose Content-Security-Policy forbids WebAssembly: the same bytes.

import { imports, named } from '../entries/shared.js';
import { coreModule } from './core_module.js';
import { instantiate } from './interpreter.js';

let running;

/** The core's exports, made when they are first asked for, and again after a failure. */
export const plain = {
  exports: () => (running ??= named(instantiate(coreModule, imports))),
  renew: () => {
    running = undefined;
  },
};

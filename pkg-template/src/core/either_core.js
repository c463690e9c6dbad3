// The core as WebAssembly, and where the host refuses to compile it, interpreted. What a policy allows is known only by
// trying: `WebAssembly.validate` says `true` under one that forbids to compile.

import { plain } from './js_core.js';
import { wasm } from './wasm_core.js';

let chosen;

const choose = () => {
  try {
    wasm.exports();
    return wasm;
  } catch {
    return plain;
  }
};

/** The core's exports. Which core it is, is found out at the first use, and stays so. */
export const either = {
  exports: () => (chosen ??= choose()).exports(),
  renew: () => chosen?.renew(),
};

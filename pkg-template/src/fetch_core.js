// The core of `/fetch`: compiled when the first client is made, synchronously, from bytes that are part of this file.

import { decode } from './bytes.js';
import * as glue from './fetch_core_bg.js';
import bytes from './fetch_core_bytes.js';
import { imports, named } from './fetch_core_names.js';

let module;
let running; // not `exports`, which means another thing where this becomes CommonJS

/** The core's functions. Throws where WebAssembly is forbidden. */
const load = () => {
  const { Instance, Module } = WebAssembly;
  module ??= new Module(decode(bytes));
  if (!running) {
    running = named(new Instance(module, imports).exports);
    glue.__wbg_set_wasm(running);
  }
  return glue;
};

/** To grow a memory, even by nothing, tells the glue to let go of its views of it. */
const renew = () => {
  running?.memory.grow(0);
  running = undefined;
};

/**
 * Asks the core. It throws a number where it refuses. Anything else is a trap, or was thrown by what the page has in
 * place of a built-in, right through the core: the next question goes to a new instance, since the stack of this one
 * may not be in order.
 */
export const ask = (question) => {
  try {
    return question(load());
  } catch (thrown) {
    if (typeof thrown !== 'number') renew();
    throw thrown;
  }
};

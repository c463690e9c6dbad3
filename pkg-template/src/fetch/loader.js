// The core of `/fetch`: compiled when the first client is made, synchronously, from bytes that are part of this file.

import * as glue from '../built/fetch_core_bg.js';
import text from '../built/fetch_core_bytes.js';
import { imports, named } from '../built/fetch_core_names.js';
import { decode } from '../entries/shared.js';

const Bytes = Uint8Array; // captured, as every built-in that a secret passes
const bytes = decode(text);

let module;
let running; // not `exports`, which means another thing where this becomes CommonJS

/** The core's functions. Throws where WebAssembly is forbidden. */
const load = () => {
  const { Instance, Module } = WebAssembly;
  module ??= new Module(bytes);
  if (!running) {
    running = named(new Instance(module, imports).exports);
    glue.__wbg_set_wasm(running);
  }
  return glue;
};

/**
 * Gives up the instance, and wipes its memory: what a call that did not return had copied, it has not freed. To grow
 * a memory, even by nothing, tells the glue to let go of its views of it.
 */
const renew = () => {
  const memory = running?.memory;
  running = undefined;
  memory?.grow(0);
  if (memory) new Bytes(memory.buffer).fill(0);
};

/** How many questions are being answered: the page's own code may ask one from within another. */
let asking = 0;
let thrownThrough = false;

/**
 * Asks the core. It throws a number where it refuses. Anything else is a trap, or was thrown by what the page has in
 * place of a built-in, right through the core; and that may be a number, too. So after whatever was thrown the next
 * question goes to a new instance, since the stack of this one may not be in order; but not before the last question
 * to this one has ended.
 */
export const ask = (question) => {
  asking += 1;
  try {
    return question(load());
  } catch (thrown) {
    thrownThrough = true;
    throw thrown;
  } finally {
    asking -= 1;
    if (thrownThrough && !asking) {
      thrownThrough = false;
      renew();
    }
  }
};

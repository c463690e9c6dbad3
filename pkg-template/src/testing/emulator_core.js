// The store of `/testing`: one module of wasm, compiled when the first emulator is made, and one instance for all of them.

import * as glue from '../built/testing_core_bg.js';
import bytes from '../built/testing_core_bytes.js';
import { imports, named } from '../built/testing_core_names.js';
import { decode } from '../entries/shared.js';

let isLoaded = false;

/** The wasm's exports. Throws where WebAssembly is forbidden. */
export const store = () => {
  if (!isLoaded) {
    const { Instance, Module } = WebAssembly;
    glue.__wbg_set_wasm(named(new Instance(new Module(decode(bytes)), imports).exports));
    isLoaded = true;
  }
  return glue;
};

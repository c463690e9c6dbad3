// The core's module: bytes that are part of this file, for both engines. An extension is one script: it cannot fetch an
// asset, and it has no bundler support for `.wasm` imports.

import text from '../built/core_bytes.js';
import { decode } from '../entries/shared.js';

/** The module's bytes. */
export const coreModule = decode(text);

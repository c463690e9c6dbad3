// The core's module: bytes that are part of this file, for both engines. An extension is one script: it cannot fetch an
// asset, and it has no bundler support for `.wasm` imports.

import text from '../built/core_bytes.js';
import { decode } from '../entries/shared.js';

const Bytes = Uint8Array; // captured, as every built-in that a request depends on

let bytes;

/** The module's bytes, decoded when they are first asked for. */
export const coreModule = () => (bytes ??= decode(text, Bytes));

/** The core as plain JavaScript, by binaryen's wasm2js. Written by `cargo xtask package`. */
export function instantiate(imports: WebAssembly.Imports): WebAssembly.Exports;

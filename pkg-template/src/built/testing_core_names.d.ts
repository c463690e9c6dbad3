/** What `/testing`'s wasm is instantiated with, and its exports by their names. Written by `cargo xtask package`. */
export const imports: WebAssembly.Imports;
export function named(exports: WebAssembly.Exports): { memory: WebAssembly.Memory };

/** The optimised wasm of `/testing`, as text that `core/bytes.js` reads. Written by `cargo xtask package`. */
declare const bytes: string;
export default bytes;

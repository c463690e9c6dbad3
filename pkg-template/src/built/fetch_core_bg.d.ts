/** wasm-bindgen's glue for `/fetch`. Written by `cargo xtask package`. */
export function __wbg_set_wasm(exports: object): void;
export function baseOf(url: string, allowHttp: boolean): string;
export function checkHeader(name: string): void;
export function headersOf(pairs: [string, string][]): Headers;
export function requestOf(
  base: string,
  path: string,
  method: string,
  headers: Headers,
  body: string | undefined,
  controller: AbortController,
): Request;

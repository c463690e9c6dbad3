/** What the core is instantiated with, and its exports by their names. Written by `cargo xtask package`. */
export const imports: WebAssembly.Imports;

/** What `src/edge` exports. */
export interface Core {
  checkClient(key: number, config: number): number;
  bind(context: number, user: number, account: number, withoutId: number): number;
  open(
    operation: number,
    params: number,
    options: number,
    config: number,
    key: number,
    user: number,
    account: number,
    withoutId: number,
    now: number,
  ): number;
  step(
    exchange: number,
    asked: number,
    attempt: number,
    event: number,
    status: number,
    word: number,
    random: number,
  ): number;
}
export function named(exports: WebAssembly.Exports): Core;

/** Modules of WebAssembly from bytes, and an instance of each on both engines: the host's, and the package's interpreter. */
import { instantiate } from '../../pkg-template/src/core/interpreter.js';

export const I32 = 0x7f;
export const F64 = 0x7c;
export const EMPTY = 0x40;
export const END = 0x0b;
const FUNC = 0;

/** A number in LEB128. */
export function leb(value) {
  const bytes = [];
  for (let rest = value; ; rest >>= 7) {
    const byte = rest & 127;
    const isLast = (rest >> 7 === 0 && byte < 64) || (rest >> 7 === -1 && byte > 63);
    bytes.push(isLast ? byte : byte | 128);
    if (isLast) return bytes;
  }
}
/** One without a sign. */
export function unsigned(value) {
  const bytes = [];
  let rest = value >>> 0;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}
export const i32Const = (value) => [0x41, ...leb(value)];
export const f64Const = (value) => [0x44, ...new Uint8Array(new Float64Array([value]).buffer)];
export const constant = (type, value) => (type === F64 ? f64Const(value) : i32Const(value));

const vector = (items) => [...unsigned(items.length), ...items.flat()];
const section = (id, items) => (items.length > 0 ? [id, ...sized(vector(items))] : []);
const sized = (bytes) => [...unsigned(bytes.length), ...bytes];
const name = (text) => vector([...new TextEncoder().encode(text)]);
const typeOf = ({ params = [], result }) => [0x60, ...vector(params), ...vector(result ? [result] : [])];

/**
 * A module with one page of memory.
 *
 * @param functions - `{ name, params, result, locals, body }` each; the body without its `end`
 * @param imports - `{ name, params, result }` each; they come first in the numbers of functions
 * @param globals - what each i32 holds at first
 * @param data - `[place, bytes]` each
 */
export function moduleOf(functions, { imports = [], globals = [], data = [] } = {}) {
  const all = [...imports, ...functions];
  const bytes = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, all.map(typeOf)),
    ...section(
      2,
      imports.map((one, index) => [...name('a'), ...name(one.name), FUNC, ...unsigned(index)]),
    ),
    ...section(
      3,
      functions.map((_, index) => unsigned(imports.length + index)),
    ),
    ...section(5, [[0, 1]]),
    ...section(
      6,
      globals.map((value) => [I32, 1, ...i32Const(value), END]),
    ),
    ...section(
      7,
      functions.flatMap((one, index) =>
        one.name ? [[...name(one.name), FUNC, ...unsigned(imports.length + index)]] : [],
      ),
    ),
    ...section(
      10,
      functions.map(({ locals = [], body }) =>
        sized([...vector(locals.map((type) => [1, type])), ...body.flat(Infinity), END]),
      ),
    ),
    ...section(
      11,
      data.map(([place, held]) => [0, ...i32Const(place), END, ...vector(held)]),
    ),
  ];
  return new Uint8Array(bytes);
}

/**
 * The exports of an instance on the host's engine, and on the interpreter.
 *
 * @param {(engine: 'host' | 'interpreter') => any} imports - makes the imports of one
 * @returns {any[]}
 */
export const onBoth = (bytes, imports = (_) => ({})) => [
  new WebAssembly.Instance(new WebAssembly.Module(bytes), { a: imports('host') }).exports,
  instantiate(bytes, { a: imports('interpreter') }),
];

/** What a call ends with: its result, or that it trapped. */
export function outcome(call) {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    return 'a trap';
  }
}

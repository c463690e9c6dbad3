/**
 * The tests of WebAssembly's own specification, as far as they are about what the interpreter has: in each file every call
 * that needs no other instruction ends as it has to. `tests/specification` reads them from the package that brings them.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { instantiate } from '../../pkg-template/src/core/interpreter.js';
import { I32, outcome } from './module.mjs';

const MANIFEST = fileURLToPath(new URL('../specification/Cargo.toml', import.meta.url));
const [MEMORY, GLOBAL, START] = [5, 6, 8];
const I32_CONST = 0x41;

/** What the interpreter has not, as no core needs it. */
const LEFT_OUT = {
  'float_memory.wast': 'the bits of NaN, which JavaScript does not keep',
  'memory_grow.wast': 'a memory that grows',
};

/** So many calls, and so many files with at least one, are about what the interpreter has. */
const LEAST = { calls: 4500, files: 40 };

const run = ['run', '--quiet', '--locked', '--manifest-path', MANIFEST];
const files = JSON.parse(execFileSync('cargo', run, { encoding: 'utf8', maxBuffer: 2 ** 26 }));

/** A module's sections that decide whether it may be tried: the sizes of its memories, and whether it starts by itself. */
function sectionsOf(bytes) {
  const found = {};
  for (let at = 8; at < bytes.length; ) {
    const id = bytes[at++];
    let size = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) size |= ((byte = bytes[at++]) & 127) << shift;
    found[id] = bytes.subarray(at, at + size);
    at += size;
  }
  return found;
}

/** Whether each global is an i32. */
function areIntegers(globals) {
  for (let at = 1; at < globals.length; at++) {
    if (globals[at] !== I32 || globals[at + 2] !== I32_CONST) return false;
    for (at += 3; globals[at] > 127; ) at++;
    at++; // `end`
  }
  return true;
}

/** Whether the interpreter has what surrounds a module's functions. */
function isPlain(bytes) {
  const { [MEMORY]: memory = [1, 0, 1], [GLOBAL]: globals = [], [START]: start } = sectionsOf(bytes);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  const areHere = imports.every(({ module, kind }) => module === 'spectest' && kind === 'function');
  return !start && memory[2] === 1 && areIntegers(globals) && areHere;
}

const imports = { spectest: new Proxy({}, { get: () => () => {} }) };

/** The exports of a module, or nothing where it is not for the interpreter. */
function exportsOf(hex) {
  const bytes = hex && Uint8Array.from(Buffer.from(hex, 'hex'));
  return bytes && isPlain(bytes) ? instantiate(bytes, imports) : undefined;
}

const read = (written) => (typeof written === 'string' ? Buffer.from(written, 'hex').readDoubleBE() : written);

/** What a call ends with; nothing where its function has an instruction that the interpreter lacks. */
function ended(exports, { call, arguments: given }) {
  try {
    return { end: outcome(() => exports[call](...given.map(read))) };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Plays a file; returns how many calls were tried. */
function play(steps) {
  let exports;
  let tried = 0;
  for (const step of steps) {
    if ('module' in step) exports = exportsOf(step.module);
    else if (exports?.[step.call]) {
      const seen = ended(exports, step);
      if (!seen) continue;
      tried += 1;
      if (step.expected === null) continue;
      const expected = step.expected === 'a trap' ? step.expected : read(step.expected[0]);
      assert.ok(Object.is(seen.end, expected), `${JSON.stringify(step)} ends with ${seen.end}`);
    }
  }
  return tried;
}

suite("WebAssembly's specification", () => {
  const counts = {};
  for (const { file, steps } of files) {
    test(file, { skip: LEFT_OUT[file] }, (t) => {
      counts[file] = play(steps);
      if (counts[file] === 0) t.skip('nothing in it is about what the interpreter has');
    });
  }

  test('enough of it is about what the interpreter has', (t) => {
    const all = Object.values(counts);
    const calls = all.reduce((sum, count) => sum + count, 0);
    const played = all.filter((count) => count > 0).length;
    t.diagnostic(`${calls} calls in ${played} of ${files.length} files`);
    assert.ok(calls >= LEAST.calls && played >= LEAST.files, `${calls} calls in ${played} files`);
  });
});

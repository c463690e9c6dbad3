/**
 * Each instruction of the interpreter, at operands where engines could part, does what the host's WebAssembly does. Which
 * there are is read from its source: none can be added without being tried.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { constant, EMPTY, END, F64, f64Const, I32, i32Const, moduleOf, onBoth, outcome, unsigned } from './module.mjs';

const SOURCE = readFileSync(new URL('../../pkg-template/src/core/interpreter.js', import.meta.url), 'utf8');

/**
 * The rows of a table: names and opcodes.
 *
 * @returns {[string, number][]}
 */
const rowsOf = (table) =>
  [
    ...SOURCE.split(`const ${table} = {`)[1]
      .split('\n};')[0]
      .matchAll(/\/\* (\S+) \*\/ (0x[0-9a-f]{2}):/g),
  ].map(([, name, opcode]) => [name, Number(opcode)]);
const NUMERIC = rowsOf('NUMERIC');
const MEMORY = rowsOf('MEMORY');

const OPERANDS = {
  [I32]: [
    0,
    1,
    2,
    7,
    8,
    10,
    31,
    32,
    33,
    63,
    64,
    127,
    128,
    255,
    256,
    32_767,
    32_768,
    65_535,
    65_536,
    2 ** 30,
    2 ** 31 - 1,
    -1,
    -2,
    -7,
    -10,
    -32,
    -128,
    -256,
    -32_768,
    -65_536,
    -(2 ** 30),
    -(2 ** 31) + 1,
    -(2 ** 31),
    0x55555555,
    0x0f0f0f0f,
  ],
  [F64]: [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    0.1,
    1.5,
    -1.5,
    2.5,
    0.9999999999999999,
    -0.9999999999999999,
    -1.0000000000000002,
    5e-324,
    -5e-324,
    2.2250738585072014e-308,
    4_294_967_295,
    4_294_967_295.5,
    4_294_967_295.9999995,
    4_294_967_296,
    2_147_483_647,
    2_147_483_647.5,
    2_147_483_648,
    -2_147_483_648,
    -2_147_483_649,
    4_503_599_627_370_495.5,
    2 ** 53,
    2 ** 53 - 1,
    2 ** 63,
    2 ** 64,
    1e21,
    1.7976931348623157e308,
    -1.7976931348623157e308,
    Infinity,
    -Infinity,
    NaN,
  ],
};

/**
 * What an instruction takes, and what it makes, by its name. The host refuses a module that has it otherwise.
 *
 * @returns {[number[], number]}
 */
function signature(name) {
  const [type, operation] = name.split('.');
  const own = type === 'f64' ? F64 : I32;
  if (operation.startsWith('trunc_f64')) return [[F64], I32];
  if (operation.startsWith('convert_i32')) return [[I32], F64];
  if (operation === 'eqz') return [[own], I32];
  if (['abs', 'floor'].includes(operation)) return [[own], own];
  return [[own, own], /^(eq|ne|lt|gt|le|ge)/.test(operation) ? I32 : own];
}

const operandsOf = (params) =>
  params.length > 1
    ? OPERANDS[params[0]].flatMap((a) => OPERANDS[params[1]].map((b) => [a, b]))
    : OPERANDS[params[0]].map((a) => [a]);

suite('on numbers', () => {
  test('there are as many as the core has had so far', () => assert.ok(NUMERIC.length >= 28 && MEMORY.length >= 7));

  for (const [name, opcode] of NUMERIC) {
    const [params, result] = signature(name);
    test(`${name} makes the same of its operands, wherever they come from`, () => {
      const all = operandsOf(params);
      const gets = params.map((_, index) => [0x20, index]);
      const ofConstants = all.map((operands, number) => {
        const constants = operands.map((operand, index) => constant(params[index], operand));
        return { name: `f${number}`, result, body: [...constants, opcode] };
      });
      const functions = [{ name: 'f', params, result, body: [...gets, opcode] }, ...ofConstants];
      const [host, interpreted] = onBoth(moduleOf(functions));
      for (const [number, operands] of all.entries()) {
        const expected = outcome(() => host.f(...operands));
        const seen = outcome(() => interpreted.f(...operands));
        assert.ok(Object.is(seen, expected), `${name} of ${operands} is ${seen}, not ${expected}`);
        const fixed = outcome(() => interpreted[`f${number}`]());
        assert.ok(Object.is(fixed, expected), `${name} of the constants ${operands} is ${fixed}, not ${expected}`);
      }
    });
  }

  test('constants of every length are read, and kept with every bit', () => {
    const values = [
      ...OPERANDS[I32],
      ...Array.from({ length: 31 }, (_, bit) => [2 ** bit - 1, -(2 ** bit)]).flat(),
      63,
      -64,
      -65,
      8191,
      -8193,
    ];
    for (const value of values) {
      const [host, interpreted] = onBoth(moduleOf([{ name: 'f', result: I32, body: i32Const(value) }]));
      assert.equal(interpreted.f(), host.f());
    }
    for (const value of OPERANDS[F64]) {
      const [host, interpreted] = onBoth(moduleOf([{ name: 'f', result: F64, body: f64Const(value) }]));
      assert.ok(Object.is(interpreted.f(), host.f()), `${value}`);
    }
  });
});

/** Bytes at both ends of the page. */
const EDGES = [...Array(16).keys(), ...Array.from({ length: 48 }, (_, i) => 65_488 + i)];

suite('on memory', () => {
  const size = (name) => (/8/.test(name) ? 1 : /16/.test(name) ? 2 : /i32/.test(name) ? 4 : 8);
  const isStore = (name) => name.includes('store');
  const read = { name: 'read', params: [I32], result: I32, body: [0x20, 0, 0x2d, 0, 0] };

  for (const [name, opcode] of MEMORY) {
    const bytes = size(name);
    const type = name.startsWith('f64') ? F64 : I32;
    const argument = (offset) => [opcode, 0, ...unsigned(offset)];
    const accessing = (offset) =>
      isStore(name)
        ? { name: 'f', params: [I32, type], body: [0x20, 0, 0x20, 1, ...argument(offset)] }
        : { name: 'f', params: [I32], result: type, body: [0x20, 0, ...argument(offset)] };
    const data = [[65_536 - 40, Array.from({ length: 40 }, (_, i) => (i * 67 + 129) & 255)]];

    test(`${name} goes to the same place, and traps beyond the page`, () => {
      for (const offset of [0, 8, 65_528, 65_536, 2 ** 31, 2 ** 32 - 8]) {
        const [host, interpreted] = onBoth(moduleOf([accessing(offset), read], { data }));
        const places = [0, 8, 65_528 - offset, 65_536 - bytes - offset, 65_536 - offset, -8, -(2 ** 31), 2 ** 31 - 8];
        for (const place of places.flatMap((place) => [place, place + 1, place + bytes / 2])) {
          for (const value of isStore(name) ? OPERANDS[type] : [0]) {
            const [expected, seen] = [host, interpreted].map((engine) => [
              outcome(() => engine.f(place, value)),
              ...EDGES.map((edge) => engine.read(edge)),
            ]);
            assert.deepEqual(seen, expected, `at ${place}, offset ${offset}, ${value}`);
          }
        }
      }
    });
  }

  test('data is there before the first call', () => {
    const data = [
      [3, [1, 2, 3]],
      [65_534, [254, 255]],
      [4, [9]],
    ];
    const [host, interpreted] = onBoth(moduleOf([read], { data }));
    for (const place of [0, 3, 4, 5, 6, 65_533, 65_534, 65_535])
      assert.equal(interpreted.read(place), host.read(place));
  });
});

suite('on calls', () => {
  test('unreachable traps', () => {
    const [host, interpreted] = onBoth(moduleOf([{ name: 'f', body: [0x00] }]));
    for (const engine of [host, interpreted])
      assert.equal(
        outcome(() => engine.f()),
        'a trap',
      );
  });

  test('arguments and results become numbers of their type', () => {
    const echo = (name, type) => ({ name, params: [type], result: type, body: [0x20, 0] });
    const [host, interpreted] = onBoth(moduleOf([echo('i', I32), echo('d', F64)]));
    for (const value of [...OPERANDS[F64], undefined, null, true, '7', { valueOf: () => 3.5 }])
      for (const f of ['i', 'd']) assert.ok(Object.is(interpreted[f](value), host[f](value)), `${f}(${String(value)})`);
    assert.ok(Object.is(interpreted.d(), host.d()), 'no argument');
  });

  test('what an import returns counts where it has a result, and is not even looked at where it has none', () => {
    const imports = [{ name: 'none' }, { name: 'i', result: I32 }, { name: 'd', result: F64 }];
    const functions = [
      { name: 'none', body: [0x10, 0] },
      { name: 'i', result: I32, body: [0x10, 1] },
      { name: 'd', result: F64, body: [0x10, 2] },
    ];
    let looked = 0;
    const object = {
      valueOf() {
        looked += 1;
        return 4.75;
      },
    };
    for (const value of [...OPERANDS[F64], undefined, null, false, '7', object]) {
      const [host, interpreted] = onBoth(moduleOf(functions, { imports }), () => ({
        none: () => object,
        i: () => value,
        d: () => value,
      }));
      for (const f of ['none', 'i', 'd']) assert.ok(Object.is(interpreted[f](), host[f]()), `${f}: ${String(value)}`);
    }
    assert.equal(looked, 4, 'once for each result, on each engine');
  });

  test('an import gets its arguments, and may throw or call back meanwhile', () => {
    const imports = [{ name: 'g', params: [I32, F64, I32, F64], result: F64 }];
    const body = [0x20, 0, 0x41, 5, ...f64Const(0.5), 0x20, 0, 0x20, 1, 0x10, 0, 0x1a, 0x41, 5, 0x6a];
    const functions = [{ name: 'f', params: [I32, F64], result: I32, locals: [I32], body }];
    const seen = { host: [], interpreter: [] };
    const engines = {};
    [engines.host, engines.interpreter] = onBoth(moduleOf(functions, { imports }), (engine) => ({
      g: (...given) => {
        seen[engine].push(given.slice(0, 4));
        if (given[0] === 5 && given[2] > 0) seen[engine].push(engines[engine].f(given[2] - 1, -0.25));
        if (given[2] < 0) throw new Error('an import');
        return 1;
      },
    }));
    for (const engine of Object.values(engines)) {
      assert.equal(engine.f(3, 1.25), 8);
      assert.throws(() => engine.f(-1, 0), /an import/);
    }
    assert.deepEqual(seen.interpreter, seen.host);
    assert.equal(seen.host.length, 8);
  });

  test('a recursion without an end throws, as the stack ends', () => {
    const engines = onBoth(moduleOf([{ name: 'f', params: [I32], body: [0x20, 0, 0x10, 0] }]));
    for (const engine of engines) assert.throws(() => engine.f(0), RangeError);
  });

  test('a block without a result, at the very start of a function, is a loop that can end', () => {
    const body = [0x03, EMPTY, 0x20, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, END, 0x20, 0];
    const engines = onBoth(moduleOf([{ name: 'f', params: [I32], result: I32, body }]));
    for (const engine of engines) assert.equal(engine.f(1000), 0);
  });
});

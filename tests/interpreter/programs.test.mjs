/**
 * Whole programs, made at random of every instruction that the interpreter has, do on it what they do on the host's engine:
 * results, traps, what imports are given, and what is left in memory. Blocks carry results, branches leave several at once,
 * operands wait while what they were made of changes, and code stands where nobody comes.
 *
 *   SEED       other programs
 *   PROGRAMS   how many (3000)
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../support/seed.mjs';
import { constant, EMPTY, END, F64, f64Const, I32, i32Const, moduleOf, onBoth, outcome } from './module.mjs';

const PROGRAMS = Number(process.env.PROGRAMS ?? 3000);
const CALLS = 4;
/** How often the loops of a function go round, all together. */
const FUEL = 12;

const IMPORTS = [
  { name: 'ask', params: [I32, F64, I32], result: I32 },
  { name: 'tell', params: [F64] },
];
const I32_BINARY = [0x46, 0x47, 0x49, 0x4b, 0x4d, 0x4f, 0x6a, 0x6b, 0x6c, 0x70, 0x71, 0x72, 0x73, 0x74, 0x76];
const F64_COMPARE = [0x62, 0x63, 0x64, 0x65, 0x66];
const F64_BINARY = [0xa0, 0xa2, 0xa3];
const F64_UNARY = [0x99, 0x9c];
const INTEGERS = [0, 1, -1, 2, 5, 31, 255, 256, 65_535, 2 ** 31 - 1, -(2 ** 31)];
const DOUBLES = [0, -0, 1, -1, 0.5, -2.5, 255, 4_294_967_295, 4_294_967_296, 1e300, Infinity, NaN];

/** Random numbers that a seed repeats (mulberry32). */
function chance(seed) {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (limit) => next() % limit;
  return { below, one: (list) => list[below(list.length)], often: (percent) => below(100) < percent };
}

/** The body of a function. `earlier` are those that it may call. */
function bodyOf({ below, one, often }, { params, result, locals }, earlier) {
  const slots = [...params, ...locals];
  const fuel = slots.length; // a local of its own
  const labels = [result]; // what a branch to each brings, the innermost last
  const of = (type) => slots.flatMap((slot, index) => (slot === type ? [index] : []));

  /** Labels that bring a value of a type, or nothing. */
  const targets = (type) => labels.flatMap((label, index) => (label === type ? [labels.length - 1 - index] : []));
  const within = (label, make) => {
    labels.push(label);
    const made = make();
    labels.pop();
    return made;
  };
  const burn = [0x20, fuel, 0x41, 1, 0x6b, 0x22, fuel, 0x45, 0x04, EMPTY, 0x00, END];

  const address = (depth) => [...value(I32, depth - 1), ...i32Const(often(90) ? 0x1fff : 0xffff), 0x71];
  const memory = (opcode) => [opcode, 0, ...one([[0], [1], [8], [0x40], [0xf8, 0xff, 0x03]])];
  const call = (callee, depth) => [
    ...(callee.params ?? []).flatMap((param) => value(param, depth - 1)),
    0x10,
    callee.index,
  ];

  const leaf = (type) => {
    const mine = of(type);
    if (mine.length > 0 && often(60)) return [0x20, one(mine)];
    if (type === I32 && often(20)) return [0x23, below(2)];
    return constant(type, type === I32 ? one(INTEGERS) : one(DOUBLES));
  };
  const i32s = [
    (depth) => [...value(I32, depth - 1), ...value(I32, depth - 1), one(I32_BINARY)],
    (depth) => [...value(I32, depth - 1), 0x45],
    (depth) => [...value(F64, depth - 1), ...value(F64, depth - 1), one(F64_COMPARE)],
    (depth) => [...value(F64, depth - 1), 0x99, 0xab],
    (depth) => [...address(depth), ...memory(one([0x28, 0x2d]))],
  ];
  const f64s = [
    (depth) => [...value(F64, depth - 1), ...value(F64, depth - 1), one(F64_BINARY)],
    (depth) => [...value(F64, depth - 1), one(F64_UNARY)],
    (depth) => [...value(I32, depth - 1), 0xb8],
    (depth) => [...address(depth), ...memory(0x2b)],
  ];
  const either = [
    (type, depth) => [...value(type, depth - 1), ...value(type, depth - 1), ...value(I32, depth - 1), 0x1b],
    (type, depth) => [0x02, type, ...within(type, () => sequence(type, depth - 1)), END],
    (type, depth) => [0x03, type, ...burn, ...within(undefined, () => sequence(type, depth - 1)), END],
    (type, depth) => [
      ...value(I32, depth - 1),
      ...[0x04, type],
      ...within(type, () => [...sequence(type, depth - 1), 0x05, ...sequence(type, depth - 1)]),
      END,
    ],
    (type, depth) => [...value(type, depth - 1), ...(of(type).length > 0 ? [0x22, one(of(type))] : [])],
    (type, depth) => {
      const to = targets(type);
      return [...value(type, depth - 1), ...(to.length > 0 ? [...value(I32, depth - 1), 0x0d, one(to)] : [])];
    },
    (type, depth) => {
      const callees = earlier.filter((callee) => callee.result === type);
      return callees.length > 0 ? call(one(callees), depth) : leaf(type);
    },
    // An operand waits in a local that changes before it is used.
    (type, depth) => {
      const mine = of(type);
      if (mine.length === 0) return leaf(type);
      const local = one(mine);
      const changed = [...value(type, depth - 1), 0x21, local];
      const last = type === I32 ? one(I32_BINARY) : one(F64_BINARY);
      return [0x20, local, ...changed, 0x20, local, last];
    },
  ];
  const value = (type, depth) => {
    if (depth <= 0) return leaf(type);
    if (often(50)) return one(type === I32 ? i32s : f64s)(depth);
    return one(either)(type, depth);
  };

  /** Leaves for somewhere; what follows is never reached. */
  const leave = (depth) => {
    const type = one([undefined, I32, F64]);
    const to = targets(type);
    const carried = type ? value(type, depth - 1) : [];
    const dead = often(30)
      ? one([[0x1a], [0x6a, 0x1a], [0x20, 0, 0x1a, 0x1a], [0x02, I32, 0x41, 7, END, 0x1a], [0x1b, 0x1a]])
      : [];
    if (to.length > 0 && often(40)) return [...carried, 0x0c, one(to), ...dead];
    if (to.length > 0 && often(70)) {
      const table = Array.from({ length: below(4) + 1 }, () => one(to));
      return [...carried, ...value(I32, depth - 1), 0x0e, table.length - 1, ...table, ...dead];
    }
    if (often(20)) return [0x00, ...dead];
    return [...(result ? value(result, depth - 1) : []), 0x0f, ...dead];
  };
  const statements = [
    (depth) => {
      const slot = below(slots.length);
      return [...value(slots[slot], depth - 1), 0x21, slot];
    },
    (depth) => [...address(depth), ...value(I32, depth - 1), ...memory(one([0x36, 0x3a, 0x3b]))],
    // Never NaN: WebAssembly leaves open which bits it has.
    (depth) => [
      ...address(depth),
      ...value(I32, depth - 1),
      0xb8,
      ...f64Const(one([0.1, -3, 1e300])),
      0xa2,
      ...memory(0x39),
    ],
    (depth) => [...value(I32, depth - 1), 0x24, below(2)],
    (depth) => [...value(one([I32, F64]), depth - 1), 0x1a],
    (depth) => [0x02, EMPTY, ...within(undefined, () => sequence(undefined, depth - 1)), END],
    (depth) => [0x03, EMPTY, ...burn, ...within(undefined, () => sequence(undefined, depth - 1)), END],
    (depth) => {
      const body = within(undefined, () => [
        ...sequence(undefined, depth - 1),
        ...(often(50) ? [0x05, ...sequence(undefined, depth - 1)] : []),
      ]);
      return [...value(I32, depth - 1), 0x04, EMPTY, ...body, END];
    },
    (depth) => {
      const to = targets(undefined);
      return to.length > 0 ? [...value(I32, depth - 1), 0x0d, one(to)] : [];
    },
    (depth) => {
      const callees = earlier.filter((callee) => !callee.result);
      return callees.length > 0 ? call(one(callees), depth) : [];
    },
  ];
  /** Statements, and a value where there is a type; or a way out of it all. */
  const sequence = (type, depth) => {
    const made = [];
    for (let count = below(3); count > 0; count--) made.push(...(depth > 0 ? one(statements)(depth) : []));
    if (depth > 0 && often(15)) return [...made, ...leave(depth)];
    return type ? [...made, ...value(type, depth)] : made;
  };
  return [...i32Const(FUEL), 0x21, fuel, ...sequence(result, 6)];
}

function programOf(random) {
  const { below, one } = random;
  const types = (most) => Array.from({ length: below(most + 1) }, () => one([I32, F64]));
  /** @type {any[]} */
  const callable = IMPORTS.map((callee, index) => ({ ...callee, index }));
  const functions = [];
  for (let count = 0; count < 3; count++) {
    const head = { params: [I32, ...types(3)], result: one([undefined, I32, F64]), locals: types(4) };
    const body = bodyOf(random, head, callable);
    functions.push({ name: `f${count}`, ...head, locals: [...head.locals, I32], body });
    callable.push({ ...head, index: IMPORTS.length + count });
  }
  const peek = { name: 'peek', params: [I32], result: I32, body: [0x20, 0, 0x28, 2, 0] };
  const state = { name: 'state', result: I32, body: [0x23, 0, 0x23, 1, 0x6b] };
  const data = [[16, Array.from({ length: 64 }, () => below(256))]];
  return moduleOf([...functions, peek, state], { imports: IMPORTS, globals: [7, -7], data });
}

const WORDS = [...Array(40).keys(), ...Array.from({ length: 8 }, (_, i) => 16_376 + i), 2046, 2047, 2048].map(
  (i) => 4 * i,
);

/** All that can be seen of some calls on an engine. */
function seenOf(engine, told, calls) {
  const seen = calls.map(([name, ...args]) => outcome(() => engine[name](...args)));
  return [...seen, engine.state(), ...WORDS.map((place) => engine.peek(place)), ...told];
}

test(`any program does the same on both engines (${PROGRAMS} programs, seed ${SEED})`, (t) => {
  const ends = { 'a trap': 0, 'a result': 0, 'no result': 0 };
  for (let number = 0; number < PROGRAMS; number++) {
    const random = chance(SEED + number);
    const bytes = programOf(random);
    const told = { host: [], interpreter: [] };
    const [host, interpreted] = onBoth(bytes, (engine) => ({
      ask: (a, b, c) => told[engine].push(a, b, c) & 1023,
      tell: (a) => void told[engine].push(a),
    }));
    const { below, one } = random;
    const calls = Array.from({ length: CALLS * 3 }, (_, i) => [
      `f${i % 3}`,
      ...Array.from({ length: 4 }, () => (below(2) ? one(INTEGERS) : one(DOUBLES))),
    ]);
    const expected = seenOf(host, told.host, calls);
    assert.deepEqual(seenOf(interpreted, told.interpreter, calls), expected, `program ${number}`);
    for (const end of expected.slice(0, calls.length))
      ends[end === 'a trap' ? end : end === undefined ? 'no result' : 'a result'] += 1;
  }
  t.diagnostic(JSON.stringify(ends));
  for (const [end, count] of Object.entries(ends)) assert.ok(count > PROGRAMS, `hardly any call ends with ${end}`);
});

/**
 * The interpreter depends on nothing that a page can patch after the package has loaded: with every built-in replaced, and
 * with setters and values on the prototypes for all that it writes and reads, the core does what it does elsewhere.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { KIND_RECORD, KIND_TEXT, packValue } from '../../pkg-template/src/contract.js';
import { answering, CORE, FUNCTIONS, MODULE } from './core.mjs';

const SOURCE = fileURLToPath(new URL('../../pkg-template/src/core/interpreter.js', import.meta.url));

/** Names of the interpreter's own fields, and those of descriptors. */
const FIELDS =
  'act type body end locals code params start result outer height brings waiting otherwise value get set length'.split(
    ' ',
  );
const PLACES = 3000;
const MOST_TOLD = 20;

/** Values as they cross: what kind, and in which place. */
const RECORD = packValue(KIND_RECORD, 0, 1);
const TEXT = packValue(KIND_TEXT, 0, 2);
const OPTIONS = [0, RECORD];

/** Runs in the realm, once the interpreter is there. Returns how much it patched; `note` is told what is heard from then on. */
function patchEverything(fields, places, note) {
  const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
  const iterator = getPrototypeOf([][Symbol.iterator]());
  const classes = [
    Object,
    Function,
    Array,
    Number,
    String,
    Symbol,
    RangeError,
    Error,
    ArrayBuffer,
    DataView,
    Promise,
    Map,
  ];
  const typed = [getPrototypeOf(Int32Array), Int32Array, Uint8Array, Float64Array];
  const made = [...classes, ...typed].flatMap((one) => [one, one.prototype]);
  const owners = [Math, Reflect, iterator, getPrototypeOf(iterator), ...made];

  const liar = (name) => () => {
    note(name);
    throw new Error(`${name} was called`);
  };
  const builtIns = owners.flatMap((owner) =>
    Reflect.ownKeys(owner).flatMap((name) => {
      const { configurable, value, get } = getOwnPropertyDescriptor(owner, name);
      if (!configurable || (typeof value !== 'function' && !get)) return [];
      const lie = liar(String(name));
      return [{ owner, name, descriptor: { __proto__: null, ...(get ? { get: lie, set: lie } : { value: lie }) } }];
    }),
  );
  const spies = [...fields, ...Array(places).keys()].flatMap((name) =>
    [Object.prototype, Array.prototype].map((owner) => {
      const descriptor = {
        __proto__: null,
        get: () => void note(`reading ${name}`),
        set: () => void note(`writing ${name}`),
      };
      return { owner, name, descriptor };
    }),
  );
  const all = [...builtIns, ...spies].filter(({ owner, name }) => !(owner === Array.prototype && name === 'length'));
  for (let i = 0; i < all.length; i++) {
    const { owner, name, descriptor } = all[i];
    defineProperty(owner, name, descriptor);
  }
  return builtIns.length;
}

test('with every built-in patched after loading, the core does what it does elsewhere, and nobody hears of it', async () => {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'it',
  });
  const context = vm.createContext();
  vm.runInContext(outputFiles[0].text, context);
  const { instantiate } = vm.runInContext('it', context);
  const bytes = vm.runInContext('(list) => Uint8Array.from(list)', context)([...CORE]);
  const imports = vm.runInContext('(module, act) => ({ [module]: act })', context);
  const told = { host: [], interpreter: [] };
  let seed;
  const answer = () => {
    seed = Math.imul(seed, 48_271) + 11;
    return [(seed >>> 16) % 6, (seed >>> 16) % 300][seed & 1];
  };
  const given = imports(MODULE, answering(answer, told.interpreter));
  const heard = [];
  const patched = vm.runInContext(`(${patchEverything})`, context)(FIELDS, PLACES, (text) => {
    if (heard.length < MOST_TOLD) heard.push(text);
  });
  assert.ok(patched > 300, `only ${patched} were patched`);

  const interpreted = instantiate(bytes, given);
  const host = new WebAssembly.Instance(new WebAssembly.Module(CORE), { [MODULE]: answering(answer, told.host) })
    .exports;
  const play = (engine, round) => {
    seed = round;
    return FUNCTIONS.map((name) => {
      try {
        return engine[name](round % 4, RECORD, OPTIONS[round % 2], RECORD, TEXT, TEXT, round % 3 && TEXT, 0, 1e12);
      } catch (error) {
        return error.message.includes('was called') ? error.message : 'a trap';
      }
    });
  };
  const seen = [];
  for (let round = 0; round < 500; round++) seen.push([play(interpreted, round), play(host, round)]);
  assert.deepEqual(heard, [], 'something was heard');
  for (const [ours, theirs] of seen) assert.deepEqual([...ours], theirs);
  // It passes four arguments to each import, whatever its parameters.
  const ours = told.interpreter.map((given, index) => given.slice(0, told.host[index]?.length));
  assert.deepEqual(ours, told.host);
  assert.ok(told.host.length > 5000, `hardly anything of the core ran: ${told.host.length} imports were called`);
});

/**
 * The main entry runs everywhere, on WebAssembly wherever it can: it finds out by compiling, once. Each entry is loaded
 * afresh in surroundings that miss something; here in Node.js, in `chromium.test.mjs` under real policies.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { ENTRIES, PACKAGE_DIR, urlOf } from '../support/package.mjs';

/** What is missing, whether WebAssembly can run then, and how often it is tried to compile. */
const SURROUNDINGS = {
  'as they are': { runs: true },
  'without WebAssembly': { absent: ['WebAssembly'], tries: 0 },
  'where WebAssembly.Module throws a CompileError': { fails: 'Module', tries: 1 },
  'where only WebAssembly.Instance throws': { fails: 'Instance', tries: 1 },
  'without TextDecoder, TextEncoder, crypto, atob and Buffer': {
    absent: ['TextDecoder', 'TextEncoder', 'crypto', 'atob', 'Buffer'],
    runs: true,
  },
};

/** The only core of each entry, by its name; the main entry has both. */
const ONLY = { 'stripe-apps-secrets/wasm': 'wasm', 'stripe-apps-secrets/js': 'javascript' };

const FORMATS = { ESM: ({ module }) => urlOf(module), CommonJS: ({ script }) => path.join(PACKAGE_DIR, script) };

/** What an entry does when it is loaded for the first time. */
const loaded = (file, format, surroundings) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('thread.mjs', import.meta.url), { workerData: { file, format, surroundings } });
    thread.once('message', resolve);
    thread.once('error', reject);
  });

for (const { name } of ENTRIES) {
  suite(`${name} in Node.js`, () => {
    for (const [where, surroundings] of Object.entries(SURROUNDINGS)) {
      for (const [format, fileOf] of Object.entries(FORMATS)) {
        const { runs = false, tries = 1 } = surroundings;
        const seen = () => loaded(fileOf(ENTRIES.find((entry) => entry.name === name)), format, surroundings);

        if (ONLY[name] === 'wasm' && !runs) {
          test(`${where} its constructor says what to import instead (${format})`, async () => {
            const { typed, code, message, detail, problems, counts } = await seen();
            assert.deepEqual(problems, []);
            assert.equal(typed, true, 'the error is not one of ours');
            assert.equal(code, 'webassembly_forbidden');
            assert.match(message, /'stripe-apps-secrets' or 'stripe-apps-secrets\/js'/);
            assert.match(detail, /Error/);
            assert.equal(counts.javascript, 0);
          });
          continue;
        }
        test(`${where} every call works, on the one core that it loads (${format})`, async () => {
          const { problems, counts, onImport, code } = await seen();
          assert.deepEqual([problems, code], [[], undefined]);
          assert.deepEqual(
            onImport,
            { compiled: 0, wasm: 0, javascript: 0 },
            'a core is loaded when the package is imported',
          );
          const core = ONLY[name] ?? (runs ? 'wasm' : 'javascript');
          if (ONLY[name] === 'javascript') assert.deepEqual(counts, { compiled: 0, wasm: 0, javascript: 1 });
          else if (core === 'wasm') assert.deepEqual(counts, { compiled: 1, wasm: 1, javascript: 0 });
          // It tried once, and remembers for the second client what came of it.
          else
            assert.deepEqual(counts, {
              compiled: tries,
              wasm: surroundings.fails === 'Instance' ? 1 : 0,
              javascript: 1,
            });
        });
      }
    }
  });
}

/** The files of the package that an entry brings into a bundle. */
const filesOf = async (file) => {
  const { metafile } = await build({
    entryPoints: [path.join(PACKAGE_DIR, file)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    logLevel: 'error',
  });
  return Object.keys(metafile.inputs)
    .map((input) => path.basename(input))
    .sort();
};

for (const [format, ending] of [
  ['module', 'mjs'],
  ['script', 'cjs'],
]) {
  test(`whoever imports one engine carries only that (${ending})`, async () => {
    const [main, wasm, js] = await Promise.all(ENTRIES.map((entry) => filesOf(entry[format])));
    assert.deepEqual(js, [`core_module.${ending}`, `js.${ending}`, `js_core.${ending}`, `shared.${ending}`]);
    // What the suites prove of the main entry where it runs on WebAssembly holds for `/wasm`: it is the same code.
    assert.deepEqual(wasm, [`core_module.${ending}`, `shared.${ending}`, `wasm.${ending}`, `wasm_core.${ending}`]);
    assert.deepEqual(main, [
      `core_module.${ending}`,
      `index.${ending}`,
      `js_core.${ending}`,
      `shared.${ending}`,
      `wasm_core.${ending}`,
    ]);
  });
}

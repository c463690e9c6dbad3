/** What is in the tarball, and whether its manifest, code and types agree with each other. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { FETCH_REFUSALS, REASONS } from '../../pkg-template/src/contract.js';
import { KIT_TEXTS } from '../../pkg-template/src/errors/kit_texts.js';
import { links, PAGES } from '../docs/pages.mjs';
import { packPackage } from './installed.mjs';

/** The pages that the README links to. */
const DOCS = [...PAGES.filter((page) => page.startsWith('docs/')), 'docs/bench.svg'].sort();

let packed;
let installed;
before(() => {
  packed = packPackage();
  const project = packed.project('esm');
  installed = (file) => path.join(project, 'node_modules/stripe-apps-secrets', file);
});
after(() => packed?.remove());

test('the tarball holds the entries, their types, pages and licences, and nothing else', () => {
  assert.deepEqual(packed.files, [
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'THIRD-PARTY-LICENSES',
    'command.mjs',
    'core_module.cjs',
    'core_module.mjs',
    ...DOCS,
    'emulator/README.md',
    'emulator_core.cjs',
    'emulator_core.mjs',
    'fetch.cjs',
    'fetch.d.cts',
    'fetch.d.mts',
    'fetch.mjs',
    'fetch/package.json',
    'index.cjs',
    'index.d.cts',
    'index.d.ts',
    'index.mjs',
    'js.cjs',
    'js.d.cts',
    'js.d.mts',
    'js.mjs',
    'js/package.json',
    'js_core.cjs',
    'js_core.mjs',
    'messages.cjs',
    'messages.d.cts',
    'messages.d.mts',
    'messages.mjs',
    'messages/package.json',
    'package.json',
    'react.cjs',
    'react.d.cts',
    'react.d.mts',
    'react.mjs',
    'react/package.json',
    'sbom.cdx.json',
    'shared.cjs',
    'shared.mjs',
    'store.cjs',
    'store.d.cts',
    'store.d.mts',
    'store.mjs',
    'store/package.json',
    'testing.cjs',
    'testing.d.cts',
    'testing.d.mts',
    'testing.mjs',
    'testing/package.json',
    'wasm.cjs',
    'wasm.d.cts',
    'wasm.d.mts',
    'wasm.mjs',
    'wasm/package.json',
    'wasm_core.cjs',
    'wasm_core.mjs',
  ]);
});

test('no link of the pages in the tarball leads out of it', () => {
  const pages = packed.files.filter((file) => file.endsWith('.md'));
  for (const page of pages) {
    const targets = links(page).filter((target) => !/^(#|\w+:)/.test(target));
    const inside = targets.map((target) => path.posix.join(path.posix.dirname(page), target.split('#')[0]));
    assert.deepEqual(
      inside.filter((file) => !packed.files.includes(file)),
      [],
      page,
    );
  }
});

test('installing runs no script and brings no dependency', () => {
  const manifest = JSON.parse(readFileSync(installed('package.json'), 'utf8'));
  const bringing = ['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies'];
  for (const field of ['scripts', 'gypfile', ...bringing]) {
    assert.equal(manifest[field], undefined, field);
  }
  // React is there where the app has it, and nobody else is asked to install it.
  assert.deepEqual(manifest.peerDependencies, { react: '>=17' });
  assert.deepEqual(manifest.peerDependenciesMeta, { react: { optional: true } });
  const lock = JSON.parse(readFileSync(installed('../.package-lock.json'), 'utf8'));
  assert.deepEqual(Object.keys(lock.packages), ['node_modules/stripe-apps-secrets']);
  assert.equal(lock.packages['node_modules/stripe-apps-secrets'].hasInstallScript, undefined);
});

test('the installed command runs by its name', () => {
  const { status, stdout } = spawnSync(installed('../.bin/stripe-apps-secrets'), ['--version'], { encoding: 'utf8' });
  assert.equal(status, 0);
  assert.match(stdout, /^stripe-apps-secrets \d+\.\d+\.\d+\n$/);
});

test('whose work is in the package can be read there, with each licence', () => {
  const list = readFileSync(installed('THIRD-PARTY-LICENSES'), 'utf8');
  for (const name of ['wasm-bindgen', 'cfg-if', "Rust's standard library"]) assert.ok(list.includes(name), name);
  assert.match(list, /The above copyright notice and this permission notice\s+shall be included/);
});

test('no file points to a source map that is not there', () => {
  for (const file of packed.files) {
    assert.doesNotMatch(readFileSync(installed(file), 'utf8'), /sourceMappingURL=/, file);
  }
});

test('every error class that the types name is there, with the base that they name', () => {
  const { errors } = createRequire(import.meta.url)(installed('index.cjs'));
  const named = readFileSync(installed('index.d.cts'), 'utf8').matchAll(/export class (\w+) extends (\w+)/g);
  const bases = [...named].map(([, name, base]) => [name, base, Object.getPrototypeOf(errors[name] ?? Error).name]);
  assert.ok(bases.length > 10, 'the types name hardly any class');
  for (const [name, promised, actual] of bases) assert.equal(actual, promised, name);
});

test('the types list every code that this package gives, and no other', () => {
  const types = readFileSync(installed('index.d.cts'), 'utf8');
  const listed = types.slice(types.indexOf('type ScopeCode ='), types.indexOf('class StripeError '));
  const inTypes = [...listed.matchAll(/\| '(\w+)'/g)].map(([, code]) => code);
  const rows = [...REASONS, ...FETCH_REFUSALS].map(([code]) => code);
  const inCode = [...rows, ...Object.keys(KIT_TEXTS), ...codesGivenInPlace()].filter(Boolean);
  assert.deepEqual(inTypes.sort(), [...new Set(inCode)].sort());
});

test('the API version that the types name is the one that is sent by default', () => {
  const { API_VERSION } = createRequire(import.meta.url)(installed('index.cjs'));
  const [, named] = /type LatestApiVersion = '(.+)'/.exec(readFileSync(installed('index.d.cts'), 'utf8'));
  assert.equal(named, API_VERSION);
});

test('publint finds nothing to complain about', async () => {
  const tarball = new Uint8Array(readFileSync(packed.tarball)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
});

test('types and code agree for every importer (are the types wrong?)', async () => {
  const checked = await checkPackage(createPackageFromTarballData(readFileSync(packed.tarball)));
  assert.ok(checked.types !== false, 'the package has no types');
  assert.deepEqual(checked.problems, []);
});

/** The codes that stand in the JavaScript, where they are given. */
function codesGivenInPlace() {
  const folder = fileURLToPath(new URL('../../pkg-template/src', import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const text = files.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');
  return [...text.matchAll(/\bcode: '([a-z_]+)'/g)].map(([, code]) => code);
}

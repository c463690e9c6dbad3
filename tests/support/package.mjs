/**
 * The package that is tested, as built, and the entries of it that serve `new Stripe`.
 *
 *   PACKAGE_DIR    its folder, if not `pkg/`
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const PACKAGE_DIR = path.resolve(
  process.env.PACKAGE_DIR ?? fileURLToPath(new URL('../../pkg', import.meta.url)),
);

/** `core`: what it runs on where WebAssembly is allowed. `module` and `script` are its files, for ESM and CommonJS. */
export const ENTRIES = [
  { name: 'stripe-apps-secrets', module: 'index.mjs', script: 'index.cjs', core: 'wasm' },
  { name: 'stripe-apps-secrets/wasm', module: 'wasm.mjs', script: 'wasm.cjs', core: 'wasm' },
  { name: 'stripe-apps-secrets/js', module: 'js.mjs', script: 'js.cjs', core: 'javascript' },
];

/**
 * One entry for each core: those that the long suites are played over. `/wasm` has the core of the main entry, and shares
 * every other line with it, which `policies/choice.test.mjs` proves.
 */
export const BOTH_CORES = ENTRIES.filter(({ name }) => !name.endsWith('/wasm'));

/** The URL of a file of the package. */
export const urlOf = (file) => pathToFileURL(path.join(PACKAGE_DIR, file)).href;

/** What an entry exports, in Node.js. */
export const load = ({ module }) => import(urlOf(module));

/** What `require` of an entry returns. */
export const required = ({ script }) => createRequire(import.meta.url)(path.join(PACKAGE_DIR, script));

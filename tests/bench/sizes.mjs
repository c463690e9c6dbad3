/**
 * What an import adds to an extension's bundle: the bundle with a client, less the bundle of the same extension that only
 * has the SDK. What `/fetch` adds is more than a client over the SDK: the bundle with both entries, less that with the main
 * one. The check in `cargo xtask test` and the benchmark both measure with this.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundle } from './bundle.mjs';
import { exportedBy, moduleOf, REFERENCE, SMALLEST } from './candidates.mjs';

/** The formats: as it is, gzip 9, brotli 11. */
const FORMATS = {
  raw: (bytes) => bytes.length,
  gzip: (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }).length,
  brotli: (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length,
};

/** The figures as the budget names them: a format, and the module that all others are compared with. */
export const FIGURES = {
  'size raw': { title: 'raw', format: 'raw', peer: REFERENCE },
  'size gzip': { title: 'gzip 9', format: 'gzip', peer: REFERENCE },
  'size gzip 20.4.1': { title: 'gzip 9, ÷ stripe 20.4.1', format: 'gzip', peer: SMALLEST },
  'size brotli': { title: 'brotli 11', format: 'brotli', peer: REFERENCE },
};

const SDK_ONLY = `
import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
globalThis.host = [createHttpClient(), STRIPE_API_KEY];
`;

const withClient = (imports, httpClient) =>
  `${imports}${SDK_ONLY}globalThis.stripe = new Stripe(STRIPE_API_KEY, { httpClient: ${httpClient} });`;
const overSdk = (module) => withClient(`import Stripe from ${JSON.stringify(module)};`, 'createHttpClient()');
const overFetch = withClient(
  `import Stripe from '${moduleOf('.')}'; import { createFetchHttpClient } from '${moduleOf('/fetch')}';`,
  "createFetchHttpClient({ baseUrl: 'https://example.com' })",
);
const withStore = `import { createSecretStore } from '${moduleOf('/store')}';${SDK_ONLY}
globalThis.store = createSecretStore({ httpClient: createHttpClient() });`;

/** An extension without a module, and with it, for candidates that are not a class of stripe's over the SDK. */
const CHANGES = {
  [moduleOf('/fetch')]: [overSdk(moduleOf('.')), overFetch],
  [moduleOf('/store')]: [SDK_ONLY, withStore],
};
const change = (module) => CHANGES[module] ?? [SDK_ONLY, overSdk(module)];

/** The entries of a package's folder that have a size. */
export const sizedEntries = (packageDir) => exportedBy(packageDir, ['.', '/wasm', '/js', '/store', '/fetch']);

/**
 * The bytes that each of `modules` adds, in each format: `{ [module]: { raw, gzip, brotli } }`.
 *
 * @param project - a folder in which the modules and the SDK are found by name
 */
export async function addedBytes(project, modules) {
  const measured = await Promise.all(
    modules.map(async (module) => {
      const [without, whole] = await Promise.all(
        change(module).map(async (code) => sizesOf(await bundle(project, code))),
      );
      return [module, mapped((format) => whole[format] - without[format])];
    }),
  );
  return Object.fromEntries(measured);
}

/** The sizes that may not be passed: `{ entry, format, peer, must }`, as parts of what the peer adds. */
export function sizeLimits() {
  const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));
  return budget
    .filter(({ figure }) => figure in FIGURES)
    .flatMap(({ figure, entries, must }) => entries.map((entry) => ({ ...FIGURES[figure], entry, must })));
}

const mapped = (of) => Object.fromEntries(Object.keys(FORMATS).map((format) => [format, of(format)]));
const sizesOf = (bytes) => mapped((format) => FORMATS[format](bytes));

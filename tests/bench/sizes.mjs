/**
 * What an import adds to an extension's bundle: the bundle with a client, less the bundle of the same extension that only
 * has the SDK. What `/fetch` adds is more than a client over the SDK: the bundle with both entries, less that with the main
 * one. The check in `cargo xtask test` and the benchmark both measure with this.
 */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { bundle } from './bundle.mjs';

/** The formats: as it is, gzip 9, brotli 11. */
export const FORMATS = {
  raw: (bytes) => bytes.length,
  gzip: (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }).length,
  brotli: (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length,
};

const SDK_ONLY = `
import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
globalThis.host = [createHttpClient(), STRIPE_API_KEY];
`;
const MAIN = 'stripe-apps-secrets';

/** The entry that goes with another one. */
export const FETCH = `${MAIN}/fetch`;

/** The entry that has no client's class in it. */
export const STORE = `${MAIN}/store`;

const withClient = (imports, httpClient) =>
  `${imports}${SDK_ONLY}globalThis.stripe = new Stripe(STRIPE_API_KEY, { httpClient: ${httpClient} });`;
const overSdk = (module) => withClient(`import Stripe from ${JSON.stringify(module)};`, 'createHttpClient()');
const overFetch = withClient(
  `import Stripe from '${MAIN}'; import { createFetchHttpClient } from '${FETCH}';`,
  "createFetchHttpClient({ baseUrl: 'https://example.com' })",
);

const overStore = `import { createSecretStore } from '${STORE}';${SDK_ONLY}
globalThis.store = createSecretStore({ httpClient: createHttpClient() });`;

/** An extension without a module, and with it. */
const change = (module) => {
  if (module === FETCH) return [overSdk(MAIN), overFetch];
  return [SDK_ONLY, module === STORE ? overStore : overSdk(module)];
};

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

/** The sizes that may not be passed: `{ format, entry, must }`, as parts of what stripe adds. */
export function sizeLimits() {
  const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));
  return budget
    .filter(({ figure }) => figure.startsWith('size '))
    .flatMap(({ figure, entries, must }) =>
      entries.map((entry) => ({ format: figure.slice('size '.length), entry, must })),
    );
}

const mapped = (of) => Object.fromEntries(Object.keys(FORMATS).map((format) => [format, of(format)]));
const sizesOf = (bytes) => mapped((format) => FORMATS[format](bytes));

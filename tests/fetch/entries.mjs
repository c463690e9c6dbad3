/**
 * The builds of `stripe-apps-secrets/fetch` that are tested, and the package that goes with each.
 *
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const PACKAGE = path.resolve(process.env.PACKAGE_DIR ?? fileURLToPath(new URL('../../pkg', import.meta.url)));

const require = createRequire(import.meta.url);
const module = (name) => import(pathToFileURL(path.join(PACKAGE, name)));

/** Loads what a test asks for. */
export const ENTRIES = [
  {
    name: 'fetch.mjs',
    async load() {
      const [{ createFetchHttpClient }, { default: Stripe }] = [await module('fetch.mjs'), await module('index.mjs')];
      return { createFetchHttpClient, Stripe };
    },
  },
  {
    name: 'fetch.cjs',
    load: async () => ({ ...require(path.join(PACKAGE, 'fetch.cjs')), Stripe: require(path.join(PACKAGE, 'index.cjs')) }),
  },
];

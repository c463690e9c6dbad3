/** The builds of `stripe-apps-secrets/fetch` that are tested, and the main entry that goes with each. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { PACKAGE_DIR, urlOf } from '../support/package.mjs';

const require = createRequire(import.meta.url);
const module = (name) => import(urlOf(name));

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
    load: async () => ({
      ...require(path.join(PACKAGE_DIR, 'fetch.cjs')),
      Stripe: require(path.join(PACKAGE_DIR, 'index.cjs')),
    }),
  },
];

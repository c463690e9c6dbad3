/** Loads an entry of the built package in Node.js. */
import path from 'node:path';
import { build } from 'esbuild';
import { load as exportsOf, PACKAGE_DIR } from '../support/package.mjs';

/** `{ Stripe, isStripeError }` of an entry. */
export const load = async (entry) => {
  const { default: Stripe, isStripeError } = await exportsOf(entry);
  return { Stripe, isStripeError };
};

/** An entry with all that it requires, as one script for a realm of its own. */
export const scriptOf = async ({ script }) => {
  const {
    outputFiles: [{ text }],
  } = await build({
    entryPoints: [path.join(PACKAGE_DIR, script)],
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    target: 'es2022',
    write: false,
  });
  return text;
};

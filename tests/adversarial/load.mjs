/** Loads an entry of the built package in Node.js. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const PACKAGE_DIR = process.env.PACKAGE_DIR ?? fileURLToPath(new URL('../../pkg', import.meta.url));

/** `{ Stripe, isStripeError }` of an entry. */
export const load = async ({ module }) => {
  const { default: Stripe, isStripeError } = await import(new URL(module, `${pathToFileURL(PACKAGE_DIR)}/`));
  return { Stripe, isStripeError };
};

/** An entry with all that it requires, as one script for a realm of its own. */
export const scriptOf = async ({ script }) => {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [path.join(PACKAGE_DIR, script)], bundle: true, format: 'cjs', platform: 'neutral', target: 'es2022', write: false,
  });
  return text;
};

/**
 * The two libraries that are compared: the real `stripe`, in the build that bundlers for browsers take (an extension
 * gets no other), and the package as it is published.
 *
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
import { fileURLToPath, pathToFileURL } from 'node:url';

const packageDir = process.env.PACKAGE_DIR ?? fileURLToPath(new URL('../../pkg', import.meta.url));

export const stripe = {
  id: 'stripe',
  ...(await import(new URL('../node_modules/stripe/esm/stripe.esm.worker.js', import.meta.url))),
};

export const ours = {
  id: 'ours',
  ...(await import(new URL('index.mjs', `${pathToFileURL(packageDir)}/`))),
};

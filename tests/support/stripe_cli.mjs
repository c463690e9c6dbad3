/**
 * How the Stripe CLI builds an extension, with the esbuild that it has: for production what its users upload
 * (`.build/ext.min.js`), for development what they try (`.build/ext.js`). Learned from public repositories that commit both.
 */
import * as esbuild from 'esbuild-cli';

/** What it lowers to: es2016 until early 2026, at least es2020 since. */
export const TARGETS = /** @type {const} */ (['es2016', 'es2020']);

const SETTINGS = {
  bundle: true,
  format: /** @type {const} */ ('iife'),
  globalName: '__StripeExtExports',
  // The Dashboard provides these.
  external: ['react', 'react/jsx-runtime', '@remote-ui/react'],
  logLevel: /** @type {const} */ ('silent'), // what is wrong is thrown
};

/**
 * Builds as it does; `options` say what, and where to.
 *
 * @template {esbuild.BuildOptions} T
 * @param {T} options
 */
export function buildExtension(options, { env = 'production', target = 'es2020' } = {}) {
  const define = { 'process.env.NODE_ENV': JSON.stringify(env) };
  return esbuild.build({ ...SETTINGS, minify: env === 'production', define, target, ...options });
}

/**
 * How the Stripe CLI builds the bundle that its users upload (`.build/ext.min.js`), with the esbuild that it has. Learned from
 * public repositories that commit what it built.
 */
import * as esbuild from 'esbuild-cli';

/** What it lowers to: es2016 until early 2026, at least es2020 since. */
export const TARGETS = /** @type {const} */ (['es2016', 'es2020']);

const SETTINGS = {
  bundle: true,
  minify: true,
  format: /** @type {const} */ ('iife'),
  globalName: '__StripeExtExports',
  define: { 'process.env.NODE_ENV': '"production"' },
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
export const buildExtension = (options, target = 'es2020') => esbuild.build({ ...SETTINGS, target, ...options });

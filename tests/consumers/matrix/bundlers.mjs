/**
 * The bundlers, each set up as its users have it: one script for a page, for production.
 *
 * `build(from, to)` makes the folder `to` out of an entry's folder `from`. Where the tool takes pages, the page
 * is the one it wrote; elsewhere it is ours, around the one script. What is `dear` is left to the full run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rspack } from '@rspack/core';
import * as esbuild from 'esbuild';
import { rollup } from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';
import { buildExtension, TARGETS } from '../../support/stripe_cli.mjs';
import { runAsync, tool } from '../installed.mjs';

export const BUNDLERS = [
  {
    tool: 'esbuild',
    module: 'esbuild',
    how: 'IIFE',
    async build(from, to) {
      await esbuild.build(script(from, to));
    },
  },
  ...TARGETS.map((target) => ({
    tool: 'esbuild',
    module: 'esbuild-cli',
    how: `the Stripe CLI's build of an extension, ${target}`,
    async build(from, to) {
      await buildExtension({ entryPoints: [manifest(from)], outfile: page(to) }, { target });
    },
  })),
  {
    tool: 'webpack',
    module: 'webpack',
    how: 'for the web',
    dear: true,
    build: (from, to) => packed(webpack, from, to),
  },
  { tool: 'Rspack', module: '@rspack/core', how: 'for the web', build: (from, to) => packed(rspack, from, to) },
  {
    tool: 'Rollup',
    module: 'rollup',
    how: 'IIFE, with node-resolve',
    async build(from, to) {
      const bundle = await rollup({
        input: path.join(from, 'extension.mjs'),
        plugins: [nodeResolve({ browser: true })],
        onwarn: fail,
      });
      await bundle.write({ file: page(to), format: 'iife' });
      await bundle.close();
    },
  },
  {
    tool: 'Vite',
    module: 'vite',
    how: 'a page, ES modules',
    async build(from, to) {
      await vite.build({
        root: from,
        configFile: false,
        logLevel: 'error',
        // Vite's own polyfill for older browsers fetches; what is looked for here is what the package does.
        build: { outDir: to, modulePreload: { polyfill: false } },
      });
    },
  },
  {
    tool: 'Parcel',
    module: 'parcel',
    how: 'a page',
    dear: true,
    async build(from, to) {
      const flags = ['--dist-dir', to, '--no-source-maps', '--no-cache'];
      await runAsync(from, process.execPath, tool('parcel/lib/bin.js'), 'build', 'index.html', ...flags);
    },
  },
  {
    tool: 'Bun',
    module: 'bun',
    how: 'IIFE',
    async build(from, to) {
      const flags = ['--outfile', page(to), '--minify', '--format=iife', '--target=browser'];
      await runAsync(from, tool('.bin/bun'), 'build', 'extension.mjs', ...flags);
    },
  },
];

/** Writes what the Stripe CLI makes of an app's manifest, the entry of its build, and returns the path. */
function manifest(project) {
  const file = path.join(project, '.build/manifest.js');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `import '../extension.mjs';
    export * from '@stripe/ui-extension-sdk/version';
    export const BUILD_TIME = '2026-01-01 00:00:00 +0000 UTC';
    export default { id: 'com.example.extension', permissions: [{ permission: 'secret_write' }] };`,
  );
  return file;
}

const SCRIPT = 'bundle.js';

/** Writes the page around the script, and returns the script's path. */
function page(folder) {
  writeFileSync(path.join(folder, 'index.html'), `<!doctype html><script src="./${SCRIPT}"></script>`);
  return path.join(folder, SCRIPT);
}

/** The options of the newest esbuild. */
const script = (from, to) => ({
  entryPoints: [path.join(from, 'extension.mjs')],
  outfile: page(to),
  bundle: true,
  minify: true,
  format: /** @type {const} */ ('iife'),
  platform: /** @type {const} */ ('browser'),
  logLevel: /** @type {const} */ ('error'),
});

/** webpack, or Rspack, which takes the same configuration. */
async function packed(bundler, from, to) {
  const script = page(to);
  const stats = await promisify(bundler)({
    mode: 'production',
    context: from,
    entry: './extension.mjs',
    output: { path: to, filename: path.basename(script) },
    performance: false,
  });
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString({ colors: false }));
}

function fail({ message }) {
  throw new Error(message);
}

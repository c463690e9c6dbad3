/**
 * The package as a project loads it, in development and in production: by Node.js, and bundled by the esbuild of the Stripe
 * CLI. Each build is `{ name, develops, says, load }`: whether it is a development build, whether its refusals have their full
 * texts, and what gives `{ Stripe, isStripeError, createHttpClient }`, the last one from the extension SDK.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { build as buildNow } from 'esbuild';
import { PACKAGE_DIR } from '../support/package.mjs';
import { buildExtension, TARGETS } from '../support/stripe_cli.mjs';

const TOOLS = new URL('../', import.meta.url).pathname;
const SDK = `export { createHttpClient } from '@stripe/ui-extension-sdk/http_client';`;

/** The code of an extension's bundle, whose exports a test looks at. */
const PACKAGE = `export { default as Stripe, isStripeError } from ${JSON.stringify(path.join(PACKAGE_DIR, 'index.mjs'))};`;
const EXTENSION = PACKAGE + SDK;
const MESSAGES = `import ${JSON.stringify(path.join(PACKAGE_DIR, 'messages.mjs'))};`;

const plain = (contents) => ({
  stdin: { contents, resolveDir: TOOLS, loader: /** @type {const} */ ('js') },
  bundle: true,
  write: /** @type {const} */ (false),
  logLevel: /** @type {const} */ ('error'),
});

/** An extension's script, as the Stripe CLI bundles it: minified and for production, or neither. */
export async function extension({ env, target, messages = false }) {
  const { outputFiles } = await buildExtension(plain(messages ? MESSAGES + EXTENSION : EXTENSION), { env, target });
  return outputFiles[0].text;
}

const bundled = async (how) => vm.runInThisContext(`${await extension(how)}\n;__StripeExtExports`);

/** The SDK's client for code that Node.js loads: the SDK itself is made for bundlers. */
const sdk = async () => {
  const { outputFiles } = await buildNow({ ...plain(SDK), format: 'esm', platform: 'browser' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
};

/** Does something while `NODE_ENV` is so; undefined means that there is none. */
async function within(env, act) {
  const before = process.env.NODE_ENV;
  const set = (value) => {
    if (value === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = value;
  };
  set(env);
  try {
    return await act();
  } finally {
    set(before);
  }
}

/** A copy of the package: what is loaded twice has to be another file. */
async function copied(load) {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-apps-secrets-'));
  try {
    cpSync(PACKAGE_DIR, folder, { recursive: true });
    return { ...(await load(folder)), ...(await sdk()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const imported = (env, messages) =>
  within(env, () =>
    copied(async (folder) => {
      const { default: Stripe, isStripeError } = await import(path.join(folder, 'index.mjs'));
      if (messages) await import(path.join(folder, 'messages.mjs'));
      return { Stripe, isStripeError };
    }),
  );

const required = (env, messages) =>
  within(env, () =>
    copied(async (folder) => {
      const require = createRequire(path.join(folder, 'package.json'));
      if (messages) require('stripe-apps-secrets/messages'); // a package may require itself by its name
      const Stripe = require('stripe-apps-secrets');
      return { Stripe, isStripeError: Stripe.isStripeError };
    }),
  );

/** The package where there is no `process` at all, as in a page that loads a module without a build. */
const withoutProcess = async () => {
  const how = /** @type {const} */ ({ format: 'iife', globalName: 'exported', platform: 'neutral' });
  const { outputFiles } = await buildNow({ ...plain(PACKAGE), ...how });
  const surroundings = { setTimeout, clearTimeout, queueMicrotask, crypto, console, TextDecoder, URLSearchParams };
  return { ...vm.runInNewContext(`${outputFiles[0].text}\n;exported`, surroundings), ...(await sdk()) };
};

const inNode = (how, load) => [
  { name: `${how}, without NODE_ENV`, develops: true, says: true, load: () => load(undefined) },
  { name: `${how}, in development`, develops: true, says: true, load: () => load('development') },
  { name: `${how}, in production`, develops: false, says: false, load: () => load('production') },
  { name: `${how}, in production with /messages`, develops: false, says: true, load: () => load('production', true) },
];

export const BUILDS = [
  ...inNode('ES modules', imported),
  ...inNode('CommonJS', required),
  { name: 'a page without a process', develops: true, says: true, load: withoutProcess },
  ...TARGETS.flatMap((target) =>
    [
      { how: { env: 'development', target }, says: true },
      { how: { env: 'production', target }, says: false },
      { how: { env: 'production', target, messages: true }, says: true },
    ].map(({ how, says }) => ({
      name: `esbuild 0.15.8, ${target}, in ${how.env}${how.messages ? ' with /messages' : ''}`,
      develops: how.env === 'development',
      says,
      load: () => bundled(how),
    })),
  ),
];

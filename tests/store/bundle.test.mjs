/** The store in an extension's script, as the Stripe CLI bundles it: what is in it, what it says, and on which core it runs. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild-cli';
import { asked, PAYLOAD, recording, SIGNED_IN } from '../support/host.mjs';
import { PACKAGE_DIR, urlOf } from '../support/package.mjs';

const from = (file) => JSON.stringify(path.join(PACKAGE_DIR, file));

/** The script of an extension whose exports are looked at. */
async function script(contents, env = 'production') {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PACKAGE_DIR, loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: '__StripeExtExports',
    minify: env === 'production',
    target: 'es2020',
    external: ['react'],
    define: { 'process.env.NODE_ENV': JSON.stringify(env) },
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

const STORE = `export { createSecretStore } from ${from('store.mjs')};`;
const TOKENS = `export { createOAuthTokens } from ${from('store.mjs')};`;

/** What only a part has, by which it is found in a script. */
const TRACES = {
  'the class': 'autoPagingToArray',
  events: 'request_start_time',
  tokens: 'refresh_token',
  texts: 'write it anew with setJSON',
};

test('what an extension does not use is not in its script', async () => {
  const found = async (contents, env) => {
    const text = await script(contents, env);
    return Object.keys(TRACES).filter((part) => text.includes(TRACES[part]));
  };
  assert.deepEqual(await found(STORE), []);
  assert.deepEqual(await found(STORE + TOKENS), ['tokens']);
  assert.deepEqual(await found(STORE, 'development'), ['texts']);
  assert.deepEqual(await found(`import ${from('messages.mjs')}; ${STORE}`), ['texts']);
  assert.deepEqual(await found(`export { Stripe } from ${from('index.mjs')}; ${STORE}`), ['the class', 'events']);
});

test('an error says all in development, its code in production, and all again with /messages', async () => {
  const said = async (contents, env) => {
    const { createSecretStore } = vm.runInThisContext(`${await script(contents, env)}\n;__StripeExtExports`);
    const { user } = createSecretStore({ httpClient: recording([asked]) }).for(SIGNED_IN);
    return user.setJSON('n', undefined).catch(({ message }) => message);
  };
  const whole = /^The value for n cannot be written as JSON: .+ call delete\.$/;
  assert.equal(await said(STORE, 'production'), 'value_not_json: n');
  assert.match(await said(STORE, 'development'), whole);
  assert.match(await said(`import ${from('messages.mjs')}; ${STORE}`, 'production'), whole);
});

test('where WebAssembly is forbidden the store works all the same', () => {
  const code = `
    delete globalThis.WebAssembly;
    const { createSecretStore } = await import(${JSON.stringify(urlOf('store.mjs'))});
    const { asked, recording, SIGNED_IN } = await import(${JSON.stringify(new URL('../support/host.mjs', import.meta.url).href)});
    const { user } = createSecretStore({ httpClient: recording([asked]) }).for(SIGNED_IN);
    const { name } = await user.set('n', ${JSON.stringify(PAYLOAD)});
    const refused = await user.set('n', '').catch(({ code }) => code);
    console.log(name, refused);
  `;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' });
  assert.equal(printed.trim(), 'n parameter_invalid_empty');
});

/**
 * The blocks of docs/store.md, docs/react.md and docs/oauth.md, as files of an extension: each compiles, and what stands side by
 * side does what the page says of it.
 */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import Stripe from 'stripe';
import { packPackage, runAsync, tool } from '../consumers/installed.mjs';
import { hostOf, NOW } from '../oauth/host.mjs';
import { KEY, SIGNED_IN, USER } from '../support/host.mjs';

const PAGES = ['store', 'react', 'oauth'];
const text = (page) => readFileSync(new URL(`../../docs/${page}.md`, import.meta.url), 'utf8');
const NAMED = /^```tsx?\n\/\/ (\S+)\n([\s\S]*?)^```$/gm;

/** As the extension tools have it, and stricter. */
const SETTINGS = {
  noEmit: true,
  strict: true,
  target: 'es2020',
  lib: ['es2020', 'dom', 'dom.iterable'],
  module: 'esnext',
  moduleResolution: 'bundler',
  jsx: 'react-jsx',
  skipLibCheck: true,
  types: ['node'],
};

let packed;
let project;
before(() => {
  packed = packPackage();
  project = packed.project('esm');
  for (const page of PAGES) {
    const folder = path.join(project, page);
    mkdirSync(folder);
    for (const [, name, code] of text(page).matchAll(NAMED)) writeFileSync(path.join(folder, name), code);
    writeFileSync(path.join(folder, 'library.ts'), "export * from 'stripe-apps-secrets/store';");
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: SETTINGS }));
  }
});
after(() => packed?.remove());

for (const page of PAGES) {
  test(`each block of docs/${page}.md compiles`, async () => {
    assert.equal(
      text(page).match(/^```tsx?$/gm)?.length,
      [...text(page).matchAll(NAMED)].length,
      'a block without a name',
    );
    await runAsync(project, process.execPath, tool('typescript/bin/tsc'), '--project', path.join(project, page));
  });
}

test('the view of docs/oauth.md signs in, out and in again', async () => {
  const folder = path.join(project, 'oauth');
  const here = (file) => fileURLToPath(new URL(file, import.meta.url));
  copyFileSync(here('fixtures/SignIn.test.tsx'), path.join(folder, 'SignIn.test.tsx'));
  const config = {
    rootDir: folder,
    testMatch: ['<rootDir>/SignIn.test.tsx'],
    transform: { '\\.[jt]sx?$': here('../react/fixtures/transform.cjs') },
    transformIgnorePatterns: ['/node_modules/(?!@stripe/ui-extension-sdk/)'],
  };
  await runAsync(folder, process.execPath, tool('jest/bin/jest.js'), '--config', JSON.stringify(config));
});

/** What files of a page export, by their names. */
async function load(page, ...names) {
  const folder = path.join(project, page);
  const contents = names.map((name) => `export * as ${name} from './${name}';`).join('\n');
  const outfile = path.join(folder, `${names.join('-')}.mjs`);
  await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['stripe'],
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

/** A host, the user's scope over it, and npm `stripe` over it. */
async function over(file, held) {
  const host = hostOf(held);
  const stripe = new Stripe(KEY, { httpClient: /** @type {any} */ (host.httpClient), maxNetworkRetries: 0 });
  const { createSecretStore } = file;
  const { user } = createSecretStore({ httpClient: host.httpClient, maxNetworkRetries: 0, now: () => NOW }).for(
    SIGNED_IN,
  );
  return { host, stripe, user };
}

suite('side by side', () => {
  test('both read the secret, and null where there is none', async () => {
    const { read, read_by_hand, library } = await load('store', 'read', 'read_by_hand', 'library');
    for (const held of ['text', null]) {
      const { stripe, user } = await over(library, held);
      assert.deepEqual(
        [await read_by_hand.readSecret(stripe, USER, 'oauth'), await read.readSecret(user, 'oauth')],
        [held, held],
      );
    }
  });

  test('by hand a missing permission is a missing secret, and here it is an error', async () => {
    const { read, read_by_hand, library } = await load('store', 'read', 'read_by_hand', 'library');
    const { host, stripe, user } = await over(library, 'text');
    host.failing.push('read', 'read');
    assert.equal(await read_by_hand.readSecret(stripe, USER, 'oauth'), null);
    await assert.rejects(read.readSecret(user, 'oauth'), { type: 'StripePermissionError' });
  });

  test('by hand the log quotes a secret that is no JSON, and here nothing does', async (t) => {
    const { settings, settings_by_hand, library } = await load('store', 'settings', 'settings_by_hand', 'library');
    const { stripe, user } = await over(library, 'placeholder');
    const log = t.mock.method(console, 'error', () => {});
    assert.equal(await settings_by_hand.readSettings(stripe, USER), null);
    assert.match(String(log.mock.calls[0].arguments[0]), /placehold/);
    await assert.rejects(settings.readSettings(user), (error) => !/placehold/.test(String(error)));
    await settings.writeSettings(user, { dark: true });
    assert.deepEqual(await settings_by_hand.readSettings(stripe, USER), { dark: true });
    assert.deepEqual(await settings.readSettings(user), { dark: true });
  });

  test('a value that Zod refuses is an error with what Zod says', async () => {
    const { checked, library } = await load('store', 'checked', 'library');
    assert.deepEqual(await checked.checkedSettings((await over(library, { dark: true })).user), { dark: true });
    await assert.rejects(
      checked.checkedSettings((await over(library, { dark: 'placeholder' })).user),
      (/** @type {any} */ error) => {
        assert.deepEqual([error.code, error.detail.issues[0].path], ['secret_invalid', ['dark']]);
        return true;
      },
    );
  });

  test('what a helper wrote in another form is read', async () => {
    const { moving, library } = await load('store', 'moving', 'library');
    assert.deepEqual(await moving.readSession((await over(library, 'token-placeholder')).user), {
      token: 'token-placeholder',
    });
    assert.deepEqual(await moving.readSession((await over(library, { token: 'token-placeholder' })).user), {
      token: 'token-placeholder',
    });
    assert.equal(await moving.readSession((await over(library, null)).user), null);
  });

  test('a backend reads what the extension shares', async () => {
    const { share, backend, library } = await load('store', 'share', 'backend', 'library');
    const { user, stripe } = await over(library, null);
    await share.shareKey(user, 'key-placeholder');
    assert.equal(await backend.sharedKey(stripe, 'acct_example'), 'key-placeholder');
  });

  test('by hand two views redeem one token twice, and here once', async (t) => {
    const { by_hand, with_this, library } = await load('oauth', 'by_hand', 'with_this', 'library');
    const held = { access_token: 'access-placeholder-1', refresh_token: 'refresh-placeholder-1', expires_at: NOW - 1 };
    const fresh = { access_token: 'access-placeholder-2', refresh_token: 'refresh-placeholder-2', expires_in: 3600 };
    const { host, stripe, user } = await over(library, held);
    const refresh = t.mock.fn(async () => fresh);
    await Promise.all([by_hand.accessToken(stripe, USER, refresh), by_hand.accessToken(stripe, USER, refresh)]);
    assert.equal(refresh.mock.callCount(), 2);

    host.text = JSON.stringify(held);
    const fetched = t.mock.method(globalThis, 'fetch', async () => Response.json(fresh));
    const got = await Promise.all([with_this.accessToken(user), with_this.accessToken(user)]);
    assert.deepEqual(got, ['access-placeholder-2', 'access-placeholder-2']);
    assert.equal(fetched.mock.callCount(), 1);
    assert.match(String(fetched.mock.calls[0].arguments[1]?.body), /refresh_token=refresh-placeholder-1/);
  });

  test('things are fetched with the token', async (t) => {
    const { things, library } = await load('oauth', 'things', 'library');
    const { user } = await over(library, { access_token: 'access-placeholder-1' });
    const fetched = t.mock.method(globalThis, 'fetch', async () => Response.json(['thing']));
    assert.deepEqual(await things.things(user), ['thing']);
    assert.equal(
      new Headers(fetched.mock.calls[0].arguments[1]?.headers).get('Authorization'),
      'Bearer access-placeholder-1',
    );
    assert.equal(await things.things((await over(library, null)).user), null);
  });
});

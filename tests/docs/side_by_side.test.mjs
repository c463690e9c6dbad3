/** What the pages show side by side does what they say of it: by hand, and with this package. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import Stripe from 'stripe';
import { hostOf, NOW } from '../oauth/host.mjs';
import { KEY, SIGNED_IN, USER } from '../support/host.mjs';
import { load } from './load.mjs';
import { folderOf, pagesProject } from './project.mjs';

let project;
before(() => {
  project = pagesProject();
  for (const page of ['store', 'oauth']) {
    const file = path.join(project.root, folderOf(`docs/${page}.md`), 'library.ts');
    writeFileSync(file, "export * from 'stripe-apps-secrets/store';");
  }
});
after(() => project?.remove());

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
    const { read, read_by_hand, library } = await load(project, 'store', ['read', 'read_by_hand', 'library']);
    for (const held of ['text', null]) {
      const { stripe, user } = await over(library, held);
      assert.deepEqual(
        [await read_by_hand.readSecret(stripe, USER, 'oauth'), await read.readSecret(user, 'oauth')],
        [held, held],
      );
    }
  });

  test('by hand a missing permission is a missing secret, and here it is an error', async () => {
    const { read, read_by_hand, library } = await load(project, 'store', ['read', 'read_by_hand', 'library']);
    const { host, stripe, user } = await over(library, 'text');
    host.failing.push('read', 'read');
    assert.equal(await read_by_hand.readSecret(stripe, USER, 'oauth'), null);
    await assert.rejects(read.readSecret(user, 'oauth'), { type: 'StripePermissionError' });
  });

  test('by hand the log quotes a secret that is not JSON, and here nothing does', async (t) => {
    const { settings, settings_by_hand, library } = await load(project, 'store', [
      'settings',
      'settings_by_hand',
      'library',
    ]);
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
    const { checked, library } = await load(project, 'store', ['checked', 'library']);
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
    const { moving, library } = await load(project, 'store', ['moving', 'library']);
    assert.deepEqual(await moving.readSession((await over(library, 'token-placeholder')).user), {
      token: 'token-placeholder',
    });
    assert.deepEqual(await moving.readSession((await over(library, { token: 'token-placeholder' })).user), {
      token: 'token-placeholder',
    });
    assert.equal(await moving.readSession((await over(library, null)).user), null);
  });

  test('a backend reads what the extension shares', async () => {
    const { share, backend, library } = await load(project, 'store', ['share', 'backend', 'library']);
    const { user, stripe } = await over(library, null);
    await share.shareKey(user, 'key-placeholder');
    assert.equal(await backend.sharedKey(stripe, 'acct_example'), 'key-placeholder');
  });

  test('by hand two views redeem one token twice, and here once', async (t) => {
    const { by_hand, with_this, library } = await load(project, 'oauth', ['by_hand', 'with_this', 'library']);
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
    const { things, library } = await load(project, 'oauth', ['things', 'library']);
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

/** npm `stripe` as an app's backend and this package as its extension, on one server. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import NpmStripe from 'stripe';
import { urlOf } from '../support/package.mjs';
import { doors } from './doors.mjs';
import { start } from './server.mjs';

const { default: Stripe } = await import(urlOf('index.mjs'));
const { createFetchHttpClient } = await import(urlOf('fetch.mjs'));

const ACCOUNT = /** @type {const} */ ({ type: 'account' });
const CONTEXT = { id: 'usr_example', account: { id: 'acct_example' } };
const mine = /** @type {const} */ ({ type: 'user', user: CONTEXT.id });

async function both(t, door) {
  const server = await start(t, door);
  const backend = new NpmStripe(server.key, { host: '127.0.0.1', port: server.port, protocol: 'http' });
  const headers = { Authorization: `Bearer ${server.session}` };
  const httpClient = createFetchHttpClient({ baseUrl: server.url, headers });
  const extension = new Stripe('DO_NOT_PASS_A_REAL_API_KEY', { httpClient, userContext: CONTEXT });
  return { backend, extension };
}

for (const door of doors) {
  describe(`${door.name}: the libraries`, () => {
    test("npm stripe as a backend and this package as the extension see each other's secrets", async (t) => {
      const { backend, extension } = await both(t, door);
      await extension.apps.secrets.create({ scope: ACCOUNT, name: 'from_extension', payload: 'first-placeholder' });
      await backend.apps.secrets.create({ scope: ACCOUNT, name: 'from_backend', payload: 'second-placeholder' });
      await extension.apps.secrets.create({ scope: mine, name: 'token', payload: 'third-placeholder' });
      for (const stripe of [backend, extension]) {
        const { data } = await stripe.apps.secrets.list({ scope: ACCOUNT, expand: ['data.payload'] });
        assert.deepEqual(
          data.map(({ name, payload }) => [name, payload]),
          [
            ['from_backend', 'second-placeholder'],
            ['from_extension', 'first-placeholder'],
          ],
        );
        const found = await stripe.apps.secrets.find({ scope: mine, name: 'token', expand: ['payload'] });
        assert.equal(found.payload, 'third-placeholder');
      }
    });

    test('what the backend deletes, the extension misses', async (t) => {
      const { backend, extension } = await both(t, door);
      await extension.apps.secrets.create({ scope: mine, name: 'token', payload: 'payload-placeholder' });
      const deleted = await backend.apps.secrets.deleteWhere({ scope: mine, name: 'token' });
      assert.equal(deleted.deleted, true);
      await assert.rejects(extension.apps.secrets.find({ scope: mine, name: 'token' }), { code: 'resource_missing' });
    });
  });
}

/**
 * Each kind of failure at each method. Only a 404 with `resource_missing` says that there is no such secret: an app that
 * takes a 403 for that signs its users out.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { PAYLOAD, SIGNED_IN } from '../support/host.mjs';
import { urlOf } from '../support/package.mjs';

const { createSecretStore, isStripeError } = await import(urlOf('store.mjs'));
const { default: Stripe } = await import(urlOf('index.mjs'));
const { createEmulator } = await import(urlOf('testing.mjs'));

/** For the host that never answers. In milliseconds. */
const SHORT = 30;

/** What each method does, the request that it sends, and what it gives where there is no such secret. */
const METHODS = {
  get: { act: (scope) => scope.get('n'), method: 'find', missing: null },
  getJSON: { act: (scope) => scope.getJSON('n'), method: 'find', missing: null },
  has: { act: (scope) => scope.has('n'), method: 'find', missing: false },
  delete: { act: (scope) => scope.delete('n'), method: 'deleteWhere', missing: false },
  set: { act: (scope) => scope.set('n', PAYLOAD), method: 'create' },
  setJSON: { act: (scope) => scope.setJSON('n', PAYLOAD), method: 'create' },
  list: { act: (scope) => scope.list(), method: 'list' },
  names: { act: (scope) => scope.names(), method: 'list' },
};

const MISSING = { status: 404, code: 'resource_missing' };

/** Each failure, and what the error is then. */
const FAILURES = [
  [{ permission: true }, { type: 'StripePermissionError', statusCode: 403 }],
  [
    { permission: true, body: 'empty' },
    { type: 'StripePermissionError', statusCode: 403 },
  ],
  [
    { status: 403, code: 'resource_missing' },
    { type: 'StripePermissionError', statusCode: 403 },
  ],
  [{ status: 404 }, { type: 'StripeInvalidRequestError', statusCode: 404 }],
  [
    { status: 404, code: 'account_invalid' },
    { type: 'StripeInvalidRequestError', statusCode: 404 },
  ],
  [
    { status: 400, code: 'resource_missing' },
    { type: 'StripeInvalidRequestError', statusCode: 400 },
  ],
  [{ status: 401 }, { type: 'StripeAuthenticationError', statusCode: 401 }],
  [{ status: 409 }, { type: 'StripeAPIError', statusCode: 409 }],
  [{ status: 429 }, { type: 'StripeRateLimitError', statusCode: 429 }],
  [{ status: 500 }, { type: 'StripeAPIError', statusCode: 500 }],
  [
    { status: 503, code: 'resource_missing' },
    { type: 'StripeAPIError', statusCode: 503 },
  ],
  [{ lost: 'request' }, { type: 'StripeConnectionError' }],
  [{ lost: 'answer' }, { type: 'StripeConnectionError' }],
  [{ body: 'empty' }, { type: 'StripeAPIError' }],
  [{ body: 'cut' }, { type: 'StripeAPIError' }],
  [{ body: 'html' }, { type: 'StripeAPIError' }],
  [{ never: true }, { type: 'StripeConnectionError' }],
];

const WAYS = {
  'over a host client': (httpClient, how) => createSecretStore({ httpClient, ...how }),
  'over a Stripe client': (httpClient, how) => createSecretStore(new Stripe('key', { httpClient, ...how })),
};

for (const [way, storeOver] of Object.entries(WAYS)) {
  suite(way, () => {
    const scopes = () => {
      const emulator = createEmulator();
      const httpClient = emulator.httpClientFor(SIGNED_IN);
      const over = (timeout) => storeOver(httpClient, { maxNetworkRetries: 0, timeout }).for(SIGNED_IN);
      return { emulator, over, ...over(80_000) };
    };

    test('a 404 with resource_missing is not an error where the question is whether there is one', async () => {
      const { emulator, user, account } = scopes();
      for (const [name, { act, method, missing }] of Object.entries(METHODS)) {
        for (const scope of [user, account]) {
          emulator.failNext({ when: { method }, ...MISSING });
          if (missing === undefined)
            await assert.rejects(act(scope), { code: 'resource_missing', statusCode: 404 }, name);
          else assert.equal(await act(scope), missing, name);
        }
      }
      assert.equal(emulator.pendingFailures.length, 0);
    });

    test('everything else is an error, of every method', async () => {
      const { emulator, over, user, account } = scopes();
      for (const [failure, expected] of FAILURES) {
        const asked = 'never' in failure ? over(SHORT) : { user, account };
        for (const [name, { act, method }] of Object.entries(METHODS)) {
          for (const scope of [asked.user, asked.account]) {
            await account.setJSON('n', 'placeholder');
            await user.setJSON('n', 'placeholder');
            const what = `${name}: ${JSON.stringify(failure)}`;
            emulator.failNext({ when: { method }, ...failure });
            await assert.rejects(act(scope), (/** @type {any} */ error) => {
              assert.ok(isStripeError(error), what);
              for (const [field, value] of Object.entries(expected)) assert.equal(error[field], value, what);
              return !error.message.includes(PAYLOAD);
            });
            assert.equal(emulator.pendingFailures.length, 0, what);
          }
        }
      }
    });

    test('a call that its signal ends is one of them', async () => {
      const { user } = scopes();
      const signal = AbortSignal.abort();
      const acts = {
        get: () => user.get('n', { signal }),
        getJSON: () => user.getJSON('n', { signal, parse: String }),
        has: () => user.has('n', { signal }),
        delete: () => user.delete('n', { signal }),
        set: () => user.set('n', PAYLOAD, { signal, expiresIn: 60 }),
        setJSON: () => user.setJSON('n', PAYLOAD, { signal }),
        list: () => user.list({ signal }),
        names: () => user.names({ signal }),
      };
      assert.deepEqual(Object.keys(acts), Object.keys(METHODS));
      for (const [name, act] of Object.entries(acts)) await assert.rejects(act(), { code: 'request_aborted' }, name);
    });
  });
}

test('each method of a scope is tried', () => {
  const { user } = createSecretStore({ httpClient: { makeRequest() {} } }).for(SIGNED_IN);
  const methods = Object.keys(user).filter((name) => typeof user[name] === 'function' && name !== 'subscribe');
  assert.deepEqual(methods.sort(), Object.keys(METHODS).sort());
});

/** What each member of the emulator promises, in Node.js: a test that relies on it would otherwise prove nothing. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import NpmStripe from 'stripe';
import { required, urlOf } from '../support/package.mjs';

const { createEmulator } = await import(urlOf('testing.mjs'));
const { default: Stripe } = await import(urlOf('index.mjs'));

const NOW = 1_800_000_000;
const USER = 'usr_1';
const CONTEXT = { id: USER, account: { id: 'acct_1' } };
const PLACEHOLDER = 'payload-placeholder';
const mine = { type: 'user', user: USER };
const shared = { type: 'account' };
const STATE = {
  accounts: { acct_1: { account: { api_key: PLACEHOLDER }, users: { [USER]: { token: PLACEHOLDER } } } },
};

const emulated = (options) => createEmulator({ now: NOW, ...options });
const keyOf = ({ account, scope, name }) => [account, scope.user ?? 'account', name].join(' ');

suite('clients', () => {
  test('a client of this package is an instance of the class that apps import', async () => {
    const stripe = emulated().clientFor(CONTEXT, { maxNetworkRetries: 0 });
    assert.ok(stripe instanceof Stripe);
    const { name } = await stripe.apps.secrets.create({ scope: mine, name: 'n', payload: PLACEHOLDER });
    assert.equal(name, 'n');
  });

  test('a client for nobody in particular is that of the installed host', async () => {
    const emulator = emulated();
    const remove = emulator.installHost('usr_2', { account: 'acct_2', livemode: true });
    const stripe = emulator.clientFor();
    await stripe.apps.secrets.create({ scope: { type: 'user' }, name: 'n', payload: PLACEHOLDER });
    emulator.set({ scope: shared, name: 'm', payload: PLACEHOLDER });
    remove();
    assert.deepEqual(emulator.secrets({ livemode: true }).map(keyOf).sort(), ['acct_2 account m', 'acct_2 usr_2 n']);
  });

  test('an HTTP client serves npm stripe with the placeholder of the SDK', async () => {
    const stripe = new NpmStripe('DO_NOT_PASS_A_REAL_API_KEY', { httpClient: emulated().httpClientFor(CONTEXT) });
    const { name } = await stripe.apps.secrets.create({ scope: mine, name: 'n', payload: PLACEHOLDER });
    assert.equal(name, 'n');
  });

  test("npm stripe as a backend and this package as the extension see each other's secrets", async () => {
    const emulator = emulated();
    const extension = emulator.clientFor(CONTEXT);
    const { apiKey, httpClient } = emulator.backend({ account: 'acct_1' });
    const backend = new NpmStripe(apiKey, { httpClient });
    await extension.apps.secrets.create({ scope: shared, name: 'from_extension', payload: PLACEHOLDER });
    await backend.apps.secrets.create({ scope: shared, name: 'from_backend', payload: PLACEHOLDER });
    for (const stripe of [extension, backend]) {
      const { data } = await stripe.apps.secrets.list({ scope: shared });
      assert.deepEqual(data.map(({ name }) => name).sort(), ['from_backend', 'from_extension']);
    }
  });

  test("the app owner's key reaches the installed account that a call names, and no other", async () => {
    const emulator = emulated({ state: STATE });
    const { apiKey, httpClient } = emulator.backend();
    const owner = new NpmStripe(apiKey, { httpClient });
    const { data } = await owner.apps.secrets.list({ scope: shared }, { stripeAccount: 'acct_1' });
    assert.deepEqual(
      data.map(({ name }) => name),
      ['api_key'],
    );
    await assert.rejects(owner.apps.secrets.find({ scope: shared, name: 'api_key' }, { stripeAccount: 'acct_2' }));
  });

  test("a client of one user does not reach another's secrets, whatever it asks for", async () => {
    const emulator = emulated({ state: STATE });
    const { httpClient } = { httpClient: emulator.httpClientFor({ id: 'usr_2', account: { id: 'acct_1' } }) };
    const stripe = new NpmStripe('DO_NOT_PASS_A_REAL_API_KEY', { httpClient });
    await assert.rejects(stripe.apps.secrets.find({ scope: mine, name: 'token' }), { statusCode: 403 });
  });
});

suite('the store', () => {
  test('what a test stores past any client is found, in the account that it names', async () => {
    const emulator = emulated();
    emulator.set({ account: 'acct_1', scope: mine, name: 'token', payload: PLACEHOLDER });
    emulator.set({ scope: shared, name: 'api_key', payload: PLACEHOLDER });
    assert.deepEqual(emulator.secrets().map(keyOf).sort(), ['acct_1 usr_1 token', 'acct_1234 account api_key']);
    assert.deepEqual(emulator.secrets({ type: 'user', user: USER }).map(keyOf), ['acct_1 usr_1 token']);
    assert.equal(emulator.secrets({ account: 'acct_1' })[0].payload, PLACEHOLDER);
    assert.equal(emulator.remove({ account: 'acct_1', scope: mine, name: 'token' }), true);
    assert.equal(emulator.remove({ account: 'acct_1', scope: mine, name: 'token' }), false);
  });

  test('the same seed gives the same ids in every run, and another one others', async () => {
    const idOf = async (seed) => {
      const stripe = emulated({ seed }).clientFor(CONTEXT);
      const { id, lastResponse } = await stripe.apps.secrets.create({ scope: mine, name: 'n', payload: PLACEHOLDER });
      return `${id} ${lastResponse.requestId}`;
    };
    assert.equal(await idOf(1), await idOf(1));
    assert.notEqual(await idOf(1), await idOf(2));
  });

  test('a reset goes back to the state that the emulator began with, its clock and its ids', async () => {
    const emulator = emulated({ state: STATE });
    const before = emulator.snapshot();
    const stripe = emulator.clientFor(CONTEXT);
    await stripe.apps.secrets.deleteWhere({ scope: mine, name: 'token' });
    emulator.advance(60);
    emulator.failNext({ status: 500 });
    emulator.reset();
    assert.deepEqual(emulator.snapshot(), before);
    assert.equal(emulator.now, NOW);
    assert.deepEqual([emulator.requests, emulator.pendingFailures], [[], []]);
    assert.equal((await stripe.apps.secrets.find({ scope: mine, name: 'token' })).name, 'token', 'clients stay');
  });

  test('a snapshot survives JSON, and comes back with ids, expiry and clock', async () => {
    const emulator = emulated({ state: STATE });
    emulator.set({ account: 'acct_1', scope: mine, name: 'short', payload: PLACEHOLDER, expires_at: NOW + 60 });
    const kept = JSON.parse(JSON.stringify(emulator.snapshot()));
    const before = emulator.secrets();
    emulator.advance(3600);
    assert.equal(emulator.secrets().length, 2);
    emulator.restore(kept);
    assert.deepEqual(emulator.secrets(), before);
    assert.equal(emulator.now, NOW);
    assert.deepEqual(createEmulator({ state: kept }).secrets(), before, 'and another emulator begins with it');
  });
});

suite('the clock', () => {
  test('a secret is gone when its time is up, by the clock of the emulator', async () => {
    const emulator = emulated();
    const stripe = emulator.clientFor(CONTEXT);
    await stripe.apps.secrets.create({
      scope: mine,
      name: 'token',
      payload: PLACEHOLDER,
      expires_at: emulator.now + 5,
    });
    emulator.advance(6);
    await assert.rejects(stripe.apps.secrets.find({ scope: mine, name: 'token' }), { code: 'resource_missing' });
  });

  test('with now it stands still, without it goes with Date, and setTime sets it', () => {
    const date = new Date(NOW * 1000);
    assert.equal(createEmulator({ now: date }).now, NOW);
    const real = createEmulator();
    assert.ok(Math.abs(real.now - Date.now() / 1000) < 2);
    real.setTime(date);
    assert.ok(Math.abs(real.now - NOW) < 2);
  });
});

const NO_RETRY = { maxNetworkRetries: 0, timeout: 50 };

/** Every kind of failure, and how this package tells of it. */
const FAILURES = [
  [
    { status: 402, code: 'card_declined', type: 'card_error', message: 'm' },
    { type: 'StripeCardError', message: 'm' },
  ],
  [{ status: 500 }, { statusCode: 500 }],
  [{ permission: true }, { type: 'StripePermissionError', code: 'more_permissions_required_for_session' }],
  [
    { permission: true, body: 'empty' },
    { type: 'StripePermissionError', code: undefined },
  ],
  [{ lost: 'request' }, { type: 'StripeConnectionError', code: undefined }],
  [{ lost: 'answer' }, { type: 'StripeConnectionError', code: undefined }],
  [{ body: 'empty' }, { type: 'StripeAPIError' }],
  [{ body: 'cut' }, { type: 'StripeAPIError' }],
  [{ body: 'html' }, { type: 'StripeAPIError' }],
  [{ never: true }, { message: /timeout/ }],
];

suite('failures', () => {
  for (const [failure, expected] of FAILURES) {
    test(`the next request fails as it is told: ${JSON.stringify(failure)}`, async () => {
      const emulator = emulated({ state: STATE });
      const stripe = emulator.clientFor(CONTEXT);
      emulator.failNext(failure);
      const find = () => stripe.apps.secrets.find({ scope: mine, name: 'token' }, NO_RETRY);
      await assert.rejects(find(), expected);
      assert.equal((await find()).name, 'token', 'only the next one');
      emulator.assertNoPendingFailures();
    });
  }

  test('an answer that is lost was carried out, a request that is lost was not', async () => {
    for (const [lost, stored] of [
      ['answer', 1],
      ['request', 0],
    ]) {
      const emulator = emulated();
      emulator.failNext({ lost });
      const create = emulator
        .clientFor(CONTEXT)
        .apps.secrets.create({ scope: mine, name: 'n', payload: PLACEHOLDER }, NO_RETRY);
      await assert.rejects(create, { type: 'StripeConnectionError' });
      assert.equal(emulator.secrets().length, stored);
    }
  });

  test('a failure waits for the request that it is for', async () => {
    const emulator = emulated({ state: STATE });
    const { secrets } = emulator.clientFor(CONTEXT).apps;
    emulator.failNext({ when: { method: 'find', scope: mine, name: 'token', user: USER }, status: 404 });
    await secrets.list({ scope: mine });
    await secrets.find({ scope: shared, name: 'api_key' });
    assert.throws(() => emulator.assertNoPendingFailures(), /find/);
    await assert.rejects(secrets.find({ scope: mine, name: 'token' }), { statusCode: 404 });
    emulator.assertNoPendingFailures();
  });

  test('an answer is as late as the test wants', async () => {
    const emulator = emulated({ state: STATE });
    emulator.failNext({ delay: 40 });
    const started = Date.now();
    await emulator.clientFor(CONTEXT).apps.secrets.find({ scope: mine, name: 'token' });
    assert.ok(Date.now() - started >= 35);
  });

  test('stripe-should-retry decides whether there is a second attempt', async () => {
    for (const [retryable, attempts] of [
      [true, 2],
      [false, 1],
    ]) {
      const emulator = emulated({ state: STATE });
      emulator.failNext({ status: 400, retryable });
      const find = emulator
        .clientFor(CONTEXT)
        .apps.secrets.find({ scope: mine, name: 'token' }, { maxNetworkRetries: 1 });
      await find.catch(() => {});
      assert.equal(emulator.requests.length, attempts);
    }
  });
});

suite('requests', () => {
  test('the log names the request, and has no payload', async () => {
    const emulator = emulated();
    await emulator
      .clientFor(CONTEXT)
      .apps.secrets.create({ scope: mine, name: 'n', payload: PLACEHOLDER }, { idempotencyKey: 'k' });
    const [request] = emulator.requests;
    const { method, path, name, scope, status, idempotency_key } = request;
    assert.deepEqual(
      { method, path, name, scope, status, idempotency_key },
      { method: 'POST', path: '/v1/apps/secrets', name: 'n', scope: mine, status: 200, idempotency_key: 'k' },
    );
    assert.match(request.request_id, /^req_/);
    assert.ok(!JSON.stringify(emulator.requests).includes(PLACEHOLDER));
  });

  test('settled waits for what is in flight, and for what follows from it', async () => {
    const emulator = emulated({ state: STATE });
    const { secrets } = emulator.clientFor(CONTEXT).apps;
    emulator.failNext({ delay: 20 });
    let followed = 0;
    secrets.find({ scope: mine, name: 'token' }).then(() =>
      setImmediate(async () => {
        await secrets.list({ scope: mine });
        followed = 1;
      }),
    );
    await emulator.settled();
    assert.equal(followed, 1);
  });

  test('settled does not wait for what is never answered', async () => {
    const emulator = emulated();
    emulator.failNext({ never: true });
    const find = emulator.clientFor(CONTEXT).apps.secrets.find({ scope: mine, name: 'n' }, NO_RETRY);
    await emulator.settled();
    await assert.rejects(find);
  });
});

/** Misuse, and what the error has to name. None may show the payload. */
/** @type {[string, () => unknown, RegExp][]} */
const MISUSE = [
  ['an unknown option', () => createEmulator({ stat: {} }), /stat.*seed, now, state/],
  ['milliseconds', () => createEmulator({ now: Date.now() }), /milliseconds/],
  ['a seed that is not a number', () => createEmulator({ seed: 'x' }), /seed/],
  ['no options', () => createEmulator(null), /createEmulator takes an object/],
  ['a text in place of options', () => emulated().backend('acct_1'), /backend takes an object/],
  ['a time that is not a number', () => emulated().advance('5'), /advance/],
  ['a state that is not an object', () => createEmulator({ state: PLACEHOLDER }), /state/],
  ['a state with a slip', () => createEmulator({ state: { acounts: {} } }), /acounts/],
  [
    'a payload that is not a text',
    () => createEmulator({ state: { accounts: { acct_1: { account: { key: 5 } } } } }),
    /accounts\.acct_1\.account\.key/,
  ],
  [
    'a secret with a slip',
    () => createEmulator({ state: { accounts: { acct_1: { account: { key: { payloud: PLACEHOLDER } } } } } }),
    /accounts\.acct_1\.account\.key/,
  ],
  ['a failure with a slip', () => emulated().failNext({ statsu: 500 }), /statsu/],
  ['a failure of nothing', () => emulated().failNext({}), /status/],
  ['two failures at once', () => emulated().failNext({ status: 500, never: true }), /never|status/],
  ['an invalid status', () => emulated().failNext({ status: 200 }), /400/],
  ['an invalid method', () => emulated().failNext({ status: 500, when: { method: 'update' } }), /method/],
  ['a set without a scope', () => emulated().set({ name: 'n', payload: PLACEHOLDER }), /scope/],
  ['a set with a slip', () => emulated().set({ scope: shared, nam: 'n', payload: PLACEHOLDER }), /nam/],
  ['an invalid snapshot', () => emulated().restore({ payload: PLACEHOLDER }), /payload|snapshot|accounts/],
  ['a user without an id', () => emulated().clientFor({}), /id/],
  ['a host of nobody', () => emulated().installHost({ account: { id: 'acct_1' } }), /id/],
];

suite('misuse', () => {
  for (const [what, act, words] of MISUSE) {
    test(`${what} is a TypeError that names it and shows no payload`, () => {
      assert.throws(act, (error) => {
        assert.ok(error instanceof TypeError, `${error}`);
        assert.match(error.message, words);
        assert.ok(!error.message.includes(PLACEHOLDER));
        return true;
      });
    });
  }

  test('a request that nobody answers is told on the console, even where the app catches everything', async (t) => {
    const told = t.mock.method(console, 'error', () => {});
    const emulator = emulated();
    const remove = emulator.installHost(CONTEXT);
    const { call } = globalThis.__StripeExtExports.endpoint;
    await assert.rejects(call.stripeApiFetch('/v1/customers?email=a', {}), /GET \/v1\/customers:/);
    assert.match(told.mock.calls[0].arguments[0], /\/v1\/customers/);
    remove();
  });
});

test('CommonJS has the same, over the same class', async () => {
  const { createEmulator: create } = required({ script: 'testing.cjs' });
  assert.ok(create().clientFor(CONTEXT) instanceof required({ script: 'index.cjs' }));
});

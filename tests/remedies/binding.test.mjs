/** Who is signed in: `bindUser` and `forUser` may stand in a render, and no call goes out for another user. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  ACCOUNT,
  asked,
  HEADERS,
  KEY,
  METHODS,
  page,
  recording,
  response,
  SIGNED_IN,
  secret,
  USER,
} from '../support/host.mjs';
import { BOTH_CORES, load } from '../support/package.mjs';

const OTHER_USER = { id: 'usr_other', account: { id: ACCOUNT } };
const OTHER_ACCOUNT = { id: USER, account: { id: 'acct_other' } };
const OWN = { type: 'user', user: USER };
const SHARED = { type: 'account' };
const paramsOf = (method, scope) => ({
  scope,
  ...(method !== 'list' && { name: 'n' }),
  ...(method === 'create' && { payload: 'p' }),
});

/** Contexts that bind nobody. */
const NOBODY = [
  undefined,
  null,
  '',
  {},
  { id: '' },
  { id: null },
  { id: undefined },
  { account: { id: ACCOUNT } },
  { account: null },
];

for (const entry of BOTH_CORES) {
  const { default: Stripe, isStripeError } = await load(entry);
  const made = (config = {}) => {
    const httpClient = recording([asked]);
    return { httpClient, stripe: new Stripe(KEY, { httpClient, maxNetworkRetries: 0, ...config }) };
  };
  const refusal = (stripe, method, scope, options) =>
    stripe.apps.secrets[method](paramsOf(method, scope), options).then(
      () => assert.fail('nothing is refused'),
      (error) => error,
    );

  suite(`bindUser of ${entry.name}`, () => {
    for (const { what, other, said, unsaid } of [
      { what: 'another user', other: OTHER_USER, said: /another user/, unsaid: /another account/ },
      { what: 'another account', other: OTHER_ACCOUNT, said: /another account/, unsaid: /another user/ },
      { what: "another user's id", other: 'usr_other', said: /another user/, unsaid: /another account/ },
    ]) {
      test(`with ${what} it throws nothing, and from then on every call is refused`, async () => {
        const { stripe, httpClient } = made();
        assert.equal(stripe.bindUser(SIGNED_IN), stripe);
        await stripe.apps.secrets.find(paramsOf('find', OWN));
        assert.equal(stripe.bindUser(other), stripe);
        stripe.bindUser(SIGNED_IN); // the first one again takes nothing back
        for (const method of METHODS) {
          for (const scope of [OWN, SHARED, { type: 'user', user: 'usr_other' }]) {
            const error = await refusal(stripe, method, scope);
            assert.ok(isStripeError(error, 'user_already_bound'), `${error.stack}`);
            assert.equal(error.param, 'userContext');
            assert.match(error.message, said);
            assert.doesNotMatch(error.message, unsaid);
            assert.match(error.message, /forUser/);
          }
        }
        assert.equal(httpClient.requests.length, 1);
      });
    }

    test('a getter of a call that binds another user ends that call too', async () => {
      for (const place of ['params', 'options']) {
        const { stripe, httpClient } = made({ userContext: SIGNED_IN });
        const fields = { params: paramsOf('find', OWN), options: { timeout: 1000 } };
        const [name] = Object.keys(fields[place]);
        const value = fields[place][name];
        Object.defineProperty(fields[place], name, {
          get: () => stripe.bindUser(OTHER_USER) && value,
          enumerable: true,
        });
        const call = stripe.apps.secrets.find(fields.params, fields.options);
        await assert.rejects(call, (error) => isStripeError(error, 'user_already_bound'));
        assert.equal(httpClient.requests.length, 0);
      }
    });

    test('a list whose client is bound to another user meanwhile gets no further page', async () => {
      const first = () => Promise.resolve(response(page([secret({ name: 'n', scope: OWN })], { has_more: true })));
      const httpClient = recording([first]);
      const { stripe } = made({ httpClient, userContext: SIGNED_IN });
      const list = stripe.apps.secrets.list({ scope: OWN });
      await list;
      stripe.bindUser(OTHER_USER);
      await assert.rejects(list.autoPagingToArray({ limit: 10 }), (error) =>
        isStripeError(error, 'user_already_bound'),
      );
      assert.equal(httpClient.requests.length, 1);
    });

    test('the same user again changes nothing, in whichever form', async () => {
      const { stripe, httpClient } = made();
      for (const again of [SIGNED_IN, { ...SIGNED_IN }, USER, { id: USER }, { id: USER, account: null }, SIGNED_IN])
        assert.equal(stripe.bindUser(again), stripe);
      await stripe.apps.secrets.find(paramsOf('find', OWN), { stripeAccount: ACCOUNT });
      assert.equal(httpClient.requests.length, 1);
    });

    test('a context without an id binds nobody, throws nothing, and is named where a user is needed', async () => {
      for (const nobody of NOBODY) {
        const { stripe } = made();
        assert.equal(stripe.bindUser(nobody), stripe);
        await stripe.apps.secrets.find(paramsOf('find', SHARED));
        const error = await refusal(stripe, 'find', OWN);
        assert.ok(isStripeError(error, 'scope_user_unbound'));
        const isContext = typeof nobody === 'object' && nobody !== null;
        assert.equal(/no id/.test(error.message), isContext, `${JSON.stringify(nobody)}: ${error.message}`);
        stripe.bindUser(SIGNED_IN); // who is known later is bound
        await stripe.apps.secrets.find(paramsOf('find', OWN));
      }
    });

    test('a context without an id changes nothing for who is bound', async () => {
      for (const nobody of NOBODY) {
        const { stripe } = made({ userContext: SIGNED_IN });
        stripe.bindUser(nobody);
        await stripe.apps.secrets.find(paramsOf('find', OWN));
      }
    });
  });

  suite(`forUser of ${entry.name}`, () => {
    test('gives the same client for the same user and account, and another one for others', () => {
      const { stripe } = made({ userContext: SIGNED_IN });
      const first = stripe.forUser(SIGNED_IN);
      assert.equal(stripe.forUser({ ...SIGNED_IN, account: { ...SIGNED_IN.account }, name: 'Jane' }), first);
      assert.equal(stripe.forUser('usr_other'), stripe.forUser({ id: 'usr_other' }));
      const all = [
        first,
        ...[OTHER_USER, OTHER_ACCOUNT, USER, 'usr_other', undefined].map((user) => stripe.forUser(user)),
      ];
      assert.equal(new Set([stripe, ...all]).size, all.length + 1);
    });

    test('users and accounts whose ids read the same in a row are told apart', () => {
      const { stripe } = made();
      const pairs = [
        ['ab', 'c'],
        ['a', 'bc'],
        ['abc', ''],
        ['1:a', ''],
        ['1', ':a'],
        ['__proto__', ''],
        ['', 'abc'],
      ];
      const clients = pairs.map(([id, account]) => stripe.forUser({ id, account: { id: account } }));
      assert.equal(new Set(clients).size, pairs.length);
    });

    test('the client is bound to its user, whoever the first one is bound to', async () => {
      const { stripe, httpClient } = made({ userContext: SIGNED_IN });
      const other = stripe.forUser(OTHER_USER);
      await other.apps.secrets.find(paramsOf('find', { type: 'user' }), { stripeAccount: ACCOUNT });
      assert.match(httpClient.requests[0].path, /usr_other/);
      assert.ok(isStripeError(await refusal(other, 'find', OWN), 'scope_not_own_user'));
      await stripe.apps.secrets.find(paramsOf('find', OWN));
    });

    test('works where the first client was bound to two users', async () => {
      const { stripe } = made();
      stripe.bindUser(SIGNED_IN).bindUser(OTHER_USER);
      await stripe.forUser(OTHER_USER).apps.secrets.find(paramsOf('find', { type: 'user' }));
    });

    test('has the settings of the first one', async () => {
      const httpClient = recording([() => Promise.resolve(response({}, { status: 500, headers: HEADERS }))]);
      const settings = {
        apiVersion: '2025-04-30.basil',
        maxNetworkRetries: 0,
        timeout: 1234,
        cardNumbers: 'refuse',
        appInfo: { name: 'app' },
      };
      const stripe = new Stripe(KEY, { httpClient, userContext: SIGNED_IN, ...settings });
      const other = stripe.forUser(OTHER_USER);
      await refusal(stripe, 'find', SHARED);
      await refusal(other, 'find', SHARED);
      const [first, second, ...more] = httpClient.requests;
      assert.deepEqual(more, [], 'nothing is tried again');
      assert.deepEqual(second, first);
      assert.equal(second.timeout, 1234);
      assert.equal(second.headers['Stripe-Version'], settings.apiVersion);
      const card = other.apps.secrets.create({ ...paramsOf('create', SHARED), payload: '4242424242424242' });
      await assert.rejects(card, (error) => isStripeError(error, 'card_number_refused'));
    });

    test('has listeners of its own', async () => {
      const { stripe } = made();
      const [first, second] = [[], []];
      stripe.on('request', (event) => first.push(event));
      stripe.forUser(USER).on('request', (event) => second.push(event));
      await stripe.forUser(USER).apps.secrets.find(paramsOf('find', OWN));
      assert.deepEqual([first.length, second.length], [0, 1]);
      await stripe.apps.secrets.find(paramsOf('find', SHARED));
      assert.deepEqual([first.length, second.length], [1, 1]);
    });

    test('with a context without an id it throws nothing, as in a first render', async () => {
      const { stripe } = made();
      const cyclic = { big: 1n };
      cyclic.self = cyclic;
      for (const nobody of [...NOBODY, cyclic]) {
        const client = stripe.forUser(nobody);
        assert.equal(stripe.forUser(nobody), client);
        await client.apps.secrets.find(paramsOf('find', SHARED));
        assert.ok(isStripeError(await refusal(client, 'find', OWN), 'scope_user_unbound'));
      }
    });

    test('an id that is not a string is refused each time, as by bindUser', () => {
      const { stripe } = made();
      stripe.forUser({});
      for (const wrong of [5, { id: 5 }, { id: {} }, { id: USER, account: { id: 5 } }, true, [USER]])
        for (const method of ['forUser', 'forUser', 'bindUser'])
          assert.throws(
            () => stripe[method](wrong),
            (error) => isStripeError(error, 'option_invalid'),
            `${method} ${JSON.stringify(wrong)}`,
          );
    });

    test('a context that changes its answer binds whom it named at the first look', async () => {
      const { stripe } = made();
      let looks = 0;
      const shifting = {
        get id() {
          return looks++ === 0 ? USER : 'usr_other';
        },
      };
      const client = stripe.forUser(shifting);
      assert.equal(stripe.forUser(USER), client);
      await client.apps.secrets.find(paramsOf('find', OWN));
    });

    test('what patches the page has no part in who is told apart', () => {
      const { stripe } = made();
      const { get } = Map.prototype;
      const lend = { configurable: true, value: () => 'the same' };
      try {
        Object.defineProperty(Object.prototype, 'toJSON', lend);
        Map.prototype.get = () => stripe;
        assert.notEqual(stripe.forUser(USER), stripe.forUser('usr_other'));
        assert.notEqual(stripe.forUser(USER), stripe);
      } finally {
        Reflect.deleteProperty(Object.prototype, 'toJSON');
        Map.prototype.get = get;
      }
    });
  });
}

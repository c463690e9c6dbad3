/** Who reaches which secrets: apps, users, modes, the app owner's key. */
import assert from 'node:assert/strict';
import { ACCOUNT, create, find, list, named, USER } from './requests.mjs';

const CACTUS = 'acct_cactus_practice';
const USERS = ['usr_1', 'usr_2'];
const TOKENS = ['oauth_refresh_token', 'oauth_access_token'];

/** A caller for each user of the account, and its backend. */
const installed = async (door, app) => ({
  users: await Promise.all(USERS.map((user) => door.session({ app, account: CACTUS, user }))),
  backend: await door.key({ app, account: CACTUS }),
});

const namesIn = async (ask, scope) => named((await list(ask, scope)).body);

export const identities = [
  {
    title: "two apps, two users and one account see what the diagram of Stripe's guide shows",
    async run(door) {
      const [a, b] = [await installed(door, 'app_a'), await installed(door, 'app_b')];
      await create(a.users[0], ACCOUNT, 'foo_api_key');
      await create(b.users[0], ACCOUNT, 'bar_api_key');
      for (const [n, user] of USERS.entries())
        for (const name of [...TOKENS].reverse()) await create(a.users[n], USER(user), name);
      for (const ask of [...a.users, a.backend]) assert.deepEqual(await namesIn(ask, ACCOUNT), ['foo_api_key']);
      for (const ask of [...b.users, b.backend]) assert.deepEqual(await namesIn(ask, ACCOUNT), ['bar_api_key']);
      for (const [n, user] of USERS.entries()) {
        for (const ask of [a.users[n], a.backend]) assert.deepEqual(await namesIn(ask, USER(user)), TOKENS);
        for (const ask of [b.users[n], b.backend]) assert.deepEqual(await namesIn(ask, USER(user)), []);
        assert.equal((await list(a.users[1 - n], USER(user))).status, 403, 'the other user');
      }
    },
  },
  {
    title: 'test mode and live mode are separate',
    async run(door) {
      const [live, test] = await Promise.all(
        [true, false].map((livemode) => door.key({ account: 'acct_1', livemode })),
      );
      const created = await create(live, ACCOUNT, 'n');
      assert.equal(created.body.livemode, true);
      assert.equal((await find(test, ACCOUNT, 'n')).status, 404);
      assert.equal((await create(test, ACCOUNT, 'n')).body.livemode, false);
    },
  },
  {
    title: "the app owner's key reaches the account that a request names, and none unnamed",
    async run(door) {
      const owner = await door.key({});
      await create(await door.key({ account: 'acct_1' }), ACCOUNT, 'n');
      for (const [named, status] of [
        ['acct_1', 200],
        ['acct_2', 404],
      ])
        assert.equal((await find(owner, ACCOUNT, 'n', { 'Stripe-Account': named })).status, status);
      const unnamed = await find(owner, ACCOUNT, 'n');
      assert.equal(unnamed.status, 400);
      assert.match(unnamed.body.error.message, /Stripe-Account/);
    },
  },
  {
    title: 'a session or key names its own account, and no other',
    async run(door) {
      const callers = [await door.key({ account: 'acct_1' }), await door.session({ account: 'acct_1', user: 'usr_1' })];
      for (const ask of callers) {
        assert.equal((await list(ask, ACCOUNT, {}, { 'Stripe-Account': 'acct_1' })).status, 200);
        assert.equal((await list(ask, ACCOUNT, {}, { 'Stripe-Account': 'acct_2' })).status, 403);
      }
    },
  },
  {
    title: 'an unknown token and a real key open nothing, and are not repeated',
    async run(door) {
      const ask = await door.key({ account: 'acct_1' });
      for (const token of ['emu_key_unknown', 'sk_test_placeholder']) {
        for (const authorization of [`Bearer ${token}`, `Basic ${btoa(`${token}:`)}`]) {
          const refused = await list(ask, ACCOUNT, {}, { authorization });
          assert.equal(refused.status, 401);
          assert.ok(!refused.text.includes(token) && !refused.text.includes(btoa(`${token}:`)));
        }
      }
    },
  },
];

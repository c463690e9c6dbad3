/** What the store promises, whichever door a request comes through. */
import assert from 'node:assert/strict';
import { failures } from './failures.mjs';
import { identities } from './identities.mjs';
import { ACCOUNT, create, find, list, named, remove, SECRETS, USER } from './requests.mjs';

const account = (door) => door.key({ account: 'acct_1' });

export const storing = [
  {
    title: 'a secret that is set is found, and set again it is the same secret with another payload',
    async run(door) {
      const ask = await account(door);
      const created = await create(ask, ACCOUNT, 'n', 'first-placeholder');
      assert.equal(created.status, 200);
      assert.equal(created.body.payload, undefined);
      const replaced = await create(ask, ACCOUNT, 'n', 'second-placeholder', { 'expand[]': 'payload' });
      assert.equal(replaced.body.payload, 'second-placeholder');
      assert.deepEqual([replaced.body.id, replaced.body.created], [created.body.id, created.body.created]);
      const found = await find(ask, ACCOUNT, 'n');
      assert.equal(found.body.payload, 'second-placeholder');
      assert.match(found.headers['request-id'], /^req_/);
    },
  },
  {
    title: 'names and payloads come back as they were, whatever characters they have',
    async run(door) {
      const ask = await account(door);
      for (const text of ['🔑 é', '__proto__', 'a[b]=c&d', '%00 %zz +', '"\\\n']) {
        assert.equal((await create(ask, ACCOUNT, text, text)).body.name, text);
        assert.equal((await find(ask, ACCOUNT, text)).body.payload, text);
      }
    },
  },
  {
    title: 'a payload is shown only where it is asked for: find, list, create',
    async run(door) {
      const ask = await account(door);
      await create(ask, ACCOUNT, 'n');
      assert.equal((await ask('GET', `${SECRETS}/find?scope[type]=account&name=n`)).body.payload, undefined);
      assert.equal((await list(ask, ACCOUNT)).body.data[0].payload, undefined);
      const expanded = await list(ask, ACCOUNT, { 'expand[]': 'data.payload' });
      assert.equal(expanded.body.data[0].payload, 'payload-placeholder');
      const unknown = await list(ask, ACCOUNT, { 'expand[]': 'customer' });
      assert.match(unknown.body.error.message, /cannot be expanded/);
    },
  },
  {
    title: 'pages follow each other in both directions, newest first, and say whether there are more',
    async run(door) {
      const ask = await account(door);
      for (let n = 1; n <= 7; n += 1) await create(ask, ACCOUNT, `n${n}`);
      const pages = [];
      for (let cursor = {}; cursor; ) {
        const { body } = await list(ask, ACCOUNT, { limit: '3', ...cursor });
        pages.push(body);
        cursor = body.has_more ? { starting_after: body.data.at(-1).id } : undefined;
      }
      assert.deepEqual(pages.map(named), [['n7', 'n6', 'n5'], ['n4', 'n3', 'n2'], ['n1']]);
      const back = await list(ask, ACCOUNT, { limit: '3', ending_before: pages[2].data[0].id });
      assert.deepEqual([named(back.body), back.body.has_more], [['n4', 'n3', 'n2'], true]);
      const first = await list(ask, ACCOUNT, { limit: '3', ending_before: pages[1].data[0].id });
      assert.deepEqual([named(first.body), first.body.has_more], [['n7', 'n6', 'n5'], false]);
    },
  },
  {
    title: 'a deleted secret says so, and is gone',
    async run(door) {
      const ask = await account(door);
      await create(ask, ACCOUNT, 'n');
      assert.equal((await remove(ask, ACCOUNT, 'n')).body.deleted, true);
      for (const answer of [await remove(ask, ACCOUNT, 'n'), await find(ask, ACCOUNT, 'n')]) {
        assert.deepEqual([answer.status, answer.body.error.code], [404, 'resource_missing']);
      }
    },
  },
  {
    title: 'a secret expires by the clock of the emulator',
    async run(door) {
      const ask = await account(door);
      const expires_at = (await door.now()) + 600;
      const created = await create(ask, ACCOUNT, 'n', 'payload-placeholder', { expires_at: String(expires_at) });
      assert.equal(created.body.expires_at, expires_at);
      await door.advance(300);
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 200);
      await door.advance(301);
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 404);
      const past = await create(ask, ACCOUNT, 'n', 'payload-placeholder', { expires_at: String(expires_at) });
      assert.deepEqual([past.status, past.body.error.param], [400, 'expires_at']);
    },
  },
  {
    title: 'a scope holds ten secrets: an eleventh is refused, another payload and another scope are not',
    async run(door) {
      const ask = await account(door);
      for (let n = 1; n <= 10; n += 1) assert.equal((await create(ask, ACCOUNT, `n${n}`)).status, 200);
      assert.equal((await create(ask, ACCOUNT, 'n11')).status, 400);
      assert.equal((await create(ask, ACCOUNT, 'n1', 'another-placeholder')).status, 200);
      assert.equal((await create(ask, USER('usr_1'), 'n1')).status, 200);
      await remove(ask, ACCOUNT, 'n1');
      assert.equal((await create(ask, ACCOUNT, 'n11')).status, 200);
    },
  },
  {
    title: 'an idempotency key gives the first answer again, and is refused for anything else',
    async run(door) {
      const ask = await account(door);
      const headers = { 'idempotency-key': 'key-1' };
      const form = { ...ACCOUNT, name: 'n', payload: 'payload-placeholder' };
      const first = await ask('POST', SECRETS, { form, headers });
      await remove(ask, ACCOUNT, 'n');
      const again = await ask('POST', SECRETS, { form, headers });
      assert.deepEqual(again.body, first.body);
      assert.equal(again.headers['idempotent-replayed'], 'true');
      assert.equal(again.headers['original-request'], first.headers['request-id']);
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 404, 'it was not carried out again');
      const other = await ask('POST', SECRETS, { form: { ...form, payload: 'other-placeholder' }, headers });
      assert.deepEqual([other.status, other.body.error.type], [400, 'idempotency_error']);
      await door.advance(24 * 3_600 + 1);
      assert.equal((await ask('POST', SECRETS, { form, headers })).headers['idempotent-replayed'], undefined);
    },
  },
];

const FORM = { ...ACCOUNT, name: 'n', payload: 'payload-placeholder' };
const post = (form) => ['POST', SECRETS, { form }];
const get = (query) => ['GET', `${SECRETS}${query}`];

/** What is refused: what is asked, the status, and something of the error. */
const REFUSED = [
  ['an unknown parameter', post({ ...FORM, colour: 'blue' }), 400, { code: 'parameter_unknown' }],
  ['no name', post({ ...ACCOUNT, payload: 'p' }), 400, { code: 'parameter_missing', param: 'name' }],
  ['an empty payload', post({ ...FORM, payload: '' }), 400, { code: 'parameter_invalid_empty', param: 'payload' }],
  ['a payload too long', post({ ...FORM, payload: 'x'.repeat(5_001) }), 400, { param: 'payload' }],
  ['no scope', post({ name: 'n', payload: 'p' }), 400, { code: 'parameter_missing', param: 'scope' }],
  ['a scope that does not exist', post({ ...FORM, 'scope[type]': 'team' }), 400, { param: 'scope[type]' }],
  ['a user on the account', post({ ...FORM, 'scope[user]': 'usr_1' }), 400, { param: 'scope[user]' }],
  ['a limit of none', get('?scope[type]=account&limit=0'), 400, { code: 'parameter_invalid_integer', param: 'limit' }],
  [
    'a cursor that does not exist',
    get('?scope[type]=account&starting_after=appsecret_none'),
    400,
    { code: 'resource_missing', param: 'starting_after' },
  ],
  ['another path', ['GET', '/v1/customers'], 404, { type: 'invalid_request_error' }],
  ['another method', ['DELETE', SECRETS], 404, { type: 'invalid_request_error' }],
];

export const refusing = REFUSED.map(([title, request, status, expected]) => ({
  title: `${title} is refused`,
  async run(door) {
    const ask = await account(door);
    const answer = await ask(.../** @type {[string, string, object?]} */ (request));
    assert.equal(answer.status, status, answer.text);
    const error = Object.fromEntries(Object.keys(expected).map((name) => [name, answer.body.error[name]]));
    assert.deepEqual(error, expected);
    assert.doesNotMatch(answer.text, /placeholder/);
  },
}));

export const cases = { storing, refusing, identities, failures };

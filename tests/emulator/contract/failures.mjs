/** Failures that a test scripts, of each kind. */
import assert from 'node:assert/strict';
import { ACCOUNT, create, find, list, USER } from './requests.mjs';

const key = (door) => door.key({ account: 'acct_1' });
/** Longer than any answer takes that comes. */
const PATIENCE = 400;

const outcomeOf = (promise) =>
  promise.then(
    (answer) => answer.status,
    () => 'rejected',
  );

export const failures = [
  {
    title: 'a status with code, message and type, as often as it was announced',
    async run(door) {
      const ask = await key(door);
      await door.fail({ status: 429, code: 'rate_limit', message: 'Slow down.', times: 2, retryable: true });
      assert.deepEqual(
        (await door.pending()).map(({ times }) => times),
        [2],
      );
      for (let n = 0; n < 2; n += 1) {
        const refused = await create(ask, ACCOUNT, 'n');
        assert.deepEqual([refused.status, refused.body.error.code], [429, 'rate_limit']);
        assert.equal(refused.body.error.message, 'Slow down.');
        assert.equal(refused.headers['stripe-should-retry'], 'true');
      }
      assert.deepEqual(await door.pending(), []);
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 404, 'nothing was done');
      assert.equal((await create(ask, ACCOUNT, 'n')).status, 200);
    },
  },
  {
    title: 'only the requests that it is for',
    async run(door) {
      const ask = await key(door);
      await door.fail({ when: { method: 'create', scope: 'user', name: 'n' }, status: 500 });
      assert.equal((await create(ask, ACCOUNT, 'n')).status, 200);
      assert.equal((await create(ask, USER('usr_1'), 'other')).status, 200);
      assert.equal((await list(ask, USER('usr_1'))).status, 200);
      assert.equal((await create(ask, USER('usr_1'), 'n')).status, 500);
    },
  },
  {
    title: 'the 403 of an app without the permission, with a body and without',
    async run(door) {
      const ask = await key(door);
      await door.fail({ permission: true });
      const refused = await create(ask, ACCOUNT, 'n');
      assert.deepEqual([refused.status, refused.body.error.code], [403, 'more_permissions_required_for_application']);
      await door.fail({ permission: true, body: 'empty' });
      const empty = await create(ask, ACCOUNT, 'n');
      assert.deepEqual([empty.status, empty.text], [403, '']);
    },
  },
  {
    title: 'a lost request, after which nothing is there, and a lost answer, which a retry gets',
    async run(door) {
      const ask = await key(door);
      const headers = { 'idempotency-key': 'key-1' };
      const attempt = () => create(ask, ACCOUNT, 'n', 'payload-placeholder', {}, headers);
      await door.fail({ lost: 'request' });
      assert.equal(await outcomeOf(attempt()), 'rejected');
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 404);
      await door.fail({ lost: 'answer' });
      assert.equal(await outcomeOf(attempt()), 'rejected');
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 200);
      assert.equal((await attempt()).headers['idempotent-replayed'], 'true');
    },
  },
  {
    title: 'a body that is empty, breaks off, or is a page',
    async run(door) {
      const ask = await key(door);
      for (const body of ['empty', 'cut', 'html']) {
        await door.fail({ body });
        const answer = await create(ask, ACCOUNT, 'n');
        assert.deepEqual([answer.status, answer.body], [200, undefined], body);
        if (body === 'html') assert.match(answer.headers['content-type'], /^text\/html/);
      }
      assert.equal((await find(ask, ACCOUNT, 'n')).status, 200);
    },
  },
  {
    title: 'an answer that comes late',
    async run(door) {
      const ask = await key(door);
      await door.fail({ delay: 120 });
      const before = performance.now();
      assert.equal((await create(ask, ACCOUNT, 'n')).status, 200);
      assert.ok(performance.now() - before >= 115);
    },
  },
  {
    title: 'an answer that never comes, while others do',
    async run(door) {
      const ask = await key(door);
      await door.fail({ never: true });
      const gone = new AbortController();
      const never = outcomeOf(ask('GET', '/v1/apps/secrets?scope[type]=account', { signal: gone.signal }));
      const early = await Promise.race([never, new Promise((resolve) => setTimeout(resolve, PATIENCE, 'silent'))]);
      gone.abort();
      assert.equal(early, 'silent');
      assert.equal((await list(ask, ACCOUNT)).status, 200);
    },
  },
];

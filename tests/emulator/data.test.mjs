/** The file of `--data`: nothing that was acknowledged is lost, and nothing half-written is read. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ALL } from '../support/all.mjs';
import { doors } from './doors.mjs';
import { administer, ask, find, set, start, startUntilStopped, until } from './server.mjs';

/** How often a server is killed while it is written to. */
const KILLS = ALL ? 200 : 30;

/** Clients that write at the same time, each to the scope of a user of its own. */
const WRITERS = [0, 1, 2, 3, 4];

const SEED = { accounts: { acct_example: { account: { seeded: 'payload-placeholder' } } } };

for (const door of doors) {
  describe(`${door.name}: --data`, () => {
    test('the state survives the end of the process: secrets, ids, clock, idempotency keys', async (t) => {
      const flags = ['--data', await place(t)];
      const first = await start(t, door, flags);
      const key = { 'idempotency-key': 'key-1' };
      const created = await (await set(first, 'n', 'payload-placeholder', key)).json();
      await administer(first, 'clock', { advance_seconds: 3_600 });
      first.child.kill('SIGTERM');
      await first.ended;
      const second = await start(t, door, flags);
      const found = await (await find(second, 'n')).json();
      assert.deepEqual([found.id, found.created, found.payload], [created.id, created.created, 'payload-placeholder']);
      const replay = await set(second, 'n', 'payload-placeholder', key);
      assert.equal(replay.headers.get('idempotent-replayed'), 'true');
      const { now } = (await administer(second, 'clock')).body;
      assert.ok(now - created.created >= 3_600);
      const other = await (await set(second, 'another')).json();
      assert.notEqual(other.id, created.id);
    });

    test('--seed is the beginning while there is no file, and afterwards the file is', async (t) => {
      const file = await place(t);
      const seed = path.join(path.dirname(file), 'seed.json');
      await writeFile(seed, JSON.stringify(SEED));
      const flags = ['--data', file, '--seed', seed];
      const first = await start(t, door, flags);
      assert.equal((await find(first, 'seeded')).status, 200);
      await ask(first, '/v1/apps/secrets/delete', { form: { 'scope[type]': 'account', name: 'seeded' } });
      await first.stop();
      const second = await start(t, door, flags);
      assert.equal((await find(second, 'seeded')).status, 404);
    });

    test('a damaged file is named, moved aside and not overwritten, each time anew', async (t) => {
      const file = await place(t);
      const damaged = ['{"accounts": {"acct_1": {"account": {"n": "payload-placeholder', '[]', ''];
      for (const text of damaged) {
        await writeFile(file, text);
        const server = await start(t, door, ['--data', file]);
        await until(
          () => server.errors.text.includes('\n'),
          () => 'nothing was said',
        );
        assert.match(server.errors.text, /state\.json is damaged/);
        assert.doesNotMatch(server.errors.text, /placeholder/);
        assert.equal((await set(server, 'n')).status, 200);
        await server.stop();
      }
      const names = (await readdir(path.dirname(file))).filter((name) => name !== 'state.json').sort();
      const kept = await Promise.all(names.map((name) => readFile(path.join(path.dirname(file), name), 'utf8')));
      assert.deepEqual(kept, damaged);
    });

    test('what cannot be written is not acknowledged, and is written when it can be again', async (t) => {
      const file = await place(t);
      const server = await start(t, door, ['--data', file]);
      const folder = path.dirname(file);
      await rename(folder, `${folder}-away`);
      const refused = await set(server, 'n', 'payload-placeholder');
      assert.equal(refused.status, 500);
      assert.equal((await refused.json()).error.type, 'api_error');
      assert.equal((await find(server, 'n')).status, 500, 'it is not shown either');
      await rename(`${folder}-away`, folder);
      assert.equal((await find(server, 'n')).status, 200);
      await server.stop();
      assert.equal((await find(await start(t, door, ['--data', file]), 'n')).status, 200);
    });

    test('nobody else on the machine can read the file, and a reader finds JSON at any moment', async (t) => {
      const file = await place(t);
      const server = await start(t, door, ['--data', file]);
      for (let n = 0; n < 50; n += 1) {
        const [answer, text] = await Promise.all([set(server, 'n', String(n)), readFile(file, 'utf8')]);
        assert.equal(answer.status, 200);
        JSON.parse(text);
      }
      assert.equal((await stat(file)).mode & 0o077, 0);
    });

    test(`${KILLS} kills while it is written to lose nothing that was acknowledged`, async (t) => {
      const file = await place(t);
      const acknowledged = WRITERS.map(() => 0);
      const sent = WRITERS.map(() => 0);
      let writes = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const server = await startUntilStopped(door, ['--data', file]);
        t.after(server.stop);
        assert.equal(server.errors.text, '');
        await Promise.all(WRITERS.map((writer) => check(server, writer, acknowledged[writer], sent[writer])));
        const writing = WRITERS.map(async (writer) => {
          while (server.child.exitCode === null && !server.child.killed) {
            sent[writer] += 1;
            const number = sent[writer];
            const answer = await write(server, writer, number).catch(() => undefined);
            if (answer?.status !== 200) return;
            acknowledged[writer] = number;
            writes += 1;
          }
        });
        // Every other time a write has been acknowledged before, however slow the machine is.
        const before = writes;
        if (kill % 2)
          await until(
            () => writes > before,
            () => 'nothing was written',
          );
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
        await server.stop();
        await Promise.all(writing);
      }
      assert.ok(writes >= KILLS / 2, `only ${writes} writes were acknowledged`);
      const rest = (await readdir(path.dirname(file))).filter((name) => name.includes('damaged'));
      assert.deepEqual(rest, []);
    });
  });
}

function scopeOf(writer) {
  return { 'scope[type]': 'user', 'scope[user]': `usr_${writer}` };
}

function write(server, writer, number) {
  const form = { ...scopeOf(writer), name: 'counter', payload: String(number) };
  return ask(server, '/v1/apps/secrets', { form });
}

/** The number that was written last is at least the last acknowledged, and none that was never sent. */
async function check(server, writer, acknowledged, sent) {
  const query = new URLSearchParams({ ...scopeOf(writer), name: 'counter', 'expand[]': 'payload' });
  const found = await ask(server, `/v1/apps/secrets/find?${query}`);
  if (found.status === 404) return assert.equal(acknowledged, 0);
  const number = Number((await found.json()).payload);
  assert.ok(number >= acknowledged && number <= sent, `${number} where ${acknowledged} was acknowledged`);
}

async function place(t) {
  const folder = await mkdtemp(path.join(tmpdir(), 'emulator-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'state.json');
}

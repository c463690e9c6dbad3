/** What an emulator remembers makes no request slower. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { skipUnlessAll } from '../support/all.mjs';
import { doors } from './doors.mjs';
import { ask, start } from './server.mjs';

const ROUNDS = 12;
const REQUESTS = 500;
const CLIENTS = 10;
const isLinux = process.platform === 'linux';
const options = { skip: isLinux ? skipUnlessAll : 'what a process costs is read from /proc' };

for (const door of doors) {
  test(
    `${door.name}: request ${ROUNDS * REQUESTS} takes no longer than the first, each with a new key in a new scope`,
    options,
    async (t) => {
      const server = await start(t, door);
      const times = [];
      for (let round = 0; round < ROUNDS; round += 1) times.push(await costOf(server, round));
      const [early, late] = [median(times.slice(0, 4)), median(times.slice(-4))];
      assert.ok(late < 1.4 * early, `rounds took ${times} ticks`);
    },
  );
}

/** What one round costs the server, by its processor's clock: by the wall's it would be what other tests cost. */
async function costOf(server, round) {
  const before = await ticks(server.child.pid);
  let next = 0;
  const client = async () => {
    while (next < REQUESTS) {
      next += 1;
      const id = `${round}_${next}`;
      const form = { 'scope[type]': 'user', 'scope[user]': `usr_${id}`, name: 'n', payload: 'payload-placeholder' };
      const answer = await ask(server, '/v1/apps/secrets', { form, headers: { 'idempotency-key': `key-${id}` } });
      assert.equal(answer.status, 200);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return (await ticks(server.child.pid)) - before;
}

/** On Linux: user and system time are the fields after the name, which may hold spaces. */
async function ticks(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** Attacks on a server: what it must not do, from any client, while everybody else is served. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { accounts } from './attacks/accounts.mjs';
import { framing } from './attacks/framing.mjs';
import { hosts } from './attacks/hosts.mjs';
import { doors } from './doors.mjs';
import { set, startUntilStopped } from './server.mjs';

const GROUPS = { 'invalid requests': framing, 'which hosts and pages': hosts, 'whose account': accounts };

for (const door of doors) {
  for (const [group, attacks] of Object.entries(GROUPS)) {
    describe(`${door.name}: ${group}`, () => {
      let server;
      before(async () => {
        server = await startUntilStopped(door);
      });
      after(() => server.stop());
      for (const { title, run } of attacks) test(title, () => run(server));
      test('and the next client is served', async () => assert.equal((await set(server, 'afterwards')).status, 200));
    });
  }
}

/** Whatever a page patches once the package has loaded, a call returns a promise, and it settles. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { scriptOf } from '../adversarial/load.mjs';
import { contextRealm } from '../adversarial/realm.mjs';
import { ALL } from '../support/all.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { PAUSES, takeTimers } from '../support/timers.mjs';
import { tryPatched } from './patched.mjs';

/** Fewer of these would mean that the list has become a toy. */
const LEAST = ALL ? 1400 : 90;

const timers = takeTimers(PAUSES);
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
process.on('uncaughtException', (error) => unhandled.push(error));

for (const entry of BOTH_CORES) {
  const script = await scriptOf(entry);
  suite(entry.name, () => {
    test('a call settles, and does not throw, whichever built-in is patched, and however', async (context) => {
      const { tried, problems } = await tryPatched(() => contextRealm(vm, script), timers);
      context.diagnostic(`${tried} tried`);
      assert.deepEqual(problems, []);
      assert.ok(tried >= LEAST);
    });
    test('no rejection and no error is left that nobody handles', () => assert.deepEqual(unhandled, []));
  });
}

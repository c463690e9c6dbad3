/**
 * Nobody is left waiting: over every page of `cases.mjs` a request ends in time, with an error that repeats nothing of
 * what was sent, and the next one goes through.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { countTimers } from '../settling/settle.mjs';
import { fetchCases } from './cases.mjs';
import { ENTRIES } from './entries.mjs';

const timers = countTimers();
const environment = { timers, sleep: timers.sleep, otherRealm: (code) => vm.runInNewContext(code) };

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

for (const { name: entry, load } of ENTRIES) {
  const library = await load();
  suite(entry, () => {
    for (const { name, problem } of fetchCases(library, environment)) {
      test(name, async () => assert.equal(await problem(), ''));
    }
  });
}

test('nothing is left behind: no timer, and no rejection that nobody handles', async () => {
  await timers.sleep(200); // what is late comes now
  assert.deepEqual(unhandled, []);
  assert.equal(timers.count(), 0);
});

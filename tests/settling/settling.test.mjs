/**
 * Nobody is left waiting: over every host of `hosts.mjs` each method ends, in time and with a typed error that keeps
 * what is known, and leaves neither a timer nor a rejection that nobody handles.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { BOTH_CORES, load } from '../support/package.mjs';
import { takeTimers } from '../support/timers.mjs';
import { settlingCases } from './settle.mjs';

const timers = takeTimers();
const environment = { timers, sleep: timers.sleep, otherRealm: (code) => vm.runInNewContext(code) };

const unhandled = [];
for (const event of ['unhandledRejection', 'warning']) process.on(event, (reason) => unhandled.push(reason));
console.error = () => {}; // listeners' errors are reported there

const running = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;

for (const entry of BOTH_CORES) {
  const { default: Stripe, isStripeError } = await load(entry);
  suite(entry.name, () => {
    for (const { name, problem } of settlingCases({ Stripe, isStripeError }, environment)) {
      test(name, async () => {
        assert.equal(await problem(), '');
        assert.equal(timers.count(), 0, 'a timer runs on');
      });
    }
  });
}

test('nothing is left behind: no timer, no warning, and no rejection that nobody handles', async () => {
  await timers.sleep(150); // what is late comes now
  assert.deepEqual(unhandled, []);
  assert.equal(timers.count(), 0);
  assert.equal(running(), 0, 'a timer keeps the process awake');
});

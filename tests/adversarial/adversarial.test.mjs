/**
 * Whatever a caller does, what is sent is for the account or for the signed-in user and was checked, or nothing is sent;
 * whatever is answered, what is handed on is what was asked for, or nothing of it is told.
 *
 *   SEED               another seed for the properties
 *   ADVERSARIAL_RUNS   how often each property is tried (300, in the full run 1000)
 */
import assert from 'node:assert/strict';
import { suite as group, test } from 'node:test';
import { inspect } from 'node:util';
import vm from 'node:vm';
import { ALL } from '../support/all.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { SEED } from '../support/seed.mjs';
import { PAUSES, takeTimers } from '../support/timers.mjs';
import { load, scriptOf } from './load.mjs';
import { contextRealm } from './realm.mjs';
import { suite } from './suite.mjs';

const runs = Number(process.env.ADVERSARIAL_RUNS ?? (ALL ? 1000 : 300));

const timers = takeTimers(PAUSES);
const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));
process.on('uncaughtException', (error) => unhandled.push(error));
console.error = () => {}; // listeners' errors are reported there

for (const entry of BOTH_CORES) {
  const script = await scriptOf(entry);
  const environment = {
    library: await load(entry),
    realm: () => contextRealm(vm, script),
    timers,
    inspect: (value) =>
      inspect(value, { showHidden: true, depth: Infinity, getters: true, maxArrayLength: null, maxStringLength: null }),
    seed: SEED,
    runs,
  };
  group(entry.name, () => {
    for (const { name, check, count } of suite(environment)) {
      test(name, async (context) => {
        assert.deepEqual(await check(), []);
        if (count) context.diagnostic(count === runs ? `${count} runs, seed ${SEED}` : `${count} tried`);
      });
    }
    test('no call leaves a rejection or an error that nobody handles', () => assert.deepEqual(unhandled, []));
  });
}

/**
 * The whole package over `/fetch` and the real emulator, from Node.js.
 *
 *   EMULATOR_BIN   the emulator's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startEmulator } from '../support/emulator.mjs';
import { ENTRIES } from './entries.mjs';
import { EXPECTED, journey, signIn } from './journey.mjs';

const skip = process.env.EMULATOR_BIN ? false : 'EMULATOR_BIN is not set';

for (const { name, load } of ENTRIES) {
  suite(name, { skip }, () => {
    test("an extension's session works with the Secret Store of the emulator", async (t) => {
      const emulator = await startEmulator(t);
      assert.deepEqual(await journey(await load(), await signIn(emulator)), EXPECTED);
    });
  });
}

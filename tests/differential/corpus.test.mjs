/**
 * Code that was written for `stripe` goes on working: each named case is played with the real library and with ours,
 * by the same host under the same clock, and may differ only as `intended.mjs` says.
 */
import { suite, test } from 'node:test';
import { check } from './compare.mjs';
import { CORPUS } from './corpus/index.mjs';
import { OURS, stripe } from './libraries.mjs';

for (const ours of OURS) {
  for (const [group, scenarios] of CORPUS) {
    suite(`${ours.entry}: ${group}`, () => {
      for (const scenario of scenarios) {
        test(scenario.name, async () => {
          const seen = await check(scenario, { libraries: { stripe, ours } });
          scenario.holds?.(seen.ours);
        });
      }
    });
  }
}

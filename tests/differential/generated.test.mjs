/**
 * What no list of named cases has: names and payloads from all of Unicode, any mix of options and parameters, and any
 * sequence of answers. A run always plays the same cases; the seed is printed, and SEED plays others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALL } from '../support/all.mjs';
import { SEED } from '../support/seed.mjs';
import { check } from './compare.mjs';
import { pagedScenario, scenario } from './generator.mjs';
import { OURS, stripe } from './libraries.mjs';

const RUNS = ALL ? 2500 : 800;
const PAGED_RUNS = ALL ? 400 : 150;

for (const library of OURS) {
  const libraries = { stripe, ours: library };

  test(`${RUNS} generated calls of ${library.entry} are made, answered and retried as stripe does it (seed ${SEED})`, async (t) => {
    const outcomes = new Map();
    await fc.assert(
      fc.asyncProperty(scenario, async (scenario) => {
        const { ours } = await check(scenario, { mayBeAbsent: true, libraries });
        const { outcome, error } = ours.calls.at(-1);
        const kind = error?.class ?? outcome;
        outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    t.diagnostic(
      `seed ${SEED}: ${[...outcomes]
        .sort()
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')}`,
    );
    // The generator is worth something only if the ways in which calls end are among its cases.
    for (const kind of [
      'resolves',
      'StripeConnectionError',
      'StripeRateLimitError',
      'StripeAPIError',
      'StripeOAuthError',
    ]) {
      assert.ok(outcomes.get(kind) > 10, `hardly any case ends with ${kind}`);
    }
  });

  test(`${PAGED_RUNS} generated lists of ${library.entry} are paged as stripe does it (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(pagedScenario, (scenario) => check(scenario, { mayBeAbsent: true, libraries }).then(() => {})),
      { seed: SEED, numRuns: PAGED_RUNS },
    );
  });
}

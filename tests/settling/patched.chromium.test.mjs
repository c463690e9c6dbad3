/**
 * The same in Chromium, where an iframe is the realm: its timers, its promises, its own `reportError`.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scriptOf } from '../adversarial/load.mjs';
import { ALL } from '../support/all.mjs';
import { pagesInChromium, skip } from '../support/chromium.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { script } from '../support/serve.mjs';

/** Fewer of these would mean that the list has become a toy. */
const LEAST = ALL ? 500 : 30;

for (const entry of BOTH_CORES)
  suite(`${entry.name} in Chromium`, { skip }, () => {
    const open = pagesInChromium(async ({ url }) => (url === '/realm.js' ? script(await scriptOf(entry)) : undefined));

    test('a call settles, and does not throw, whichever built-in throws', async (context) => {
      const { tried, problems } = await (await open()).evaluate(everyBuiltIn);
      context.diagnostic(`${tried} tried`);
      assert.deepEqual(problems, []);
      assert.ok(tried >= LEAST);
    });
  });

/** Runs in the page. */
async function everyBuiltIn() {
  const [{ PAUSES, takeTimers }, { frameRealm }, { tryPatched }] = await Promise.all(
    ['/support/timers.mjs', '/adversarial/realm.mjs', '/settling/patched.mjs'].map((module) => import(module)),
  );
  const timers = takeTimers(PAUSES);
  const source = await (await fetch('/realm.js')).text();
  return tryPatched(() => frameRealm(source), timers, ['a throw']);
}

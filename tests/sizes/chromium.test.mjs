/**
 * The same in Chromium, over one core.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { before, suite as group, test } from 'node:test';
import { pagesInChromium, skip } from '../support/chromium.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { suite } from './suite.mjs';

const [{ name: entry, module, core }] = BOTH_CORES;

group(`${entry} in Chromium`, { skip }, () => {
  let found;
  const open = pagesInChromium();
  before(async () => {
    const page = await open();
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await page.exposeFunction('threadTime', async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
    });
    found = await page.evaluate(everyCheck, [module, core]);
  });
  for (const { name } of suite({ core })) test(name, () => assert.deepEqual(found.problems[name], []));
  test('no rejection is left that nobody handles', () => assert.deepEqual(found.unhandled, []));
});

/** Runs in the page. */
async function everyCheck([module, core]) {
  const unhandled = [];
  addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
  console.warn = () => {}; // notices are printed there
  const { suite } = await import('/sizes/suite.mjs');
  const { default: Stripe } = await import(`/${module}`);
  const problems = {};
  for (const { name, check } of suite({ library: { Stripe }, core, used: globalThis.threadTime }))
    problems[name] = await check();
  return { problems, unhandled };
}

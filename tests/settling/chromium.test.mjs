/**
 * The same in Chromium: its promises, its DOMException, its Headers, and an iframe for another realm.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { pagesInChromium, skip } from '../support/chromium.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { settlingCases } from './settle.mjs';

const names = settlingCases({}, {}).map(({ name }) => name);

for (const entry of BOTH_CORES)
  suite(`${entry.name} in Chromium`, { skip }, () => {
    let ended;
    const open = pagesInChromium();
    before(async () => {
      ended = await (await open()).evaluate(everyCase, entry.module);
    });

    for (const name of names) test(name, () => assert.equal(ended.problems[name], ''));

    test('nothing is left behind: no timer, and no rejection that nobody handles', () => {
      assert.deepEqual(ended.unhandled, []);
      assert.equal(ended.timers, 0);
    });
  });

/** Runs in the page: every case, and what is left behind. */
async function everyCase(module) {
  const unhandled = [];
  addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
  const { takeTimers } = await import('/support/timers.mjs');
  const { settlingCases } = await import('/settling/settle.mjs');
  const timers = takeTimers();
  const { default: Stripe, isStripeError } = await import(`/${module}`);
  const { defaultView } = document.body.appendChild(document.createElement('iframe')).contentDocument;
  const environment = { timers, sleep: timers.sleep, otherRealm: (code) => defaultView.eval(`(${code})`) };
  const problems = {};
  for (const { name, problem } of settlingCases({ Stripe, isStripeError }, environment)) {
    problems[name] = (await problem()) || (timers.count() === 0 ? '' : 'a timer runs on');
  }
  await timers.sleep(150); // what is late comes now
  return { problems, unhandled, timers: timers.count() };
}

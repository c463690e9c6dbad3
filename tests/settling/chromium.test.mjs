/**
 * The same in Chromium: its promises, its DOMException, its Headers, and an iframe for another realm.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { BOTH_CORES, PACKAGE_DIR } from '../package.mjs';
import { serve } from '../serve.mjs';
import { settlingCases } from './settle.mjs';

const { CHROMIUM_PATH } = process.env;
const skip = CHROMIUM_PATH ? false : 'CHROMIUM_PATH is not set';
const names = settlingCases({}, {}).map(({ name }) => name);

for (const entry of BOTH_CORES) suite(`${entry.name} in Chromium`, { skip }, () => {
  let ended;
  let server;
  let browser;
  before(async () => {
    server = await serve([fileURLToPath(new URL('.', import.meta.url)), PACKAGE_DIR]);
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
    const page = await browser.newPage();
    await page.goto(server.origin);
    ended = await page.evaluate(everyCase, entry.module);
  });
  after(async () => {
    await browser?.close();
    server?.close();
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
  const { countTimers, settlingCases } = await import('/settle.mjs');
  const timers = countTimers();
  const { default: Stripe, isStripeError } = await import(`/${module}`);
  const frame = document.body.appendChild(document.createElement('iframe'));
  const environment = { timers, sleep: timers.sleep, otherRealm: (code) => frame.contentWindow.eval(`(${code})`) };
  const problems = {};
  for (const { name, problem } of settlingCases({ Stripe, isStripeError }, environment)) {
    problems[name] = await problem() || (timers.count() === 0 ? '' : 'a timer runs on');
  }
  await timers.sleep(150); // what is late comes now
  return { problems, unhandled, timers: timers.count() };
}

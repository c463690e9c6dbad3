/**
 * The same in Chromium: its memory, its errors and what its SyntaxErrors quote, its DOMException, its console.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { BOTH_CORES, PACKAGE_DIR } from '../package.mjs';
import { serve } from '../serve.mjs';
import { traceCases } from './cases.mjs';

const { CHROMIUM_PATH } = process.env;
const skip = CHROMIUM_PATH ? false : 'CHROMIUM_PATH is not set';

for (const { name: entry, module, core } of BOTH_CORES) suite(`${entry} in Chromium`, { skip }, () => {
  let ended;
  let server;
  let browser;
  before(async () => {
    server = await serve([fileURLToPath(new URL('..', import.meta.url)), PACKAGE_DIR]);
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
    const page = await browser.newPage();
    await page.goto(server.origin);
    ended = await page.evaluate(everyCase, [module, core]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const { name } of traceCases({}, {})) test(name, () => assert.equal(ended.problems[name], ''));

  test('the search finds a marker that is put into the memory and onto the console', () => {
    const [inMemory, onConsole] = ended.planted;
    assert.equal(inMemory, 'linear memory: CJK');
    assert.match(onConsole, /^the console: CJK at/);
  });

  test('no rejection is left that nobody handles', () => assert.deepEqual(ended.unhandled, []));
});

/** Runs in the page: every case, and the search for something that is there. */
async function everyCase([module, core]) {
  const { captureMemory } = await import('/trace/memory.mjs');
  const { Watch, captureConsole } = await import('/trace/watch.mjs');
  const { countTimers } = await import('/settling/settle.mjs');
  const [memory, said, timers] = [captureMemory(core), captureConsole(), countTimers()];
  const unhandled = [];
  addEventListener('unhandledrejection', ({ reason }) => { unhandled.push(String(reason)); });
  const { traceCases } = await import('/trace/cases.mjs');
  const { marker } = await import('/trace/markers.mjs');
  const { default: Stripe } = await import(`/${module}`);
  const frame = document.body.appendChild(document.createElement('iframe'));
  const env = { memory, said, timers, sleep: timers.sleep, otherRealm: (code) => frame.contentWindow.eval(`(${code})`) };
  const problems = {};
  for (const { name, problem } of traceCases({ Stripe }, env)) problems[name] = await problem();

  const watch = new Watch({ Stripe }, env);
  const one = marker('CJK');
  const [block] = memory.bytes();
  const bytes = new TextEncoder().encode(one.text);
  block.set(bytes, block.length - bytes.length);
  const planted = [watch.traces(one)];
  block.fill(0, block.length - bytes.length);
  console.warn({ deep: one.text });
  planted.push(watch.traces(one));
  return { problems, planted, unhandled };
}

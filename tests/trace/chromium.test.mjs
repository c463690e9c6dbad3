/**
 * The same in Chromium, over one core: its memory, its errors and what they quote, its DOMException, its console.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { pagesInChromium, skip } from '../support/chromium.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { traceCases } from './cases.mjs';

const [{ name: entry, module, core }] = BOTH_CORES;

suite(`${entry} in Chromium`, { skip }, () => {
  let ended;
  const open = pagesInChromium();
  before(async () => {
    ended = await (await open()).evaluate(everyCase, [module, core]);
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
  const { captureMemory } = await import('/support/memory.mjs');
  const { Watch, captureConsole } = await import('/trace/watch.mjs');
  const { takeTimers } = await import('/support/timers.mjs');
  const [memory, said, timers] = [captureMemory(core), captureConsole(), takeTimers()];
  const unhandled = [];
  addEventListener('unhandledrejection', ({ reason }) => {
    unhandled.push(String(reason));
  });
  const { traceCases } = await import('/trace/cases.mjs');
  const { marker } = await import('/support/markers.mjs');
  const { default: Stripe } = await import(`/${module}`);
  const frame = document.body.appendChild(document.createElement('iframe'));
  const env = {
    memory,
    said,
    timers,
    sleep: timers.sleep,
    otherRealm: (code) => frame.contentDocument.defaultView.eval(`(${code})`),
  };
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

/**
 * In Chromium: over every page of `cases.mjs`, with its own `fetch`, Response and DOMException and an iframe for another
 * realm; what stays behind in memory (`remains.mjs`); over the emulator at another origin; and under a policy that forbids
 * WebAssembly.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 *   EMULATOR_BIN   the emulator's command; without it the one over it is skipped
 */
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { pagesInChromium, skip } from '../support/chromium.mjs';
import { startEmulator } from '../support/emulator.mjs';
import { page } from '../support/serve.mjs';
import { fetchCases } from './cases.mjs';
import { EXPECTED, signIn } from './journey.mjs';
import { remainsCases } from './remains.mjs';

const names = fetchCases({}, {}).map(({ name }) => name);

/** A page under a strict policy, and what tells a request's headers. */
const ANSWERS = {
  '/strict': () => page('', { 'content-security-policy': "script-src 'self' 'unsafe-inline'" }),
  '/v1/echo': ({ headers }) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(headers) }),
};

suite('in Chromium', { skip }, () => {
  const opened = pagesInChromium((request) => ANSWERS[request.url]?.(request));

  suite('every page', () => {
    let ended;
    before(async () => {
      ended = await (await opened()).evaluate(everyCase);
    });
    for (const name of names) test(name, () => assert.equal(ended.problems[name], ''));
    test('nothing is left behind: no timer, and no rejection that nobody handles', () => {
      assert.deepEqual(ended.unhandled, []);
      assert.equal(ended.timers, 0);
    });
  });

  suite('the memory of the core', () => {
    let problems;
    before(async () => {
      problems = await (await opened()).evaluate(everyRemains);
    });
    for (const { name } of remainsCases({}, {})) test(name, () => assert.equal(problems[name], ''));
  });

  test('a page at another origin works with the Secret Store of the emulator', {
    skip: process.env.EMULATOR_BIN ? false : 'EMULATOR_BIN is not set',
  }, async (t) => {
    const emulator = await signIn(await startEmulator(t));
    const seen = await (await opened()).evaluate(async (there) => {
      const [{ default: Stripe }, { createFetchHttpClient }, { journey }] = await Promise.all(
        ['/index.mjs', '/fetch.mjs', '/fetch/journey.mjs'].map((path) => import(path)),
      );
      return journey({ Stripe, createFetchHttpClient }, there);
    }, emulator);
    // As JSON, which the browser's answer is.
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), JSON.parse(JSON.stringify(EXPECTED)));
  });

  test("a request takes neither the page's cookies nor its address along, also at the same origin", async () => {
    const headers = await (await opened()).evaluate(async () => {
      await cookieStore.set('session', 'placeholder');
      const { createFetchHttpClient } = await import('/fetch.mjs');
      const client = createFetchHttpClient({ baseUrl: location.origin });
      return (
        await client.makeRequest('api.stripe.com', '443', '/v1/echo', 'GET', { 'X-Trace': 'a' }, '', 'https', 5000)
      ).toJSON();
    });
    assert.deepEqual([headers['x-trace'], headers.cookie, headers.referer], ['a', undefined, undefined]);
  });

  test('a page whose policy forbids WebAssembly is told so when a client is made, and not when the package is imported', async () => {
    const error = await (await opened('/strict')).evaluate(async () => {
      const { createFetchHttpClient } = await import('/fetch.mjs');
      try {
        return createFetchHttpClient({ baseUrl: 'https://backend.example' });
      } catch ({ type, code }) {
        return { type, code };
      }
    });
    assert.deepEqual(error, { type: 'StripeAPIError', code: 'webassembly_forbidden' });
  });
});

/** Runs in the page: every case, and what is left behind. */
async function everyCase() {
  const unhandled = [];
  addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
  const { takeTimers } = await import('/support/timers.mjs');
  const timers = takeTimers();
  const { fetchCases } = await import('/fetch/cases.mjs');
  const { createFetchHttpClient } = await import('/fetch.mjs');
  const frame = document.body.appendChild(document.createElement('iframe'));
  const environment = {
    timers,
    sleep: timers.sleep,
    otherRealm: (code) => frame.contentDocument.defaultView.eval(`(${code})`),
  };
  const problems = {};
  for (const { name, problem } of fetchCases({ createFetchHttpClient }, environment)) problems[name] = await problem();
  await timers.sleep(200); // what is late comes now
  return { problems, unhandled, timers: timers.count() };
}

/** Runs in the page: every case of what could stay behind in memory. */
async function everyRemains() {
  const { captureMemory } = await import('/support/memory.mjs');
  const memory = captureMemory();
  const { remainsCases } = await import('/fetch/remains.mjs');
  const problems = {};
  for (const { name, problem } of remainsCases(await import('/fetch.mjs'), memory)) problems[name] = await problem();
  return problems;
}

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
import { askedCases } from './asked.mjs';
import { fetchCases } from './cases.mjs';
import { PLACES, unfinished } from './ends.mjs';
import { EXPECTED, signIn } from './journey.mjs';
import { remainsCases } from './remains.mjs';
import { sizeCases } from './sizes.mjs';

const names = [...fetchCases({}, {}), ...askedCases({}, {})].map(({ name }) => name);

/** A page under a strict policy, and what tells a request's headers. */
const ANSWERS = {
  '/strict': () => page('', { 'content-security-policy': "script-src 'self' 'unsafe-inline'" }),
  '/v1/echo': ({ headers }) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(headers) }),
};

suite('in Chromium', { skip }, () => {
  const { answer, left } = unfinished();
  const opened = pagesInChromium((request, response) => ANSWERS[request.url]?.(request) ?? answer(request, response));

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
    for (const { name } of [...remainsCases({}, {}), ...sizeCases({}, {})])
      test(name, () => assert.equal(problems[name], ''));
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

  for (const [folder, where] of Object.entries(PLACES)) {
    test(`a call that is aborted over a server that stops ${where} leaves no connection behind`, async () => {
      const page = await opened();
      const code = await page.evaluate(async (place) => {
        const [{ Stripe }, { createFetchHttpClient }, { aborted }] = await Promise.all(
          ['/index.mjs', '/fetch.mjs', '/fetch/ends.mjs'].map((path) => import(path)),
        );
        return aborted({ Stripe, createFetchHttpClient }, location.origin + place);
      }, folder);
      assert.equal(code, 'request_aborted');
      assert.equal(await left(), 'left');
    });
  }

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
  const [{ askedCases }, { fetchCases }, { createFetchHttpClient }, { Stripe }] = await Promise.all(
    ['/fetch/asked.mjs', '/fetch/cases.mjs', '/fetch.mjs', '/index.mjs'].map((path) => import(path)),
  );
  const frame = document.body.appendChild(document.createElement('iframe'));
  const environment = {
    timers,
    sleep: timers.sleep,
    otherRealm: (code) => frame.contentDocument.defaultView.eval(`(${code})`),
  };
  const problems = {};
  const library = { createFetchHttpClient, Stripe };
  for (const { name, problem } of [...fetchCases(library, environment), ...askedCases(library, environment)])
    problems[name] = await problem();
  await timers.sleep(200); // what is late comes now
  return { problems, unhandled, timers: timers.count() };
}

/** Runs in the page: every case of what could stay behind in memory, or be of any size. */
async function everyRemains() {
  const { captureMemory } = await import('/support/memory.mjs');
  const memory = captureMemory();
  const [{ remainsCases }, { sizeCases }, library] = await Promise.all(
    ['/fetch/remains.mjs', '/fetch/sizes.mjs', '/fetch.mjs'].map((path) => import(path)),
  );
  const problems = {};
  for (const { name, problem } of [...remainsCases(library, memory), ...sizeCases(library, memory)])
    problems[name] = await problem();
  return problems;
}

/**
 * In Chromium: over every page of `cases.mjs`, with its own `fetch`, Response and DOMException and an iframe for another
 * realm; over the emulator at another origin; and under a policy that forbids WebAssembly.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 *   EMULATOR_BIN   the emulator's command; without it the one over it is skipped
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { before, after, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { startEmulator } from '../e2e/support.mjs';
import { fetchCases } from './cases.mjs';
import { PACKAGE } from './entries.mjs';
import { EXPECTED, signIn } from './journey.mjs';

const skip = process.env.CHROMIUM_PATH ? false : 'CHROMIUM_PATH is not set';
const names = fetchCases({}, {}).map(({ name }) => name);

/** Pages, by what policy they stand under. */
const PAGES = { '/': {}, '/strict': { 'content-security-policy': "script-src 'self' 'unsafe-inline'" } };

suite('in Chromium', { skip }, () => {
  let server;
  let browser;
  let origin;
  before(async () => {
    const files = [fileURLToPath(new URL('..', import.meta.url)), PACKAGE].map((directory) => sirv(directory, { dev: true }));
    server = createServer((request, response) => {
      if (request.url === '/v1/echo') return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(request.headers));
      if (PAGES[request.url]) return response.writeHead(200, { 'content-type': 'text/html', ...PAGES[request.url] }).end('<!doctype html><body>');
      return files[0](request, response, () => files[1](request, response, () => response.writeHead(404).end()));
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });
  const opened = async (path = '/') => {
    const page = await browser.newPage();
    await page.goto(origin + path);
    return page;
  };

  suite('every page', () => {
    let ended;
    before(async () => { ended = await (await opened()).evaluate(everyCase); });
    for (const name of names) test(name, () => assert.equal(ended.problems[name], ''));
    test('nothing is left behind: no timer, and no rejection that nobody handles', () => {
      assert.deepEqual(ended.unhandled, []);
      assert.equal(ended.timers, 0);
    });
  });

  test('a page at another origin works with the Secret Store of the emulator', { skip: process.env.EMULATOR_BIN ? false : 'EMULATOR_BIN is not set' }, async (t) => {
    const emulator = await signIn(await startEmulator(t));
    const seen = await (await opened()).evaluate(async (there) => {
      const [{ default: Stripe }, { createFetchHttpClient }, { journey }] = await Promise.all(['/index.mjs', '/fetch.mjs', '/fetch/journey.mjs'].map((path) => import(path)));
      return journey({ Stripe, createFetchHttpClient }, there);
    }, emulator);
    // As JSON, which the browser's answer is.
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), JSON.parse(JSON.stringify(EXPECTED)));
  });

  test("a request takes neither the page's cookies nor its address along, also at the same origin", async () => {
    const headers = await (await opened()).evaluate(async () => {
      document.cookie = 'session=placeholder';
      const { createFetchHttpClient } = await import('/fetch.mjs');
      const client = createFetchHttpClient({ baseUrl: location.origin });
      return (await client.makeRequest('api.stripe.com', '443', '/v1/echo', 'GET', { 'X-Trace': 'a' }, '', 'https', 5000)).toJSON();
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
  const { countTimers } = await import('/settling/settle.mjs');
  const timers = countTimers();
  const { fetchCases } = await import('/fetch/cases.mjs');
  const { createFetchHttpClient } = await import('/fetch.mjs');
  const frame = document.body.appendChild(document.createElement('iframe'));
  const environment = { timers, sleep: timers.sleep, otherRealm: (code) => frame.contentWindow.eval(`(${code})`) };
  const problems = {};
  for (const { name, problem } of fetchCases({ createFetchHttpClient }, environment)) problems[name] = await problem();
  await timers.sleep(200); // what is late comes now
  return { problems, unhandled, timers: timers.count() };
}

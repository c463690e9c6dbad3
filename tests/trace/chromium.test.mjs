/**
 * The same in Chromium: its memory, its errors and what its SyntaxErrors quote, its DOMException, its console.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { BOTH_CORES, PACKAGE_DIR } from '../policies/entries.mjs';
import { traceCases } from './cases.mjs';

const { CHROMIUM_PATH } = process.env;
const skip = CHROMIUM_PATH ? false : 'CHROMIUM_PATH is not set';

for (const { name: entry, module, core } of BOTH_CORES) suite(`${entry} in Chromium`, { skip }, () => {
  let ended;
  let server;
  let browser;
  before(async () => {
    server = await serve(fileURLToPath(new URL('..', import.meta.url)), PACKAGE_DIR);
    browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
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

/** Serves an empty page, the cases and the package at one origin. */
async function serve(...directories) {
  const files = directories.map((directory) => sirv(directory, { dev: true }));
  const server = createServer((request, response) => {
    if (request.url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body>');
    const next = (index) => (index < files.length ? files[index](request, response, () => next(index + 1)) : response.writeHead(404).end());
    return next(0);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

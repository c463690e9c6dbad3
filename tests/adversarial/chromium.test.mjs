/**
 * The same in Chromium, with fewer runs of the properties: its objects, its promises, and an iframe for each realm.
 *
 *   CHROMIUM_PATH      the browser's command; without it these tests are skipped
 *   ADVERSARIAL_SEED   another seed for the properties
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, suite as group, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { PACKAGE_DIR, scriptOf } from './load.mjs';
import { ENTRIES } from './package.mjs';
import { suite } from './suite.mjs';

const { CHROMIUM_PATH } = process.env;
const skip = CHROMIUM_PATH ? false : 'CHROMIUM_PATH is not set';
const seed = Number(process.env.ADVERSARIAL_SEED ?? 20261101);
const RUNS = 300;

/** Everything that runs in the page, as one script. */
const bundle = async () => {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [fileURLToPath(new URL('browser.mjs', import.meta.url))], bundle: true, format: 'esm', platform: 'browser', target: 'es2022', write: false,
  });
  return text;
};

/** An empty page with that script, the package, and the entry as one script for realms, at one origin. */
const serve = async (script, realmScript) => {
  const files = sirv(PACKAGE_DIR, { dev: true });
  const server = createServer((request, response) => {
    if (request.url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body><script type="module" src="/adversarial.js"></script>');
    if (request.url === '/adversarial.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (request.url === '/realm.js') return response.writeHead(200, { 'content-type': 'text/javascript' }).end(realmScript);
    return files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
};

for (const entry of ENTRIES) {
  group(`${entry.name} in Chromium`, { skip }, () => {
    let ended;
    let server;
    let browser;
    before(async () => {
      server = await serve(await bundle(), await scriptOf(entry));
      browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await page.waitForFunction(() => globalThis.adversarial);
      ended = await page.evaluate((given) => globalThis.adversarial(given), { module: `/${entry.module}`, script: '/realm.js', seed, runs: RUNS });
    });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    for (const { name } of suite({ runs: RUNS })) test(name, () => assert.deepEqual(ended.problems[name], []));
    test('no call leaves a rejection or an error that nobody handles', () => assert.deepEqual(ended.unhandled, []));
  });
}

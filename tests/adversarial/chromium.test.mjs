/**
 * The same in Chromium, with fewer runs of the properties: its objects, its promises, and an iframe for each realm.
 *
 *   CHROMIUM_PATH      the browser's command; without it these tests are skipped
 *   ADVERSARIAL_SEED   another seed for the properties
 */
import assert from 'node:assert/strict';
import { after, before, suite as group, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { BOTH_CORES, PACKAGE_DIR } from '../package.mjs';
import { page, script, serve } from '../serve.mjs';
import { scriptOf } from './load.mjs';
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

/** A page with that script, and the entry as one script for realms. */
const answers = (code, realmCode) => ({
  '/': page('<script type="module" src="/adversarial.js"></script>'), '/adversarial.js': script(code), '/realm.js': script(realmCode),
});

for (const entry of BOTH_CORES) {
  group(`${entry.name} in Chromium`, { skip }, () => {
    let ended;
    let server;
    let browser;
    before(async () => {
      const made = answers(await bundle(), await scriptOf(entry));
      server = await serve([PACKAGE_DIR], ({ url }) => made[url]);
      browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: BROWSER_ARGUMENTS });
      const opened = await browser.newPage();
      await opened.goto(server.origin);
      await opened.waitForFunction(() => globalThis.adversarial);
      ended = await opened.evaluate((given) => globalThis.adversarial(given), { module: `/${entry.module}`, script: '/realm.js', seed, runs: RUNS });
    });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    for (const { name } of suite({ runs: RUNS })) test(name, () => assert.deepEqual(ended.problems[name], []));
    test('no call leaves a rejection or an error that nobody handles', () => assert.deepEqual(ended.unhandled, []));
  });
}

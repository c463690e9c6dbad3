/**
 * The same in Chromium, with fewer runs of the properties: its objects, its promises, and an iframe for each realm.
 *
 *   CHROMIUM_PATH   the browser's command; without it these tests are skipped
 *   SEED            another seed for the properties
 */
import assert from 'node:assert/strict';
import { before, suite as group, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ALL } from '../support/all.mjs';
import { pagesInChromium, skip } from '../support/chromium.mjs';
import { BOTH_CORES } from '../support/package.mjs';
import { SEED } from '../support/seed.mjs';
import { page, script } from '../support/serve.mjs';
import { scriptOf } from './load.mjs';
import { suite } from './suite.mjs';

const RUNS = ALL ? 300 : 200;

/** Everything that runs in the page, as one script. */
const bundle = async () => {
  const {
    outputFiles: [{ text }],
  } = await build({
    entryPoints: [fileURLToPath(new URL('browser.mjs', import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  return text;
};

/** A page with that script, and the entry as one script for realms. */
const answers = async (entry) => ({
  '/': page('<script type="module" src="/adversarial.js"></script>'),
  '/adversarial.js': script(await bundle()),
  '/realm.js': script(await scriptOf(entry)),
});

for (const entry of BOTH_CORES) {
  group(`${entry.name} in Chromium`, { skip }, () => {
    let ended;
    let made;
    const open = pagesInChromium(async ({ url }) => (await (made ??= answers(entry)))[url]);
    before(async () => {
      const opened = await open();
      await opened.waitForFunction(() => globalThis.adversarial);
      ended = await opened.evaluate((given) => globalThis.adversarial(given), {
        module: `/${entry.module}`,
        script: '/realm.js',
        seed: SEED,
        runs: RUNS,
      });
    });

    for (const { name } of suite({ runs: RUNS })) test(name, () => assert.deepEqual(ended.problems[name], []));
    test('no call leaves a rejection or an error that nobody handles', () => assert.deepEqual(ended.unhandled, []));
  });
}

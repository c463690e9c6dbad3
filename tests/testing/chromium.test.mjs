/** The emulator in a browser, behind the real SDK client: through the host, and from the frame itself. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { launch, skip } from '../support/chromium.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';

let browser;
let script;
before(async () => {
  if (skip) return;
  browser = await launch();
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
    alias: { 'stripe-apps-secrets': PACKAGE_DIR },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  script = outputFiles[0].text;
});
after(() => browser?.close());

/** A page of its own: the SDK decides once which transport it takes. */
const opened = async () => {
  const page = await browser.newPage();
  await page.addScriptTag({ type: 'module', content: script });
  await page.waitForFunction(() => 'journey' in window);
  return page;
};

for (const transport of ['host', 'frame']) {
  for (const library of ['stripe', 'this package']) {
    test(`in Chromium an app with ${library} works over the SDK's client, from the ${transport}`, {
      skip,
    }, async () => {
      const page = await opened();
      const seen = await page.evaluate(
        ([transport, library]) => /** @type {any} */ (window).journey(transport, library),
        [transport, library],
      );
      assert.deepEqual(seen, {
        sent: transport,
        read: 'payload-placeholder',
        missing: 'resource_missing',
        left: [],
        requests: 3,
      });
    });
  }
}

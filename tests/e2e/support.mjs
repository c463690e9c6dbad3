/** What the end-to-end tests stand on: the built page before the emulator, at one origin, and pages in Chromium. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProxyServer } from 'httpxy';
import { buildSimulator } from '../../www/build.mjs';
import { launch, skip, unhandledIn } from '../support/chromium.mjs';
import { startEmulator } from '../support/emulator.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';
import { serve } from '../support/serve.mjs';

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How every payload of the demo begins; none may be seen anywhere. */
export const PAYLOAD_MARKER = 'payload-placeholder';

/** Builds the simulator with an extension (default: the demo's) into a directory of its own, removed by the test's end. */
export async function builtPage(t, extension) {
  const out = await mkdtemp(path.join(tmpdir(), 'simulator-'));
  t.after(() => rm(out, { recursive: true, force: true }));
  await buildSimulator({ out, extension, packageDir: PACKAGE_DIR });
  return out;
}

/** Serves `directory`, with `/v1` and `/_emulator` passed on to the emulator: one origin, as the demo has it. */
export async function servePage(t, directory, emulator) {
  const proxy = createProxyServer({ target: emulator });
  const passOn = (request, response) =>
    proxy
      .web(request, response)
      .catch(() => response.writeHead(502).end())
      .then(() => response);
  const { origin, close } = await serve([directory], (request, response) =>
    /^\/(v1|_emulator)\//.test(request.url) ? passOn(request, response) : undefined,
  );
  t.after(close);
  return origin;
}

/** A simulator, its emulator and its address, ready for a browser or for `transcript.mjs`. */
export async function startSimulator(t, /** @type {{ extension?: string }} */ { extension } = {}) {
  const [directory, emulator] = await Promise.all([builtPage(t, extension), startEmulator(t)]);
  return { url: await servePage(t, directory, emulator), emulator };
}

/** A headless Chromium that ends with the test. */
export async function startBrowser(t) {
  if (skip) throw new Error(`${skip}: 'cargo xtask test' does that.`);
  const browser = await launch();
  t.after(() => browser.close());
  return browser;
}

/** Opens a page, closed with the test, that keeps all that was said on its console or went wrong in it. */
export async function openPage(t, browser) {
  const page = await browser.newPage();
  const unhandled = await unhandledIn(page);
  t.after(async () => {
    await page.close();
    assert.deepEqual(unhandled, [], 'rejections that nobody handles');
  });
  const said = [];
  page.on('console', (message) => said.push({ type: message.type(), text: message.text(), message }));
  page.on('pageerror', (error) => said.push({ type: 'error', text: error.message }));
  return { page, said };
}

/**
 * Sends what a page asks of Stripe's own host to the emulator instead, which permits other origins as Stripe does. The
 * returned list fills with what was asked.
 */
export async function routeStripeTo(page, emulator) {
  const asked = [];
  await page.route('https://api.stripe.com/**', async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const headers = await request.allHeaders();
    asked.push({
      method: request.method(),
      path: pathname,
      authorization: headers.authorization,
      origin: headers.origin,
    });
    const answer = await fetch(emulator + pathname + search, {
      method: request.method(),
      headers: forwardable(headers),
      body: request.postData() ?? undefined,
    });
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  });
  return asked;
}

/** Without the headers that belong to one connection. */
function forwardable(headers) {
  const { host, connection, 'content-length': length, ...rest } = headers;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith(':')));
}

/** The requests that reached the emulator, oldest first. */
export async function emulatorLog(url) {
  const response = await fetch(`${url}/_emulator/requests`);
  return (await response.json()).requests;
}

/** Pages in headless Chromium that can load the plain modules of this folder, with a fine clock. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { page, serve } from '../support/serve.mjs';

/** Isolated pages get a clock of 5 µs in place of 100 µs. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * Runs `work({ freshPage, version })`. `freshPage(use)` opens a page in a browser context of its own, with a process of its
 * own, and closes both when `use(page)` is done.
 */
export async function inChromium(work) {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: it names the browser.');
  const server = await serve([fileURLToPath(new URL('.', import.meta.url))], ({ url }) =>
    url === '/' ? page('', ISOLATED) : undefined,
  );
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  try {
    return await work({ freshPage: (use) => freshPage(browser, server.origin, use), version: browser.version() });
  } finally {
    await browser.close();
    server.close();
  }
}

async function freshPage(browser, url, use) {
  const context = await browser.newContext();
  try {
    const opened = await context.newPage();
    await opened.goto(url);
    return await use(opened);
  } finally {
    await context.close();
  }
}

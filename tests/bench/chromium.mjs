/** Pages in headless Chromium that can load the plain modules of this folder, with a fine clock. */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { page, serve } from '../support/serve.mjs';

/** Isolated pages get a clock of 5 µs in place of 100 µs. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** Milliseconds until a new window has loaded its own user interface, and a new page what belongs to it. */
const WINDOW = 3_000;
const PAGE = 200;

/**
 * Runs `work({ freshPage, version })`. `freshPage(use)` opens a page in a process of its own, and closes it when `use(page)`
 * is done. All pages are tabs of one window: a window of its own would load the browser's user interface beside what is
 * measured, for almost a second.
 */
export async function inChromium(work) {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: it names the browser.');
  const server = await serve([fileURLToPath(new URL('.', import.meta.url))], ({ url }) =>
    url === '/' ? page('', ISOLATED) : undefined,
  );
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  try {
    const window = await browser.newContext();
    await window.newPage();
    await sleep(WINDOW);
    return await work({ freshPage: freshPages(window, new URL(server.origin).port), version: browser.version() });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Each page is of another site, since tabs of one site share a process. */
function freshPages(window, port) {
  let sites = 0;
  return async (use) => {
    sites += 1;
    const opened = await window.newPage();
    try {
      await opened.goto(`http://site${sites}.localhost:${port}/`);
      await sleep(PAGE);
      return await use(opened);
    } finally {
      await opened.close();
    }
  };
}

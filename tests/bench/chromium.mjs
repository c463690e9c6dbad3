/** Pages in headless Chromium that can load the plain modules of this folder, with a fine clock. */
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { page, serve } from '../support/serve.mjs';

/** Isolated pages get a clock of 5 µs in place of 100 µs. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** How long a new window loads its own user interface, and how long Chromium is busy with a new page, in milliseconds. */
const WINDOW_SETTLES = 3_000;
const PAGE_SETTLES = 200;

/**
 * Runs `work({ freshPage, version })`. `freshPage(use)` opens a page in a process of its own, and closes it when `use(page)`
 * is done. All pages are tabs of one window: a window for each would load its user interface for almost a second, at the
 * same time as what is measured.
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
    await window.newPage(); // stays open, and the window with it
    await sleep(WINDOW_SETTLES);
    return await work({ freshPage: freshPages(window, new URL(server.origin).port), version: browser.version() });
  } finally {
    await browser.close();
    server.close();
  }
}

/** Opens each page at a site of its own, since tabs of one site may share a process. */
function freshPages(window, port) {
  let sites = 0;
  return async (use) => {
    sites += 1;
    const opened = await window.newPage();
    try {
      await opened.goto(`http://site${sites}.localhost:${port}/`);
      if (!(await opened.evaluate(() => crossOriginIsolated)))
        throw new Error('The page is not isolated: its clock is coarse.');
      await sleep(PAGE_SETTLES);
      return await use(opened);
    } finally {
      await opened.close();
    }
  };
}

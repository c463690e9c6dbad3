/** Pages in headless Chromium that can load the plain modules of this folder, with a fine clock. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import sirv from 'sirv';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';

/** Isolated pages get a clock of 5 µs in place of 100 µs. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/**
 * Runs `work({ freshPage, version })`. `freshPage(use)` opens a page in a browser context of its own, with a process of its
 * own, and closes both when `use(page)` is done.
 */
export async function inChromium(work) {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: it names the browser.');
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: BROWSER_ARGUMENTS });
  try {
    const url = `http://127.0.0.1:${server.address().port}/`;
    return await work({ freshPage: (use) => freshPage(browser, url, use), version: browser.version() });
  } finally {
    await browser.close();
    server.close();
  }
}

async function freshPage(browser, url, use) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await use(page);
  } finally {
    await context.close();
  }
}

async function serve() {
  const files = sirv(fileURLToPath(new URL('.', import.meta.url)), { dev: true });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ISOLATED)) response.setHeader(name, value);
    if (request.url === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><body>');
    return files(request, response, () => response.writeHead(404).end());
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

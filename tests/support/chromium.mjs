/**
 * Headless Chromium.
 *
 *   CHROMIUM_PATH   the browser's command; without it the tests in it are skipped
 */
import assert from 'node:assert/strict';
import process from 'node:process';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS } from '../../www/transcript/browser.mjs';
import { PACKAGE_DIR } from './package.mjs';
import { serve } from './serve.mjs';

const { CHROMIUM_PATH } = process.env;

/** Why tests in Chromium are skipped, or false. */
export const skip = CHROMIUM_PATH ? false : 'CHROMIUM_PATH is not set';

export const launch = () => chromium.launch({ executablePath: CHROMIUM_PATH, args: BROWSER_ARGUMENTS });

/**
 * Has a page, and its frames, tell of rejections that nobody handles.
 *
 * @returns a list that they are added to, as texts
 */
export const unhandledIn = async (page) => {
  const unhandled = [];
  await page.exposeFunction('tellOfUnhandled', (text) => unhandled.push(text));
  await page.addInitScript(() => {
    const { tellOfUnhandled } = /** @type {any} */ (globalThis);
    addEventListener('unhandledrejection', ({ reason }) => {
      try {
        tellOfUnhandled(String(reason?.stack ?? reason));
      } catch {
        tellOfUnhandled('what cannot be read');
      }
    });
  });
  return unhandled;
};

/**
 * A browser for a suite, which fails where a page leaves a rejection that nobody handles, and a server of the folders `tests/` and `pkg/` at one origin.
 *
 * @param answer - what the server gives before any file, as `serve` takes it
 * @returns opens a path in a new page; to be called once the suite runs
 */
export function pagesInChromium(answer) {
  let server;
  let browser;
  const unhandled = [];
  before(async () => {
    server = await serve([fileURLToPath(new URL('..', import.meta.url)), PACKAGE_DIR], answer);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    assert.deepEqual(unhandled.flat(), [], 'rejections that nobody handles');
  });
  return async (path = '/') => {
    const page = await browser.newPage();
    await page.addInitScript(`globalThis.TEST_ALL = '${process.env.TEST_ALL ?? ''}'`);
    unhandled.push(await unhandledIn(page));
    await page.goto(server.origin + path);
    return page;
  };
}

/** `/` in a browser: what a person sees of the emulator, and what the page may do. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch, skip } from '../support/chromium.mjs';
import { doors } from './doors.mjs';
import { administer, ask, set, start } from './server.mjs';

const MARKUP = '<img src="/x" onerror="document.title=1">';
const DESK = { width: 1280, height: 720 };
const PHONE = { width: 360, height: 740 };

let browser;
let page;
before(async () => {
  if (skip) return;
  browser = await launch();
  page = await browser.newPage();
});
after(() => browser?.close());

/** The page at a server, and everything that it asked for or complained about. */
async function opened(t, server, { viewport = DESK, colorScheme = /** @type {'light' | 'dark'} */ ('light') } = {}) {
  t.after(() => page.removeAllListeners());
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  const asked = [];
  const complaints = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(server.url);
  await page.waitForFunction(() => document.querySelector('#asked').childElementCount > 0);
  return { page, asked, complaints };
}

const textOf = (page, selector) => page.locator(selector).textContent();

/** Secrets of an account and a user, a failure to come, and requests that were answered. */
async function filled(t, door) {
  const server = await start(t, door, ['--frozen-at', '2026-11-27T20:40:25Z']);
  await set(server, 'api_key', 'first-placeholder');
  await set(server, MARKUP, 'second-placeholder');
  const form = {
    'scope[type]': 'user',
    'scope[user]': 'usr_example',
    name: 'oauth_token',
    payload: 'third-placeholder',
    expires_at: '1795900000',
  };
  await ask(server, '/v1/apps/secrets', { form });
  await ask(server, '/v1/apps/secrets/find?scope[type]=account&name=missing');
  await administer(server, 'failures', { when: { method: 'create', name: 'api_key' }, status: 429, times: 2 });
  return server;
}

for (const door of doors) {
  describe(`${door.name}: the page`, { skip }, () => {
    test('it shows what is stored, what was asked, the clock and the failures to come', async (t) => {
      const { page, complaints } = await opened(t, await filled(t, door));
      const stored = await textOf(page, '#stored');
      for (const text of ['acct_example', 'test mode', 'api_key', 'usr_example', 'oauth_token', '2026-11-28T21:06:40Z'])
        assert.ok(stored.includes(text), `${text} is not in ${stored}`);
      const asked = await textOf(page, '#asked');
      assert.match(asked, /POST \/v1\/apps\/secrets/);
      assert.match(asked, /GET \/v1\/apps\/secrets\/find[\s\S]*missing[\s\S]*404 resource_missing/);
      assert.equal(await textOf(page, '#clock'), '2026-11-27T20:40:25Z');
      assert.match(await textOf(page, '#failures'), /create of "api_key".*429[\s\S]*2/);
      assert.deepEqual(complaints, []);
    });

    test('a payload is in the page once its button is pressed, by keyboard too, and not after it is pressed again', async (t) => {
      const { page } = await opened(t, await filled(t, door));
      assert.doesNotMatch(await page.content(), /placeholder/);
      await page.getByRole('button', { name: 'Show the payload of oauth_token' }).focus();
      await page.keyboard.press('Enter');
      const html = await page.content();
      assert.ok(html.includes('third-placeholder') && !html.includes('first-placeholder'));
      await page.getByRole('button', { name: 'Refresh' }).press('Enter');
      assert.match(await textOf(page, '#stored'), /third-placeholder/, 'what is shown stays while nothing changes');
      await page.getByRole('button', { name: 'Hide the payload of oauth_token' }).press('Space');
      assert.doesNotMatch(await page.content(), /placeholder/);
    });

    test('Tab reaches every button, in the order in which they are seen', async (t) => {
      const { page } = await opened(t, await filled(t, door));
      const reached = [];
      for (let n = 0; n < 4; n += 1) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate(() => document.activeElement.ariaLabel ?? document.activeElement.textContent));
      }
      const seen = await page.$$eval('button', (all) => all.map((button) => button.ariaLabel ?? button.textContent));
      assert.deepEqual(reached, seen);
    });

    test('it is brought up to date by its button, and says so when it cannot be', async (t) => {
      const server = await start(t, door);
      const { page } = await opened(t, server);
      assert.match(await textOf(page, '#stored'), /Nothing is stored/);
      await set(server, 'later');
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText('later').first().waitFor();
      await server.stop();
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByText('This is not up to date').waitFor();
    });

    test('it asks its own server for what a test may see, and nobody for anything else', async (t) => {
      const server = await filled(t, door);
      const { page, asked } = await opened(t, server);
      const paths = asked.filter((url) => !url.startsWith('data:')).map((url) => url.replace(server.url, ''));
      assert.deepEqual(paths.sort(), [
        '/',
        ...['clock', 'failures', 'requests', 'state'].map((name) => `/_emulator/${name}`),
      ]);
      const escaped = await page.evaluate(async () => {
        const attempts = [
          () => fetch('http://localhost:1/'),
          () =>
            document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' })),
          () => {
            document.body.innerHTML = '<p>';
          },
        ];
        for (const attempt of attempts)
          await Promise.resolve()
            .then(attempt)
            .catch(() => {});
        return [/** @type {any} */ (window).ran, document.querySelector('h1') !== null];
      });
      assert.deepEqual(escaped, [undefined, true]);
    });

    test('a name that looks like markup is a text', async (t) => {
      const { page } = await opened(t, await filled(t, door));
      assert.equal(await page.locator('main img').count(), 0);
      assert.ok((await textOf(page, '#stored')).includes(MARKUP));
    });

    test('no other page may hold it in a frame', async (t) => {
      const server = await start(t, door);
      const policy = (await fetch(server.url)).headers.get('content-security-policy');
      assert.match(policy, /default-src 'none';.*frame-ancestors 'none'/);
    });

    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      test(`on a phone, ${colorScheme}, nothing is wider than the screen and every text can be read`, async (t) => {
        const { page } = await opened(t, await filled(t, door), { viewport: PHONE, colorScheme });
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
        assert.deepEqual(await page.evaluate(faint), []);
        if (process.env.SCREENSHOTS)
          await page.screenshot({
            path: `${process.env.SCREENSHOTS}/${door.name}-phone-${colorScheme}.png`,
            fullPage: true,
          });
      });
    }
  });
}

/** In the page: elements whose text has a contrast below 4.5 (WCAG AA) to what is behind it. */
function faint() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const light = (color) => {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor === 'rgba(0, 0, 0, 0)' ? behind(element.parentElement) : backgroundColor;
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.body.querySelectorAll('*:not(script)')]
    .filter(hasText)
    .filter((element) => {
      const pair = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
      return (pair[0] + 0.05) / (pair[1] + 0.05) < 4.5;
    })
    .map((element) => element.textContent);
}

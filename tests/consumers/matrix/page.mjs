/**
 * A built page in Chromium, under a policy that lets it load its own scripts and nothing else: no code made of
 * text, no file or address fetched. Whatever it asks for beyond its own files is an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ORIGIN = 'https://extension.example';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };
/** What is shared with other consumers, as expressions that give a module's exports. */
const [JOURNEY, OVER_FETCH] = ['journey', 'over_fetch'].map((name) => {
  const code = readFileSync(new URL(`../fixtures/shared/${name}.cjs`, import.meta.url), 'utf8');
  return `((module) => { ${code}; return module.exports; })({})`;
});

/** The files of a folder, in folders too. */
export const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));

/** Opens `folder`'s page in `page` and returns how the journey ended there. `scripts` is the policy's word for scripts. */
export async function journeyInPage(page, folder, scripts) {
  const files = new Set(filesOf(folder).map((file) => `${ORIGIN}/${file}`));
  const faults = [];
  const fails = (error) => faults.push(String(error));
  const complains = (message) => message.type() === 'error' && faults.push(message.text());
  page.on('pageerror', fails).on('console', complains);
  await page.route('**/*', async (route) => {
    const url = route.request().url();
    if (!files.has(url)) {
      faults.push(`The page asks for ${url}`);
      return route.abort();
    }
    const file = path.join(folder, url.slice(ORIGIN.length));
    return route.fulfill({
      contentType: TYPES[path.extname(file)],
      headers: { 'content-security-policy': `default-src 'none'; script-src 'self' ${scripts}` },
      body: readFileSync(file),
    });
  });
  try {
    await page.goto(`${ORIGIN}/index.html`, { waitUntil: 'load' });
    const seen = await page.evaluate(`(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const failure = () => new frame.contentWindow.TypeError('the host is gone');
      const { Stripe, isStripeError, createFetchHttpClient } = globalThis.extension;
      const connect = createFetchHttpClient && ${OVER_FETCH}.overFetch(createFetchHttpClient);
      return ${JOURNEY}.journey(Stripe, isStripeError, failure, connect);
    })()`);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return seen;
  } finally {
    await page.unroute('**/*');
    page.off('pageerror', fails).off('console', complains);
  }
}

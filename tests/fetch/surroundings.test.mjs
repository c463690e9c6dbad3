/**
 * Where it is loaded: surroundings that lack what the WebAssembly glue would like to have, which it does without, and
 * those that lack what a request is made with, where its client says so.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { suite, test } from 'node:test';
import { PACKAGE_DIR, urlOf } from '../support/package.mjs';
import { ENTRIES } from './entries.mjs';

/** Sends a request with letters of every length in UTF-8 in its address, over a `fetch` that shows what it got. */
const request = (load) => `
  const { createFetchHttpClient } = ${load};
  globalThis.fetch = async ({ url }) => ({ status: 200, headers: new Map(), text: async () => JSON.stringify({ url }) });
  const client = createFetchHttpClient({ baseUrl: 'https://backend.example/f\u00f6lder', headers: { 'X-Session': 'a' } });
  const answer = await client.makeRequest('api.stripe.com', '443', '/v1/\u00fc\u20ac\u{1f600}', 'GET', {}, '', 'https', 1000);
  process.stdout.write((await answer.toJSON()).url);`;

const loads = {
  'fetch.mjs': `await import(${JSON.stringify(urlOf('fetch.mjs'))})`,
  'fetch.cjs': `(await import('node:module')).createRequire(${JSON.stringify(PACKAGE_DIR + path.sep)})('./fetch.cjs')`,
};

for (const [name, load] of Object.entries(loads)) {
  test(`${name} works without TextDecoder, TextEncoder, atob and Buffer, as in a Jest jsdom that was given a fetch`, () => {
    // Node.js loads its own `fetch` at the first use, and that needs them.
    const absent =
      "new Request('https://backend.example', { headers: new Headers() });" +
      "for (const name of ['TextDecoder', 'TextEncoder', 'atob', 'Buffer']) delete globalThis[name];";
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', absent + request(load)], {
      encoding: 'utf8',
    });
    assert.equal(stdout, 'https://backend.example/f%C3%B6lder/v1/%C3%BC%E2%82%AC%F0%9F%98%80', stderr.slice(-500));
  });
}

/**
 * What is wrong with a page, and how a client that is made there says so.
 *
 * @typedef {[where: string, replaced: Record<string, PropertyDescriptor>, code: string, message: RegExp]} Page
 */

/** @type {Page[]} */
const LACKING = ['fetch', 'Request', 'Headers', 'URL', 'AbortController'].map((name) => [
  `without ${name}`,
  { [name]: { value: undefined } },
  'not_supported',
  new RegExp(`needs fetch, Request, Headers, URL and AbortController; missing here: ${name}\\.$`),
]);
/** @type {Page[]} */
const THROWING = [
  [
    'whose Request cannot be read',
    {
      Request: {
        get() {
          throw new Error('payload-placeholder');
        },
      },
    },
    'not_supported',
    /missing here: Request\.$/,
  ],
  [
    'whose URL throws',
    {
      URL: {
        value: function URL() {
          throw 'length';
        },
      },
    },
    'config_invalid',
    /^baseUrl must be an absolute URL, /,
  ],
  [
    'whose URL has a getter that throws',
    {
      URL: {
        value: class {
          get href() {
            throw 'length';
          }
        },
      },
    },
    'internal_error',
    /needs URL and Headers, as browsers have them\.$/,
  ],
];

for (const { name: entry, load } of ENTRIES) {
  suite(`a client made with ${entry}`, async () => {
    const { createFetchHttpClient, Stripe } = await load();
    for (const [where, replaced, code, message] of [...LACKING, ...THROWING]) {
      test(`on a page ${where} is refused at once, with what is missing`, () => {
        const originals = new Map(
          Object.keys(replaced).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
        );
        for (const [name, property] of Object.entries(replaced))
          Object.defineProperty(globalThis, name, { ...property, configurable: true });
        let thrown;
        try {
          createFetchHttpClient({ baseUrl: 'https://backend.example', headers: { 'X-Session': 'a' } });
        } catch (error) {
          thrown = error;
        }
        for (const [name, property] of originals) Object.defineProperty(globalThis, name, property);
        assert.ok(thrown instanceof Stripe.errors.StripeError, String(thrown));
        assert.equal(thrown.code, code);
        assert.match(thrown.message, message);
      });
    }
  });
}

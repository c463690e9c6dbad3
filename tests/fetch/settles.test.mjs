/**
 * Nobody is left waiting: over every page of `cases.mjs` a request ends in time, with an error that repeats nothing of
 * what was sent, and the next one goes through. So does one whose headers a function gives (`asked.mjs`).
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { takeTimers } from '../support/timers.mjs';
import { askedCases } from './asked.mjs';
import { fetchCases } from './cases.mjs';
import { ENTRIES } from './entries.mjs';

const timers = takeTimers();
const environment = { timers, sleep: timers.sleep, otherRealm: (code) => vm.runInNewContext(code) };

const unhandled = [];
process.on('unhandledRejection', (reason) => unhandled.push(reason));

for (const { name: entry, load } of ENTRIES) {
  const library = await load();
  suite(entry, () => {
    for (const { name, problem } of [...fetchCases(library, environment), ...askedCases(library, environment)]) {
      test(name, async () => assert.equal(await problem(), ''));
    }

    test('a thousand requests that end in the middle of the core leave the next one, and its memory, as they were', async () => {
      const client = library.createFetchHttpClient({ baseUrl: 'https://backend.example' });
      const request = () =>
        client.makeRequest('api.stripe.com', '443', '/v1/apps/secrets', 'POST', {}, 'a=b', 'https', 1000);
      const { Request, fetch } = globalThis;
      Object.assign(globalThis, {
        Request: function Request() {
          throw null;
        },
      });
      for (let i = 0; i < 1000; i++) await assert.rejects(request(), TypeError);
      globalThis.Request = Request;
      Object.assign(globalThis, {
        fetch: async ({ url, method, headers }) => Response.json({ url, method, type: headers.get('x-none') }),
      });
      const answer = await (await request()).toJSON();
      globalThis.fetch = fetch;
      assert.deepEqual(answer, { url: 'https://backend.example/v1/apps/secrets', method: 'POST', type: null });
    });

    test('a request that ends in the middle of the core, from within another one, leaves the other as it was', async () => {
      const client = library.createFetchHttpClient({ baseUrl: 'https://backend.example' });
      const request = (path) => client.makeRequest('api.stripe.com', '443', path, 'POST', {}, 'a=b', 'https', 1000);
      const { Request, URL, fetch } = globalThis;
      let inner;
      // While the outer request is made: the page's URL asks for another, whose Request throws.
      globalThis.URL = class extends URL {
        get href() {
          globalThis.URL = URL;
          Object.assign(globalThis, {
            Request: function Request() {
              throw null;
            },
          });
          inner = request('/v1/inner');
          globalThis.Request = Request;
          return super.href;
        }
      };
      Object.assign(globalThis, { fetch: async ({ url, method }) => Response.json({ url, method }) });
      const outer = await request('/v1/outer').finally(() => Object.assign(globalThis, { URL }));
      globalThis.fetch = fetch;
      assert.deepEqual(await outer.toJSON(), { url: 'https://backend.example/v1/outer', method: 'POST' });
      await assert.rejects(inner, TypeError);
    });
  });
}

test('nothing is left behind: no timer, and no rejection that nobody handles', async () => {
  await timers.sleep(200); // what is late comes now
  assert.deepEqual(unhandled, []);
  assert.equal(timers.count(), 0);
});

/**
 * The whole package over `/fetch` and the real emulator, from Node.js; and what stays behind of payloads in the memory
 * that the core of `/fetch` works in.
 *
 *   EMULATOR_BIN   the emulator's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startEmulator } from '../e2e/support.mjs';
import { urlOf } from '../package.mjs';
import { marker } from '../trace/markers.mjs';
import { captureMemory } from '../trace/memory.mjs';
import { ENTRIES } from './entries.mjs';
import { EXPECTED, journey, signIn } from './journey.mjs';

const skip = process.env.EMULATOR_BIN ? false : 'EMULATOR_BIN is not set';

for (const { name, load } of ENTRIES) {
  suite(name, { skip }, () => {
    test('an extension\'s session works with the Secret Store of the emulator', async (t) => {
      const emulator = await startEmulator(t);
      assert.deepEqual(await journey(await load(), await signIn(emulator)), EXPECTED);
    });
  });
}

suite('the memory of the core', () => {
  const requests = async (client, body, count) => {
    for (let i = 0; i < count; i++) await (await client.makeRequest('api.stripe.com', '443', '/v1/apps/secrets', 'POST', { 'X-Trace': 'a' }, body, 'https', 5000)).toJSON();
  };

  test('holds no payload and no session, and does not grow', async (t) => {
    const memory = captureMemory();
    // Loaded once more, so that its memory is made before the search's eyes.
    const { createFetchHttpClient } = await import(`${urlOf('fetch.mjs')}?memory`);
    const { fetch } = globalThis;
    t.after(() => { globalThis.fetch = fetch; });
    const [payload, session, answer] = ['CJK', 'Latin', 'emoji'].map(marker);
    globalThis.fetch = async () => new Response(JSON.stringify({ payload: answer.text }));
    const client = createFetchHttpClient({ baseUrl: 'https://backend.example', headers: { Authorization: `Bearer ${session.text}` } });
    await requests(client, payload.text, 100);
    const before = memory.bytes().map(({ length }) => length);
    await requests(client, payload.text, 3000);
    assert.equal(memory.traceOf([payload, session, answer]), undefined);
    assert.deepEqual(memory.bytes().map(({ length }) => length), before);
    // The search finds what the core does copy: paths.
    const sought = marker('Latin');
    await client.makeRequest('api.stripe.com', '443', `/v1/${sought.text}`, 'GET', {}, '', 'https', 5000);
    assert.equal(memory.traceOf([sought]), 'Latin');
  });
});

/** What stays behind in the memory that the core of `/fetch` works in, in Node.js: nothing, whatever the size (`sizes.mjs`). */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { marker } from '../support/markers.mjs';
import { captureMemory } from '../support/memory.mjs';
import { ENTRIES } from './entries.mjs';
import { remainsCases } from './remains.mjs';
import { sizeCases } from './sizes.mjs';

const memory = captureMemory();

for (const { name: entry, load } of ENTRIES) {
  const library = await load();
  suite(entry, () => {
    for (const { name, problem } of [...remainsCases(library, memory), ...sizeCases(library, memory)]) {
      test(name, async () => assert.equal(await problem(), ''));
    }

    test('three thousand requests leave no payload and no session, and no more memory', async (t) => {
      const { fetch } = globalThis;
      t.after(() => {
        globalThis.fetch = fetch;
      });
      const [payload, session, answer] = ['CJK', 'Latin', 'emoji'].map(marker);
      globalThis.fetch = async () => new Response(JSON.stringify({ payload: answer.text }));
      const client = library.createFetchHttpClient({
        baseUrl: 'https://backend.example',
        headers: { Authorization: `Bearer ${session.text}` },
      });
      const requests = async (count) => {
        for (let i = 0; i < count; i++)
          await (
            await client.makeRequest(
              'api.stripe.com',
              '443',
              '/v1/apps/secrets',
              'POST',
              { 'X-Trace': 'a' },
              payload.text,
              'https',
              5000,
            )
          ).toJSON();
      };
      await requests(100);
      const before = memory.bytes().map(({ length }) => length);
      await requests(3000);
      assert.equal(memory.traceOf([payload, session, answer]), undefined);
      assert.deepEqual(
        memory.bytes().map(({ length }) => length),
        before,
      );
    });
  });
}

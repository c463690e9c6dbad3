/** A call ends soon, whatever has to be looked through for its payload. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { BOTH_CORES, urlOf } from '../support/package.mjs';
import { SLOW } from './slow.mjs';

/** What a thread and a call may take here, in milliseconds: an endless loop takes any time, a busy machine some. */
const LIMIT = 60_000;
const SOON = 10_000;

/** Those that do not repeat the payload, or nowhere near. */
const HARMLESS = ['megabytes of text', 'a Proxy that shows another one inside, for ever'];

for (const { name: library, module } of BOTH_CORES) {
  for (const name of Object.keys(SLOW)) {
    test(`a create ends where the host rejects with ${name} (${library})`, async () => {
      const worker = new Worker(new URL('slow.mjs', import.meta.url), { workerData: { entry: urlOf(module), name } });
      const ended = new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject));
      try {
        const { type, milliseconds, same } = await Promise.race([ended, setTimeout(LIMIT, {}, { ref: false })]);
        assert.equal(type, 'StripeConnectionError');
        assert.equal(same, HARMLESS.includes(name), 'what is handed on');
        assert.ok(milliseconds < SOON, `it took ${milliseconds} ms`);
      } finally {
        await worker.terminate();
      }
    });
  }
}

/** A call ends, whatever has to be looked through for its payload: each runs in a thread, so that a loop can be ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { BOTH_CORES, urlOf } from '../support/package.mjs';
import { SLOW } from './slow.mjs';

/** What a call may take here, in milliseconds. A loop without an end takes any time; a busy machine some of it. */
const LIMIT = 60_000;

const cases = BOTH_CORES.flatMap(({ name, module }) => Object.keys(SLOW).map((slow) => [slow, name, urlOf(module)]));

for (const [name, library, entry] of cases) {
  test(`a create ends where the host rejects with ${name} (${library})`, async () => {
    const worker = new Worker(new URL('settles.worker.mjs', import.meta.url), { workerData: { entry, name } });
    const ended = new Promise((resolve, reject) => {
      let limit;
      worker.on('error', reject);
      worker.on('message', (message) => {
        if (message === 'ready') limit = setTimeout(resolve, LIMIT, 'never');
        else resolve(message);
        if (message !== 'ready') clearTimeout(limit);
      });
    });
    try {
      assert.equal(await ended, 'StripeConnectionError');
    } finally {
      await worker.terminate();
    }
  });
}

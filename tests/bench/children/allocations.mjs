/**
 * What one call leaves for the collector, and in how many turns it settles. Run with `--expose-gc` and a young generation so
 * large that nothing is collected meanwhile: then the heap grows by exactly what is allocated.
 */
import { createHook } from 'node:async_hooks';
import { PerformanceObserver } from 'node:perf_hooks';
import { CALLS, instantHost } from '../host.mjs';
import { load, report } from './candidate.mjs';

const COUNTS = { find: 1000, create: 1000, list10: 500, list100: 50 };
const RUNS = 3;

/** More turns of the microtask queue than any call takes that waits for nothing else. */
const TURNS = 10_000;

const client = load()(instantHost());
const results = {};
for (const [figure, call] of Object.entries(CALLS)) {
  for (let i = 0; i < COUNTS[figure]; i++) await call(client);
  results[figure] = {
    bytes: await bytes(call, COUNTS[figure]),
    turns: await turns(call),
    promises: await promises(call),
  };
}
report(results);

/** Bytes for a call: the least of some runs, as whatever else allocates only adds. Null if all were disturbed by a collection. */
async function bytes(call, count) {
  let least = null;
  for (let run = 0; run < RUNS; run++) {
    const { collections, stop } = countCollections();
    globalThis.gc();
    await task();
    const before = collections();
    const heap = process.memoryUsage().heapUsed;
    for (let i = 0; i < count; i++) await call(client);
    const used = process.memoryUsage().heapUsed - heap;
    await task();
    if (collections() === before) least = Math.min(least ?? Infinity, used / count);
    stop();
  }
  return least;
}

function countCollections() {
  let count = 0;
  const observer = new PerformanceObserver((list) => {
    count += list.getEntries().length;
  });
  observer.observe({ entryTypes: ['gc'] });
  return { collections: () => count, stop: () => observer.disconnect() };
}

/** Observers run in a task of their own. */
async function task() {
  for (let i = 0; i < 3; i++)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}

/** How often the queue of microtasks goes round until the call has settled. Null if it waits for something else too. */
async function turns(call) {
  let settled = false;
  call(client).then(() => {
    settled = true;
  });
  let count = 0;
  while (!settled && count < TURNS) {
    await null;
    count++;
  }
  return settled ? count : null;
}

/** How many promises are made for a call, the host's two among them. */
async function promises(call) {
  const none = () => Promise.resolve();
  await promisesSeen(none); // the first time it sees some of its own
  const watching = (await promisesSeen(none)) - 1;
  return (await promisesSeen(() => call(client))) - watching;
}

async function promisesSeen(start) {
  let count = 0;
  const hook = createHook({
    init(id, type) {
      if (type === 'PROMISE') count++;
    },
  });
  hook.enable();
  await start().then(() => hook.disable());
  return count;
}

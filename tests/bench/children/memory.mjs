/**
 * What stays after many calls: pages of linear memory, and the heap after collecting. Run with `--expose-gc`.
 *
 * The memory is seen by a stand-in for `WebAssembly.Instance` that is there before the package loads, and for memories that
 * are made in JavaScript by one for `WebAssembly.Memory`.
 */
const memories = new Set();
const PAGE = 65536;
const FOUND_IN = {
  Instance: (instance) => Object.values(instance.exports).filter((value) => value instanceof WebAssembly.Memory),
  Memory: (memory) => [memory],
};
for (const [kind, found] of Object.entries(FOUND_IN)) {
  WebAssembly[kind] = new Proxy(WebAssembly[kind], {
    construct(target, args, newTarget) {
      const made = Reflect.construct(target, args, newTarget);
      for (const memory of found(made)) memories.add(memory);
      return made;
    },
  });
}

const { load, more, report } = await import('./candidate.mjs');
const { CALLS, instantHost } = await import('../host.mjs');

const client = load()(instantHost());
const results = {};
let done = 0;
for (const count of more.map(Number)) {
  for (; done < count; done++) await (done % 2 ? CALLS.create : CALLS.find)(client);
  for (let i = 0; i < 3; i++) globalThis.gc();
  const pages = [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength / PAGE, 0);
  results[count] = { pages: memories.size > 0 ? pages : null, heap: process.memoryUsage().heapUsed };
}
report(results);

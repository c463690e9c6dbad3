/**
 * Sees which core runs, from outside: it stands in for what each has to call to come into being. To be called before the
 * package is loaded. For Node.js and for browsers.
 */

/** What the interpreter has in place of a WebAssembly memory, in bytes. */
const PAGE = 65536;

const constructing = (Class, act) =>
  new Proxy(Class, {
    construct(target, args, newTarget) {
      act(...args);
      return Reflect.construct(target, args, newTarget);
    },
  });

/**
 * @param fails - `Module` or `Instance` of WebAssembly, to throw what a host throws that forbids it
 * @returns how often each was called: `compiled`, `wasm` (instances of it) and `javascript` (instances of that)
 */
export function watchCores(/** @type {{ fails?: string }} */ { fails } = {}, globals = globalThis) {
  const counts = { compiled: 0, wasm: 0, javascript: 0 };
  const { WebAssembly } = globals;
  const watched = (name, count) => {
    if (!WebAssembly?.[name]) return;
    WebAssembly[name] = constructing(WebAssembly[name], () => {
      counts[count] += 1;
      if (fails === name) throw new WebAssembly.CompileError(`WebAssembly.${name}(): refused by the test`);
    });
  };
  watched('Module', 'compiled');
  watched('Instance', 'wasm');
  globals.ArrayBuffer = constructing(globals.ArrayBuffer, (length) => {
    counts.javascript += length === PAGE ? 1 : 0;
  });
  return counts;
}

/**
 * Gets hold of the memory that the core works in. To be called before the package is loaded: it stands in for the
 * constructors that make a memory. For Node and for browsers.
 */
import { readings } from './markers.mjs';
import { textsOfBytes } from './search.mjs';

/** A page of linear memory, in bytes; where it is interpreted, a buffer of whole pages. */
const PAGE = 65536;

const constructing = (Class, made) =>
  new Proxy(Class, {
    construct(target, args, newTarget) {
      const object = Reflect.construct(target, args, newTarget);
      made(object);
      return object;
    },
  });

/** How far around a changed byte is looked, in bytes: further than any marker is long. */
const AROUND = 1024;

/** The parts of `bytes` that are not as they were, with what is around them. */
function changesOf(earlier, bytes) {
  const parts = [];
  let [start, end] = [0, 0];
  for (let place = 0; place < bytes.length; place++) {
    if (bytes[place] === earlier[place]) continue;
    if (place - AROUND > end) {
      parts.push(bytes.subarray(start, end));
      start = place - AROUND;
    }
    end = Math.min(place + AROUND, bytes.length);
  }
  parts.push(bytes.subarray(start, end));
  return parts;
}

/**
 * @param kind - what the entry under test runs on: 'wasm', or 'javascript'
 * @returns the captured memory. Each way to read it throws where none was captured: a search of nothing finds nothing.
 */
export function captureMemory(kind = 'wasm', globals = globalThis) {
  const memories = new Set();
  const { Memory, Instance } = WebAssembly;
  const exported = ({ exports }) => {
    for (const item of Object.values(exports)) if (item instanceof Memory) memories.add(item);
  };
  if (kind === 'wasm') {
    WebAssembly.Memory = constructing(Memory, (memory) => memories.add(memory));
    WebAssembly.Instance = constructing(Instance, exported);
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...args) => {
        const made = await original.apply(WebAssembly, args);
        exported(made.instance ?? made);
        return made;
      };
    }
  } else {
    globals.ArrayBuffer = constructing(globals.ArrayBuffer, (buffer) => {
      if (buffer.byteLength >= PAGE && buffer.byteLength % PAGE === 0) memories.add({ buffer });
    });
  }

  const bytes = () => {
    if (memories.size === 0)
      throw new Error(`no memory was captured: the package was loaded before, or does not run on ${kind}`);
    return [...memories].map(({ buffer }) => new Uint8Array(buffer));
  };
  const earlier = [];
  return {
    bytes,
    /**
     * The kind of a marker that the memory holds, or nothing. Only what has changed since the last look is searched: a new
     * marker can be nowhere else. So one case is looked at after another, never two at once.
     */
    traceOf(markers) {
      for (const [place, block] of bytes().entries()) {
        const changed = changesOf(earlier[place] ?? new Uint8Array(), block);
        earlier[place] = block.slice();
        for (const text of changed.flatMap(textsOfBytes)) {
          const read = readings(text);
          const found = markers.find((marker) => marker.isIn(read));
          if (found) return found.kind;
        }
      }
      return undefined;
    },
  };
}

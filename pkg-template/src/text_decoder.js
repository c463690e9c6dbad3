// wasm-bindgen's glue makes a TextDecoder when it is imported, for its own messages and the version:
// all ASCII. Jest's jsdom has none, so this stands in there; elsewhere it is the platform's own.

class AsciiDecoder {
  decode(bytes = []) {
    return String.fromCharCode(...bytes);
  }
}

const { TextDecoder: Decoder = AsciiDecoder } = globalThis;

export { Decoder as TextDecoder };

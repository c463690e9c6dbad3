// The text codecs that wasm-bindgen's glue makes when it is imported. Jest's jsdom has neither; the build puts these in
// their place.

/** UTF-8, as `encodeURIComponent` writes it. */
class Encoder {
  encode(text) {
    const written = encodeURIComponent(text).match(/%..|./g) ?? [];
    return Uint8Array.from(written, (it) => (it[1] ? parseInt(it.slice(1), 16) : it.charCodeAt(0)));
  }
}

class Decoder {
  decode(bytes = []) {
    return decodeURIComponent(Array.from(bytes, (byte) => '%' + (byte + 256).toString(16).slice(1)).join(''));
  }
}

export const TextEncoder = globalThis.TextEncoder ?? Encoder;
export const TextDecoder = globalThis.TextDecoder ?? Decoder;

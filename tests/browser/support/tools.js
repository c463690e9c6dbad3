// What only JavaScript can do for the tests. It is one function body, which returns them: see `tools.rs`.

const recorder = () => {
  const host = {
    sent: [],
    makeRequest(...request) {
      host.sent.push(request);
      return Promise.resolve();
    },
  };
  return host;
};

const characters = (count, from, span) =>
  Array.from({ length: count }, () => String.fromCodePoint(from + Math.floor(Math.random() * span))).join('');

const marker = () => {
  const letters = characters(24, 0x61, 26);
  const chinese = characters(12, 0x4e00, 0x4000);
  const emoji = characters(10, 0x1f400, 0x80);
  return { parts: [letters, chinese, emoji], text: letters + chinese + emoji };
};

const partsOf = (marker) => marker.parts ?? [marker];
const writings = (marker) => partsOf(marker).flatMap((part) => [part, encodeURIComponent(part)]);

const utf16 = (text) => {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return new Uint8Array(units.buffer);
};

const count = (bytes, pattern) => {
  let found = 0;
  for (let at = bytes.indexOf(pattern[0]); at >= 0; at = bytes.indexOf(pattern[0], at + 1)) {
    if (pattern.every((byte, i) => bytes[at + i] === byte)) found++;
  }
  return found;
};

const occurrences = ({ buffer }, marker) => {
  const bytes = new Uint8Array(buffer);
  return [...new Set(writings(marker))]
    .flatMap((text) => [new TextEncoder().encode(text), utf16(text)])
    .reduce((sum, pattern) => sum + count(bytes, pattern), 0);
};

return { recorder, marker, occurrences };

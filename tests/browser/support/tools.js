// What only JavaScript can do for the tests. It is one function body, which returns them: see `tools.rs`.

const { defineProperty } = Object;

/** Appends without asking a prototype, which may be polluted. */
const append = (list, value) =>
  defineProperty(list, list.length, { __proto__: null, value, enumerable: true, configurable: true, writable: true });

const recorder = () => {
  const host = {
    sent: [],
    makeRequest(...request) {
      append(host.sent, request);
      return Promise.resolve();
    },
  };
  return host;
};

const shifty = (first, later) => {
  const reads = new Map();
  const nth = (trap, key) => {
    const count = (reads.get(trap + String(key)) ?? 0) + 1;
    reads.set(trap + String(key), count);
    return count === 1 ? first : later;
  };
  const value = new Proxy(first, {
    get: (_target, key) => nth('get ', key)[key],
    ownKeys: () => Reflect.ownKeys(nth('keys ', '')),
  });
  return { value, most: () => Math.max(0, ...reads.values()) };
};

const during = (change, restore, act) => {
  const kept = {};
  new Function('kept', change)(kept);
  try {
    act();
  } finally {
    new Function('kept', restore)(kept);
  }
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

/** Everything that hangs on a value: own properties of any kind, entries of maps and headers. */
const reachable = (value, seen = new Set()) => {
  if (Object(value) !== value) return [String(value)];
  if (seen.has(value) || value === Object.prototype || value === Function.prototype) return [];
  seen.add(value);
  const texts = [];
  for (const key of Reflect.ownKeys(value)) {
    texts.push(String(key));
    const { value: field, get } = Object.getOwnPropertyDescriptor(value, key);
    texts.push(...reachable(get ? get.call(value) : field, seen));
  }
  if (!Array.isArray(value) && typeof value.forEach === 'function') value.forEach((...item) => texts.push(...reachable(item.slice(0, 2), seen)));
  return texts;
};

const mentions = (value, marker) => {
  const texts = [...reachable(value), JSON.stringify(value) ?? '', String(value)];
  return writings(marker).some((part) => texts.some((text) => text.includes(part)));
};

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

return { recorder, shifty, during, marker, mentions, occurrences };

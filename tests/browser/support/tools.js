// What only JavaScript can do for the tests: the body of a function of a core and of its memory, which promises the names
// below. It is evaluated in place of being a module, and the package's modules are loaded one after the other: each module
// that is loaded at once is a connection more to the server of the test runner (`xtask/src/test/browser.rs`).

const loaded = (globalThis.loadedModules ??= new Map());

/** A module, after those that it imports. */
const load = async (url) => {
  if (loaded.has(url)) return loaded.get(url);
  const text = await (await fetch(url)).text();
  for (const [, path] of text.matchAll(/from '(\.[^']+)'/g)) await load(new URL(path, url).href);
  loaded.set(url, await import(url));
  return loaded.get(url);
};

/** A host that notes in `sent` what it is asked, and gives one answer after the other: `[status, body]`, or what it throws. */
const hosting = (...answers) => {
  const sent = [];
  const makeRequest = async (...request) => {
    sent.push(request);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (!Array.isArray(answer)) throw answer;
    const [status, body] = answer;
    return {
      getStatusCode: () => status, getHeaders: () => ({ 'request-id': 'req_1' }), getRawResponse: () => ({}), toJSON: async () => body,
    };
  };
  return { sent, makeRequest };
};

let Stripe;

/** A client of `usr_1`. */
const client = (httpClient, config) =>
  new Stripe('DO_NOT_PASS_A_REAL_API_KEY', { httpClient, userContext: { id: 'usr_1' }, maxNetworkRetries: 0, ...config });

/** What a promise rejects with: class, code, parameter. */
const caught = (promise) => promise.then(
  () => 'nothing',
  (error) => [error.type, error.code, error.param, error.statusCode, error.requestId].filter((part) => part !== undefined).join(' '),
);

const characters = (count, from, span) =>
  Array.from({ length: count }, () => String.fromCodePoint(from + Math.floor(Math.random() * span))).join('');

/**
 * A text that occurs nowhere else: letters, Chinese and emoji, so that a scan for each finds a copy in any encoding that
 * leaves one of them as it is.
 */
const marker = () => {
  const parts = [characters(24, 0x61, 26), characters(12, 0x4e00, 0x4000), characters(10, 0x1f400, 0x80)];
  return { parts, text: parts.join('') };
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

/** How often a part of a marker is in the core's memory, as UTF-8, UTF-16 or percent-encoded. */
const occurrences = ({ parts }) => {
  const bytes = new Uint8Array(memory.buffer);
  const writings = parts.flatMap((part) => [part, encodeURIComponent(part)]);
  const patterns = [...new Set(writings)].flatMap((text) => [new TextEncoder().encode(text), utf16(text)]);
  return patterns.reduce((sum, pattern) => sum + count(bytes, pattern), 0);
};

return load(new URL('/pkg-template/src/client/stripe.js', location).href).then(({ stripeOver }) => {
  Stripe = stripeOver(core);
  return { memory, hosting, client, caught, marker, occurrences };
});

// An answer of the emulator in the shapes that its callers know: stripe's HTTP client, the frame's `fetch`, and the host.

const STRIPE = 'https://api.stripe.com';
const ESCAPED = /%([0-9A-F]{2})|./g;

/** A text in UTF-8. Jest's jsdom has no `TextEncoder`. */
const bytesOf = (text) => {
  const units = encodeURIComponent(text).match(ESCAPED) ?? [];
  return Uint8Array.from(units, (unit) => (unit.length > 1 ? parseInt(unit.slice(1), 16) : unit.charCodeAt(0))).buffer;
};

/** What `stripe` and this package take from an HTTP client. */
export const clientResponse = ({ status, headers, body }) => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  getRawResponse: () => ({ status, headers }),
  toStream: () => {
    throw new Error('The emulator does not stream: read the answer with toJSON().');
  },
  toJSON: async () => JSON.parse(body),
});

/** What the frame's `fetch` resolves with, as far as the SDK reads it. */
export const fetchResponse = (path, { status, headers, body }) => ({
  ...facts(path, status),
  headers: {
    get: (name) => headers[name.toLowerCase()] ?? null,
    has: (name) => name.toLowerCase() in headers,
    forEach: (act) => {
      for (const name of Object.keys(headers)) act(headers[name], name);
    },
  },
  json: async () => JSON.parse(body),
  text: async () => body,
  arrayBuffer: async () => bytesOf(body),
});

/** What the host's `stripeApiFetch` resolves with: JSON where the content type says so, bytes otherwise. */
export const hostResponse = (path, { status, headers, body }) => {
  const isJson = headers['content-type'] === 'application/json';
  return {
    ...facts(path, status),
    headers,
    json: isJson ? JSON.parse(body) : undefined,
    arrayBuffer: isJson ? undefined : bytesOf(body),
  };
};

const facts = (path, status) => ({
  ok: status >= 200 && status < 300,
  redirected: false,
  status,
  statusText: '',
  type: 'cors',
  url: STRIPE + path,
});

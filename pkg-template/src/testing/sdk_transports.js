// The two ways on which the SDK sends a request: through the host, or from the frame itself with an embedded key.

import { PLACEHOLDER } from './identity.js';
import { fetchResponse, hostResponse } from './responses.js';
import { SIGNATURE } from './sdk_calls.js';
import { pairsOf, withToken } from './transport.js';

const STRIPE = 'https://api.stripe.com';
const SECRETS = /^\/v1\/apps\/secrets(?![^/?])/;

/** Stands for the frame's key. */
export const EMBEDDED_KEY = 'embedded_key_example';

/** What the SDK asks of Stripe besides, and what a test usually needs as the answer. */
const OTHERS = {
  '/v1/user/email': { email: 'user@example.com' },
  '/v1/apps/app_embedded_backend_signature': { signature: SIGNATURE },
};

/** Answers a request to Stripe. Where it has `key`, as Stripe's side wants it, the session's token takes its place. */
const answerOf = async (send, token, key, path, { method = 'GET', headers, body } = /** @type {any} */ ({})) => {
  if (SECRETS.test(path)) {
    const pairs = pairsOf(headers);
    const hasKey = pairs.some(([name, value]) => /^authorization$/i.test(name) && value === `Bearer ${key}`);
    return send({ method, path, headers: hasKey ? withToken(token)(pairs) : pairs, body: body ?? '' });
  }
  const other = OTHERS[path.replace(/\?.*/, '')];
  if (!other) throw unanswered(method, path);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(other) };
};

const unanswered = (method, path) => {
  const message = `Nobody answers ${method} ${path.replace(/\?.*/, '')}: the emulator knows /v1/apps/secrets only. Put an answer there in the test, before installHost(): globalThis.__StripeExtExports = { endpoint: { call: { stripeApiFetch: async (path, options) => … } } }.`;
  console.error(message); // an app that catches everything would hide it
  return new TypeError(message);
};

/** The host's transport. What is not the Secret Store's goes to `own`, which a test has put there. */
export const stripeApiFetch = (send, token, own) => async (path, options) =>
  own && !SECRETS.test(path)
    ? own(path, options)
    : hostResponse(path, await answerOf(send, token, PLACEHOLDER, path, options));

/** The frame's transport. What does not go to Stripe goes to `own`, the `fetch` that was there. */
export const frameFetch = (send, token, own) => async (input, init) => {
  const url = typeof input === 'string' ? input : (input.url ?? `${input}`);
  if (url.startsWith(`${STRIPE}/`)) {
    const path = url.slice(STRIPE.length);
    return fetchResponse(path, await answerOf(send, token, EMBEDDED_KEY, path, init));
  }
  if (own) return own.call(globalThis, input, init);
  throw new TypeError(`There is no fetch() here that reaches ${url.replace(/\?.*/, '')}.`);
};

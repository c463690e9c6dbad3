/**
 * The floor: the least that a hand-written client over the same host would be. The same four requests with the same form
 * encoding and headers, one request each. It checks nothing: no scope, no parameter, no answer; it has no retries,
 * timeouts, paging, events or typed errors.
 */
const API_VERSION = '2026-10-28.endive';

export default class Floor {
  constructor(apiKey, { httpClient }) {
    const call = async (method, path, params, options = {}) => {
      const form = encode(params);
      const body = method === 'POST' ? form : '';
      const headers = {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'User-Agent': 'floor',
        'Stripe-Version': API_VERSION,
        Authorization: `Bearer ${apiKey}`,
        ...(method === 'POST' && {
          'Content-Length': body.length, // what is percent-encoded is ASCII
          'Idempotency-Key': options.idempotencyKey ?? randomKey(),
        }),
      };
      const target = method === 'GET' ? `${path}?${form}` : path;
      const response = await httpClient.makeRequest(
        'api.stripe.com',
        '443',
        target,
        method,
        headers,
        body,
        'https',
        80000,
      );
      const answer = await response.toJSON();
      if (response.getStatusCode() >= 400) throw Object.assign(new Error(answer.error?.message), answer.error);
      return answer;
    };
    const secrets = '/v1/apps/secrets';
    this.apps = {
      secrets: {
        create: (params, options) => call('POST', secrets, params, options),
        find: (params, options) => call('GET', `${secrets}/find`, params, options),
        list: (params, options) => call('GET', secrets, params, options),
        deleteWhere: (params, options) => call('POST', `${secrets}/delete`, params, options),
      },
    };
  }
}

const WORDS = new Uint32Array(256);
let left = 0;

/** 128 random bits. Many are asked for at once: the platform takes as long for a few. */
function randomKey() {
  if (left === 0) {
    crypto.getRandomValues(WORDS);
    left = WORDS.length;
  }
  left -= 4;
  return `${WORDS[left]}-${WORDS[left + 1]}-${WORDS[left + 2]}-${WORDS[left + 3]}`;
}

/** `a[b]=c&d[0]=e`, as Stripe reads it. */
function encode(params, prefix) {
  return Object.entries(params)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const name = prefix === undefined ? key : `${prefix}[${key}]`;
      return value !== null && typeof value === 'object' ? encode(value, name) : `${escaped(name)}=${escaped(value)}`;
    })
    .join('&');
}

const escaped = (text) =>
  encodeURIComponent(text)
    .replace(/%5B/g, '[')
    .replace(/%5D/g, ']')
    .replace(/[!*()']/g, hex);
const hex = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

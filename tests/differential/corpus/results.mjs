/** What a call resolves with, and the raw response that hangs on it. */
import { HEADERS, NAME, PAYLOAD, page, secret, user } from '../fixtures.mjs';
import { json } from '../script.mjs';

/** @typedef {import('../script.mjs').Call} Call */

/** @type {Call} */
const find = ['find', { scope: user, name: NAME, expand: ['payload'] }];
const result = (
  name,
  body,
  /** @type {{ headers?: object, status?: number, call?: Call, raw?: () => unknown }} */ {
    headers = HEADERS,
    status = 200,
    call = find,
    ...more
  } = {},
) => ({
  name,
  script: [json(status, body, headers, more)],
  call,
});

export const results = [
  result('the payload is handed on as it came', secret({ payload: 'ключ 🔑 \u2028\n"quoted"' })),
  result('a payload of null is null', secret({ payload: null })),
  result('an expiry is handed on as a number', secret({ expires_at: 4102444800 })),
  result(
    'fields that nobody knows are handed on',
    secret({ something_new: { nested: [{ a: null }, [], 'x', 1.5, true] } }),
  ),
  result('the order of the fields is that of the answer', {
    scope: user,
    name: NAME,
    object: 'apps.secret',
    id: 'appsecret_example',
    b: 1,
    a: 2,
  }),
  result(
    'a field that is called constructor is a field',
    secret({ constructor: 'x', toString: 1, hasOwnProperty: null }),
  ),
  result('a field that is called lastResponse gives way to the response', secret({ lastResponse: 'x' })),
  result('a livemode secret says so', secret({ livemode: true })),
  result('a page says that there is more', page([{}, { id: 'appsecret_2', name: 'b' }], { has_more: true }), {
    call: ['list', { scope: user }],
  }),
  result('a page with payloads hands them on', page([{ payload: PAYLOAD }, { name: 'b', payload: null }]), {
    call: ['list', { scope: user, expand: ['data.payload'] }],
  }),
  result('a page with fields that nobody knows hands them on', page([{}], { total_count: 1, url: null }), {
    call: ['list', { scope: user }],
  }),
  result('a status of 201 is a success', secret(), { status: 201 }),
  result('a status of 302 with a secret is a success', secret(), { status: 302 }),
  result('lastResponse tells the request id', secret(), { headers: { 'request-id': 'req_other' } }),
  result('lastResponse without headers tells none', secret(), { headers: {} }),
  result('lastResponse tells account, version and key of the answer', secret(), {
    headers: { ...HEADERS, 'stripe-account': 'acct_example', 'idempotency-key': 'key-of-the-server' },
  }),
  result("lastResponse is the host's own response, with its own status", secret(), {
    raw: () => ({ statusCode: 299, url: 'https://x' }),
  }),
  result("lastResponse is the host's own response, with its own fields", secret(), {
    raw: () => ({ requestId: 'own', stripeAccount: 'own', apiVersion: 'own', idempotencyKey: 'own' }),
  }),
  result("lastResponse is the host's own response, with empty fields", secret(), {
    raw: () => ({ statusCode: undefined, stripeAccount: '', apiVersion: null }),
  }),
  result('lastResponse may be a Response of fetch', secret(), { raw: () => new Response('x', { status: 200 }) }),
  result('lastResponse may be a function', secret(), { raw: () => () => 'x' }),
  {
    name: 'a frozen raw response leaves nobody waiting',
    script: [json(200, secret(), HEADERS, { raw: () => Object.freeze({ a: 1 }) })],
    call: find,
    differs: ['raw-response'],
  },
  {
    name: 'a raw response of null leaves nobody waiting',
    script: [json(200, secret(), HEADERS, { raw: () => null })],
    call: find,
    differs: ['raw-response'],
  },
  {
    name: 'a host without a raw response leaves nobody waiting',
    script: [json(200, secret(), HEADERS, { raw: () => undefined })],
    call: find,
    differs: ['raw-response'],
  },
];

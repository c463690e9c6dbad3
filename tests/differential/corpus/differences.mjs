/** The other rows of the table: what ours does otherwise, and a caller can see. */
import assert from 'node:assert/strict';
import process from 'node:process';
import { account, HEADERS, KEY, NAME, PAYLOAD, page, problem, secret, user } from '../fixtures.mjs';
import { noted } from '../holds.mjs';
import { json, made } from '../script.mjs';

const own = { scope: account, name: NAME };
const find = (client, options) => client.apps.secrets.find(own, options);
const answer = (headers = {}) => json(200, secret({ scope: account }), { ...HEADERS, ...headers });
const entry = (id) => ({ id, scope: account });

const differing = (id, name, use, holds, more = {}) => ({
  name,
  differs: [id],
  script: [answer()],
  use,
  holds,
  ...more,
});

/** Notes what Node.js makes of an error that nobody catches, and of a rejection, while something runs. */
const watched = async (note, act) => {
  /** @type {any} */
  const node = process;
  const kept = ['uncaughtException', 'unhandledRejection'].map((event) => {
    const others = node.listeners(event);
    const hear = ({ message }) => note(`${event}: ${message}`);
    node.removeAllListeners(event);
    node.on(event, hear);
    return { event, others, hear };
  });
  try {
    await act();
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    for (const { event, others, hear } of kept) {
      node.off(event, hear);
      for (const listener of others) node.on(event, listener);
    }
  }
};

/** Puts something in the place of a global while something runs. */
const replaced = async (object, name, value, act) => {
  const before = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value, configurable: true, writable: true });
  try {
    await act();
  } finally {
    if (before) Object.defineProperty(object, name, before);
    else delete object[name];
  }
};

const throwing = (client) => {
  client.on('request', () => {
    throw new RangeError('of the listener');
  });
};
const rejecting = (client) => client.on('request', () => Promise.reject(new RangeError('of the listener')));

const listening = (what, listen) => [
  differing(
    'listener-throws',
    `what a listener ${what} reaches error monitors, and not the call`,
    async (client, note) => {
      listen(client);
      const monitored = () => watched(note, () => find(client).then(({ object }) => note(object)));
      await replaced(globalThis, 'reportError', ({ message }) => note(`reportError: ${message}`), monitored);
    },
    ({ notes }) =>
      assert.deepEqual(notes.map(({ value }) => value).sort(), ['apps.secret', 'reportError: of the listener']),
  ),
  differing(
    'listener-throws',
    `what a listener ${what} is shown on the console where there is no reportError`,
    async (client, note) => {
      listen(client);
      const shown = () => watched(note, () => find(client).then(({ object }) => note(object)));
      await replaced(console, 'error', ({ message }) => note(`console: ${message}`), shown);
    },
    ({ notes }) =>
      assert.deepEqual(notes.map(({ value }) => value).sort(), ['apps.secret', 'console: of the listener']),
  ),
];

/** What the host gave last. */
let last;
const handed = (body) => {
  last = body;
  return body;
};

export const differences = [
  ...listening('throws', throwing),
  ...listening('rejects with', rejecting),
  differing(
    'off-again',
    'a listener that was added twice can be taken off twice',
    async (client, note) => {
      const listener = () => note('heard');
      for (const change of [client.on, client.on, client.off, client.off]) change('request', listener);
      await find(client);
    },
    noted(),
  ),
  differing(
    'off-again',
    'a listener of two events can be taken off the first of them',
    async (client, note) => {
      const listener = ({ status }) => note(status ?? 'request');
      client.on('request', listener);
      client.on('response', listener);
      client.off('request', listener);
      await find(client);
    },
    noted(200),
  ),
  {
    name: 'a notice of the API is shown on the console',
    differs: ['notice'],
    script: [answer({ 'stripe-notice': 'A notice.' })],
    call: ['find', own],
    holds: ({ warnings }) => assert.deepEqual(warnings, ['Stripe: A notice.']),
  },
  {
    name: 'a notice of the API about an error is shown on the console',
    differs: ['notice'],
    script: [json(403, problem(), { ...HEADERS, 'stripe-notice': ['The first.', 'The second.'] })],
    call: ['find', own],
    holds: ({ warnings }) => assert.deepEqual(warnings, ['Stripe: The first.']),
  },
  {
    name: 'a notice of an answer that is asked for again is not shown',
    differs: ['notice'],
    script: () => [
      json(500, problem(), { ...HEADERS, 'stripe-notice': 'Not this.' }),
      answer({ 'stripe-notice': 'This.' }),
    ],
    call: ['find', own],
    holds: ({ warnings }) => assert.deepEqual(warnings, ['Stripe: This.']),
  },
  {
    name: 'a notice that repeats a payload is shown without it',
    differs: ['notice'],
    script: [json(200, secret(), { ...HEADERS, 'stripe-notice': `You stored ${PAYLOAD}.` })],
    call: ['create', { scope: user, name: NAME, payload: PAYLOAD }],
    holds: ({ warnings }) => assert.deepEqual(warnings, ['Stripe: You stored [redacted].']),
  },
  {
    name: 'an empty notice is ignored',
    script: [answer({ 'stripe-notice': '' })],
    call: ['find', own],
    holds: ({ warnings }) => assert.deepEqual(warnings, []),
  },
  {
    name: 'a console that throws does not cost the answer its notice came with',
    differs: ['notice'],
    script: [answer({ 'stripe-notice': 'A notice.' })],
    async use(client, note) {
      let said = '';
      const warn = (words) => {
        said = words;
        throw new RangeError('of the console');
      };
      await replaced(console, 'warn', warn, () => find(client).then(({ object }) => note(object), note));
      console.warn(said);
    },
    holds: ({ warnings, notes }) => {
      assert.deepEqual(warnings, ['Stripe: A notice.']);
      assert.equal(notes[0].value, 'apps.secret');
    },
  },
  differing(
    'sent-at-once',
    'a request has left when the method returns',
    async (client, note, host) => {
      const call = find(client);
      note(host.requests.length);
      await call;
    },
    noted(1),
  ),
  differing(
    'without-new',
    'a client is made without new, too',
    async (_client, note, host, Stripe) => {
      const made = Stripe(KEY, { httpClient: host });
      note(made instanceof Stripe);
      return find(made);
    },
    ({ calls, notes }) => {
      assert.equal(notes[0].value, true);
      assert.equal(calls[0].outcome, 'resolves');
    },
  ),
  ...['find', 'deleteWhere'].map((method) =>
    differing(
      'methods-alone',
      `${method} works when it is taken off its resource`,
      async (client) => {
        const { [method]: alone } = client.apps.secrets;
        return alone(own);
      },
      ({ calls }) => assert.equal(calls[0].outcome, 'resolves'),
    ),
  ),
  differing(
    'each-without-callback',
    'autoPagingEach without a callback goes through every page',
    (client) => client.apps.secrets.list({ scope: account }).autoPagingEach(),
    ({ requests }) => assert.equal(requests.length, 2),
    {
      script: () => [
        json(200, page([entry('appsecret_1')], { has_more: true }), HEADERS),
        json(200, page([entry('appsecret_2')]), HEADERS),
      ],
    },
  ),
  differing(
    'copies',
    'what a caller is given is a copy that no host can change',
    async (client, note) => {
      const found = await find(client);
      note(found === last);
      note(found.name);
    },
    noted(false, NAME),
    {
      script: [made(200, () => handed(secret({ scope: account })), HEADERS)],
    },
  ),
  differing(
    'options-once',
    'options that change meanwhile do not change the following pages',
    async (client, note, host) => {
      const options = { apiVersion: '2025-04-30.basil' };
      const list = client.apps.secrets.list({ scope: account, limit: 1 }, options);
      options.apiVersion = '2024-06-20';
      await list.autoPagingToArray({ limit: 9 });
      note(host.requests.map(({ headers }) => headers['Stripe-Version']));
    },
    noted(['2025-04-30.basil', '2025-04-30.basil']),
    {
      script: () => [
        json(200, page([entry('appsecret_1')], { has_more: true }), HEADERS),
        json(200, page([entry('appsecret_2')]), HEADERS),
      ],
    },
  ),
  {
    name: 'a header that is a list is named',
    differs: ['header-values'],
    script: [answer()],
    call: ['find', own, { headers: { 'X-A': ['a', 'b'] } }],
    holds: ({ calls }) => assert.equal(calls[0].error.fields.code, 'header_invalid'),
  },
  {
    name: 'a request id in a list is read',
    differs: ['header-values'],
    script: [answer({ 'request-id': ['req_1', 'req_2'] })],
    call: ['find', own],
    holds: ({ calls }) => assert.equal(calls[0].lastResponse.fields.requestId, 'req_1'),
  },
  {
    name: 'a port of the settings leads nowhere else',
    differs: ['port'],
    config: { port: '8443' },
    script: [answer()],
    call: ['find', own],
    holds: ({ requests }) => assert.equal(requests[0].port, '443'),
  },
  ...[
    ['a user that is a number is named', 'scope_invalid', ['find', { scope: { type: 'user', user: 42 }, name: NAME }]],
    [
      'a cursor that is a large number is named',
      'parameter_invalid_string',
      ['list', { scope: user, starting_after: 2 ** 60 }],
    ],
  ].map(([name, code, call]) => ({
    name,
    differs: ['numeric-ids'],
    script: [json(200, page([]), HEADERS)],
    call,
    holds: ({ calls, requests }) => {
      assert.equal(calls[0].error.fields.code, code);
      assert.equal(requests.length, 0);
    },
  })),
  differing(
    'numeric-ids',
    'a page whose last id is a number is not gone on from',
    (client) => client.apps.secrets.list({ scope: account }).autoPagingToArray({ limit: 9 }),
    ({ calls, requests }) => {
      assert.equal(calls[0].error.fields.code, 'parameter_invalid_string');
      assert.equal(requests.length, 1);
    },
    { script: () => [json(200, page([entry(7)], { has_more: true }), HEADERS), json(200, page([]), HEADERS)] },
  ),
  ...['customers', 'paymentIntents', 'rawRequest', 'webhooks', 'v2'].map((name) =>
    differing(
      'absent',
      `stripe.${name} says in a development build that it is not there`,
      async (client, note) => {
        try {
          note(typeof client[name]);
        } catch (error) {
          note(error);
        }
      },
      ({ notes }) => assert.equal(notes[0].value.fields.code, 'not_supported'),
    ),
  ),
  ...['HttpClient', 'createFetchHttpClient', 'webhooks', 'StripeResource'].map((name) =>
    differing(
      'absent',
      `Stripe.${name} says in a development build that it is not there`,
      async (_client, note, _host, Stripe) => {
        try {
          note(typeof Stripe[name]);
        } catch (error) {
          note(error);
        }
      },
      ({ notes }) => assert.equal(notes[0].value.fields.code, 'not_supported'),
    ),
  ),
  differing(
    'absent',
    'an error class that no answer of the Secret Store needs is not there',
    async (_client, note, _host, { errors }) => note(typeof errors.StripeSignatureVerificationError),
    noted('undefined'),
  ),
  {
    name: 'a payload that is a card number is warned of, without the number',
    differs: ['card-warning'],
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload: '4242 4242 4242 4242' }],
    holds: ({ calls, warnings }) => {
      assert.equal(calls[0].outcome, 'resolves');
      assert.equal(warnings.length, 1);
      assert.ok(!warnings[0].includes('4242'));
    },
  },
  {
    name: 'a payload that is a card number is stored in silence where that was asked for',
    ours: { cardNumbers: 'allow' },
    config: {},
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload: '4242 4242 4242 4242' }],
    holds: ({ warnings }) => assert.deepEqual(warnings, []),
  },
  {
    name: 'a refusal names its caller in its stack',
    differs: ['refusal'],
    script: [answer()],
    use: async (client, note) => {
      const { stack } = await client.apps.secrets.find({ scope: account, nmae: NAME }).then(
        () => ({}),
        (error) => error,
      );
      note(/differences\.mjs/.test(stack ?? ''));
      return client.apps.secrets.find({ scope: account, nmae: NAME });
    },
    holds: ({ notes }) => assert.equal(notes[0].value, true),
  },
];

/** What listeners hear of a client. */
import assert from 'node:assert/strict';
import { ACCOUNT, HEADERS, NAME, PAYLOAD, page, problem, secret, user } from '../fixtures.mjs';
import { bodyLost, coded, json, rejects, text } from '../script.mjs';

const find = (options) => ['find', { scope: user, name: NAME }, options];
const create = (options) => ['create', { scope: user, name: NAME, payload: PAYLOAD, expand: ['payload'] }, options];
const good = (more = {}) =>
  json(200, secret({ payload: PAYLOAD }), { ...HEADERS, ...more }, { delay: 20, bodyDelay: 3 });
const gone = rejects(coded('EX'), { delay: 7 });

const heard = (name, scenario) => ({ name, listens: true, differs: ['event-undefined'], ...scenario });
const named =
  (names) =>
  ({ events }) =>
    assert.deepEqual(
      events.map(({ name }) => name),
      names,
    );
const silent = ({ events }) => assert.ok(!JSON.stringify(events).includes(PAYLOAD), 'an event shows the payload');
const withBodies = { config: { emitEventBodies: true }, differs: ['event-undefined', 'event-bodies'], holds: silent };

export const events = [
  heard('a read is heard of as a request and a response', {
    script: [good()],
    call: find(),
    holds: named(['request', 'response']),
  }),
  heard('a write is heard of with its key', {
    script: [good()],
    call: create({ idempotencyKey: 'key-of-the-caller' }),
    holds: named(['request', 'response']),
  }),
  heard('a write is heard of with the key that was made for it', { script: [good()], call: create() }),
  heard('a response is heard of with what its headers say', {
    script: [good({ 'stripe-account': ACCOUNT, 'idempotency-key': 'key-of-the-server' })],
    call: create(),
  }),
  heard('a call for the account is heard of as one', {
    script: [good()],
    call: create({ stripeAccount: ACCOUNT, idempotencyKey: 'k' }),
    differs: [],
  }),
  heard('a call of another API version is heard of', {
    script: [good()],
    config: { apiVersion: '2025-04-30.basil' },
    call: find(),
  }),
  heard('a call of another API version than its client is heard of as one', {
    script: [good()],
    config: { apiVersion: '2025-04-30.basil' },
    call: find({ apiVersion: '2024-06-20' }),
    differs: ['event-undefined', 'event-version'],
  }),
  heard('each attempt is heard of, and one response', {
    script: [gone, json(500, problem(), HEADERS), good()],
    call: create(),
    holds: named(['request', 'request', 'request', 'response']),
  }),
  heard('a broken connection is heard of as requests without a response', {
    script: [gone],
    call: find(),
    holds: named(['request', 'request', 'request']),
  }),
  heard('an error of the API is heard of as a response', {
    script: [json(404, problem(), HEADERS)],
    call: find(),
    holds: named(['request', 'response']),
  }),
  heard('an answer that cannot be read is heard of as a response', {
    script: [text(200, '<html>', HEADERS)],
    call: find(),
    differs: ['event-undefined', 'unreadable-body'],
    holds: named(['request', 'response']),
  }),
  heard('an answer without a body is heard of as a response', {
    script: [bodyLost(403, () => new Error('Response body undefined'), HEADERS)],
    call: find(),
    differs: ['event-undefined', 'unreadable-body'],
    holds: named(['request', 'response']),
  }),
  heard('each page is heard of', {
    script: () => [
      json(200, page([{}], { has_more: true }), HEADERS),
      json(200, page([{ id: 'appsecret_2' }]), HEADERS),
    ],
    use: async (client) => client.apps.secrets.list({ scope: user }).autoPagingToArray({ limit: 9 }),
    holds: named(['request', 'response', 'request', 'response']),
  }),
  heard('two calls are heard of one after the other', { script: [good()], calls: [find(), create()] }),
  heard('the bodies of a write are heard of without the payload', { ...withBodies, script: [good()], call: create() }),
  heard('a Date in the body of a write is heard of as text', {
    ...withBodies,
    script: [good()],
    call: (now) => ['create', { scope: user, name: NAME, payload: PAYLOAD, expires_at: new Date(now + 3_600_000) }],
  }),
  heard('the bodies of a read are heard of without the payload', { ...withBodies, script: [good()], call: find() }),
  heard('the bodies of a list are heard of without the payloads', {
    ...withBodies,
    script: [json(200, page([{ payload: PAYLOAD }, { name: 'b', payload: PAYLOAD }]), HEADERS)],
    call: ['list', { scope: user }],
  }),
  heard('the body of an error is heard of', {
    ...withBodies,
    script: [json(404, problem({ code: 'resource_missing' }), HEADERS)],
    call: find(),
    differs: ['event-undefined'],
  }),
  heard('the bodies of a deletion are heard of', {
    ...withBodies,
    script: [json(200, { id: 'appsecret_example', object: 'apps.secret', deleted: true }, HEADERS)],
    call: ['deleteWhere', { scope: user, name: NAME }],
    differs: ['event-undefined'],
  }),
  heard('the body that cannot be read is not heard of', {
    ...withBodies,
    script: [text(200, `{"payload":"${PAYLOAD}`, HEADERS)],
    call: find(),
    differs: ['event-undefined', 'event-bodies', 'unreadable-body'],
  }),
  heard('an answer that is withheld is not heard of', {
    ...withBodies,
    script: [json(200, secret({ name: 'another_name', payload: PAYLOAD }), HEADERS)],
    call: find(),
    differs: ['event-undefined', 'event-bodies', 'foreign-answer'],
  }),
  heard('an answer that is not an object reaches no listener', {
    ...withBodies,
    script: [text(200, `"${PAYLOAD}"`, HEADERS)],
    call: find(),
    differs: ['event-undefined', 'event-bodies', 'unreadable-body'],
  }),
  {
    name: 'once hears of one event',
    script: [good()],
    async use(client, note) {
      client.once('response', ({ status }) => note(status));
      await client.apps.secrets.find({ scope: user, name: NAME });
      await client.apps.secrets.find({ scope: user, name: NAME });
    },
    holds: ({ notes }) => assert.equal(notes.length, 1),
  },
  {
    name: 'off hears of nothing more',
    script: [good()],
    async use(client, note) {
      const listener = ({ method }) => note(method);
      client.on('request', listener);
      await client.apps.secrets.find({ scope: user, name: NAME });
      client.off('request', listener);
      client.off('request', () => {});
      await client.apps.secrets.find({ scope: user, name: NAME });
    },
    holds: ({ notes }) => assert.equal(notes.length, 1),
  },
  {
    name: 'several listeners hear of an event, in their order',
    script: [good()],
    async use(client, note) {
      client.on('request', () => note('first'));
      client.on('request', () => note('second'));
      client.on('other', () => note('never'));
      await client.apps.secrets.find({ scope: user, name: NAME });
    },
    holds: ({ notes }) =>
      assert.deepEqual(
        notes.map(({ value }) => value),
        ['first', 'second'],
      ),
  },
  {
    name: 'on, once and off answer and come off as in stripe',
    script: [good()],
    async use(client, note) {
      const { on, once, off } = client;
      const listener = () => note('heard');
      note([on('request', listener), once('response', listener), off('response', listener)]);
      await client.apps.secrets.find({ scope: user, name: NAME });
    },
  },
];

/** Listeners of a client: when they hear, what they hear, and what becomes of those that come and go meanwhile. */
import assert from 'node:assert/strict';
import { account, HEADERS, KEY, NAME, PAYLOAD, page, problem, secret } from '../fixtures.mjs';
import { noted } from '../holds.mjs';
import { coded, json, rejects } from '../script.mjs';

const own = { scope: account, name: NAME };
const find = (client, options) => client.apps.secrets.find(own, options);
const good = json(200, secret({ scope: account }), HEADERS);
const missing = json(404, problem({ code: 'resource_missing' }), HEADERS);

const heard = (name, use, holds, more = {}) => ({ name, script: [good], use, holds, ...more });

export const listeners = [
  heard(
    'a listener that is added right after the call still hears of its request',
    async (client, note) => {
      const call = find(client);
      client.on('request', ({ path }) => note(path.split('?')[0]));
      await call;
    },
    noted('/v1/apps/secrets/find'),
  ),
  heard(
    'a listener that is taken off right after the call hears nothing of it',
    async (client, note) => {
      const listener = () => note('heard');
      client.on('request', listener);
      const call = find(client);
      client.off('request', listener);
      await call;
    },
    noted(),
  ),
  heard(
    'a call goes on in its own order: request, response, result',
    async (client, note) => {
      client.on('request', () => note('request'));
      client.on('response', () => note('response'));
      await find(client).then(() => note('result'));
    },
    noted('request', 'response', 'result'),
  ),
  heard(
    'a failing call goes on in its own order: request, response, error',
    async (client, note) => {
      client.on('request', () => note('request'));
      client.on('response', ({ status }) => note(status));
      await find(client).catch(({ code }) => note(code));
    },
    noted('request', 404, 'resource_missing'),
    { script: [missing] },
  ),
  heard(
    'a listener of one event hears nothing of the other',
    async (client, note) => {
      client.on('response', ({ status }) => note(status));
      await find(client);
    },
    noted(200),
  ),
  heard(
    'a listener that is added twice hears twice',
    async (client, note) => {
      const listener = () => note('heard');
      client.on('request', listener);
      client.on('request', listener);
      await find(client);
    },
    noted('heard', 'heard'),
  ),
  heard(
    'a listener that was added twice and taken off once hears once',
    async (client, note) => {
      const listener = () => note('heard');
      client.on('request', listener);
      client.on('request', listener);
      client.off('request', listener);
      await find(client);
    },
    noted('heard'),
  ),
  heard(
    'a listener that was taken off can be added again',
    async (client, note) => {
      const listener = () => note('heard');
      client.on('request', listener);
      client.off('request', listener);
      client.on('request', listener);
      await find(client);
    },
    noted('heard'),
  ),
  heard(
    'to take off what was never added takes nothing else off',
    async (client, note) => {
      client.on('request', () => note('heard'));
      client.off('request', () => note('heard'));
      await find(client);
    },
    noted('heard'),
  ),
  heard(
    'to take off a listener of another event takes nothing off',
    async (client, note) => {
      const listener = () => note('heard');
      client.on('response', listener);
      client.off('request', () => {});
      await find(client);
    },
    noted('heard'),
  ),
  heard(
    'once is over before its listener runs, so that a call of its own is not heard by it',
    async (client, note) => {
      let own;
      client.once('request', () => {
        note('heard');
        own = find(client);
      });
      await find(client);
      await own;
    },
    noted('heard'),
  ),
  heard(
    'once is taken off like any listener',
    async (client, note) => {
      const listener = () => note('heard');
      client.once('request', listener);
      client.off('request', listener);
      await find(client);
    },
    noted(),
  ),
  heard(
    'once for two events hears of each',
    async (client, note) => {
      client.once('request', () => note('request'));
      client.once('response', () => note('response'));
      await find(client);
      await find(client);
    },
    noted('request', 'response'),
  ),
  heard(
    'once hears of the first attempt only',
    async (client, note) => {
      client.once('request', () => note('heard'));
      await find(client);
    },
    noted('heard'),
    { script: [rejects(coded('EX')), good] },
  ),
  heard(
    'a listener that takes itself off hears no more',
    async (client, note) => {
      const listener = () => {
        note('heard');
        client.off('request', listener);
      };
      client.on('request', listener);
      await find(client);
      await find(client);
    },
    noted('heard'),
  ),
  heard(
    'a listener that takes itself off does not cost the next one its event',
    async (client, note) => {
      const first = () => {
        note('first');
        client.off('request', first);
      };
      client.on('request', first);
      client.on('request', () => note('second'));
      await find(client);
    },
    noted('first', 'second'),
  ),
  heard(
    'a listener that another one takes off first hears nothing',
    async (client, note) => {
      const second = () => note('second');
      client.on('request', () => {
        note('first');
        client.off('request', second);
      });
      client.on('request', second);
      await find(client);
    },
    noted('first'),
  ),
  heard(
    'a listener that an earlier one adds hears of the next event, not of this one',
    async (client, note) => {
      let adds = true;
      client.on('request', () => {
        note('first');
        if (adds) client.on('request', () => note('added'));
        adds = false;
      });
      await find(client);
      note('next');
      await find(client);
    },
    noted('first', 'next', 'first', 'added'),
  ),
  heard(
    'a listener of the response that a listener of the request adds hears of it',
    async (client, note) => {
      client.on('request', () => client.once('response', ({ status }) => note(status)));
      await find(client);
    },
    noted(200),
  ),
  heard(
    'a listener may make a call of its own',
    async (client, note) => {
      let own;
      client.once('response', () => {
        own = find(client, { idempotencyKey: 'key-of-the-listener' });
      });
      client.on('request', ({ idempotency_key }) => note(idempotency_key === 'key-of-the-listener'));
      await find(client);
      await own;
    },
    noted(false, true),
  ),
  heard(
    'a listener is called as a function, with the event alone',
    async (client, note) => {
      client.on('request', function (...args) {
        note(this === undefined);
        note(args.length);
      });
      await find(client);
    },
    noted(true, 1),
  ),
  heard(
    'every listener is given the same event',
    async (client, note) => {
      let first;
      client.on('response', (event) => {
        first = event;
      });
      client.on('response', (event) => note(event === first));
      await find(client);
    },
    noted(true),
  ),
  heard(
    'what a listener makes of its event changes nothing in the call',
    async (client) => {
      client.on('request', (event) => {
        for (const name of Object.keys(event)) delete event[name];
      });
      return find(client);
    },
    ({ calls }) => assert.equal(calls[0].outcome, 'resolves'),
  ),
  heard(
    'a call does not wait for what a listener promises',
    async (client, note) => {
      client.on('request', () => new Promise(() => {}));
      client.on('request', async () => {
        await undefined;
        note('later');
      });
      note((await find(client)).object);
    },
    ({ notes }) => assert.equal(notes.length, 2),
  ),
  heard(
    'listeners of one client hear nothing of another',
    async (client, note, host, Stripe) => {
      const other = new Stripe(KEY, { httpClient: host });
      client.on('request', () => note('the first'));
      other.on('request', () => note('the second'));
      await find(other);
    },
    noted('the second'),
  ),
  heard(
    'two calls at once are told apart by their events',
    async (client, note) => {
      client.on('request', ({ idempotency_key }) => note(idempotency_key));
      client.on('response', ({ idempotency_key, status }) => note([status, idempotency_key]));
      await Promise.all([find(client, { idempotencyKey: 'a' }), find(client, { idempotencyKey: 'b' })]);
    },
    ({ notes }) => assert.equal(notes.length, 4),
    {
      script: [
        ({ headers }) =>
          json(200, secret({ scope: account }), { ...HEADERS, 'idempotency-key': headers['Idempotency-Key'] }),
      ],
    },
  ),
  heard(
    'the time of a response is that of its last attempt',
    async (client, note) => {
      client.on('request', ({ request_start_time }) => note(request_start_time));
      client.on('response', ({ request_start_time, request_end_time, elapsed }) =>
        note([request_start_time, request_end_time, elapsed]),
      );
      await find(client);
    },
    ({ notes }) => assert.equal(notes.at(-1).value[2], 30),
    { script: [rejects(coded('EX'), { delay: 70 }), json(200, secret({ scope: account }), HEADERS, { delay: 30 })] },
  ),
  heard(
    'an answer without a request id is heard of without one',
    async (client, note) => {
      client.on('response', (event) => note('request_id' in event));
      await find(client);
    },
    noted(false),
    { script: [json(200, secret({ scope: account }), {})] },
  ),
  heard(
    'a refused key is heard of with its status',
    async (client, note) => {
      client.on('response', ({ status, request_id }) => note([status, request_id]));
      await find(client).catch(({ type }) => note(type));
    },
    noted([401, 'req_example'], 'StripeAuthenticationError'),
    { script: [json(401, problem(), HEADERS)] },
  ),
  heard(
    'each page that is turned is heard of while the loop goes on',
    async (client, note) => {
      client.on('response', ({ path }) => note(path.includes('starting_after')));
      for await (const { id } of client.apps.secrets.list({ scope: account, limit: 1 })) note(id);
    },
    noted(false, 'appsecret_1', true, 'appsecret_2'),
    {
      script: () => [
        json(200, page([{ id: 'appsecret_1', scope: account }], { has_more: true }), HEADERS),
        json(200, page([{ id: 'appsecret_2', scope: account }]), HEADERS),
      ],
    },
  ),
  heard(
    'a listener of the whole body of an error hears what stands beside it',
    async (client, note) => {
      client.on('response', ({ body }) => note(body));
      await find(client).catch(() => {});
    },
    ({ notes }) => assert.equal(notes[0].value.livemode, false),
    {
      config: { emitEventBodies: true },
      script: [json(404, { livemode: false, more: { of: ['it'] }, ...problem() }, HEADERS)],
    },
  ),
  heard(
    'a listener of the whole body of an OAuth error hears its description',
    async (client, note) => {
      client.on('response', ({ body }) => note(body));
      await find(client).catch(() => {});
    },
    ({ notes }) => assert.equal(notes[0].value.error_description, 'It is over.'),
    {
      config: { emitEventBodies: true },
      script: [json(400, { error: 'invalid_grant', error_description: 'It is over.', state: 'x' }, HEADERS)],
    },
  ),
  {
    name: 'what stands beside an error is not heard of where it is an object of the API',
    listens: true,
    config: { emitEventBodies: true },
    script: [json(400, { ...problem(), name: NAME, object: 'apps.secret' }, HEADERS)],
    call: ['find', own],
    holds: ({ events }) => assert.deepEqual(Object.keys(events[1].event.body), ['error']),
    differs: ['event-bodies', 'event-undefined'],
  },
  {
    name: 'a payload beside an error is not heard of',
    listens: true,
    config: { emitEventBodies: true },
    script: [json(400, { ...problem(), payload: PAYLOAD }, HEADERS)],
    call: ['find', own],
    holds: ({ events }) => assert.ok(!JSON.stringify(events).includes(PAYLOAD)),
    differs: ['event-bodies', 'event-undefined'],
  },
];

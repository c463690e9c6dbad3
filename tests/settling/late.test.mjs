/**
 * What comes late or twice has no effect: the host's answers, the caller's abort and the page's clock, in any order.
 * Each event goes through the machine of `src/policy/exchange.rs`, which is driven here as it is packed.
 */
import assert from 'node:assert/strict';
import { afterEach, suite, test } from 'node:test';
import { KEY, PAYLOAD, response, SIGNED_IN, secret, USER } from '../support/host.mjs';
import { raise } from '../support/odd.mjs';
import { BOTH_CORES, load } from '../support/package.mjs';

/** A clock by hand. It fires what has been stopped as well, and twice, as a page's own may. */
let timers = [];
Object.assign(globalThis, {
  setTimeout: (act, milliseconds) => timers.push({ act, milliseconds }),
  clearTimeout: () => {},
});

const turn = () =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const { random } = Math;

/** What a client of `/fetch` is known by, and its requests end with. */
const OURS = Symbol.for('stripe-apps-secrets.http_client');

const scope = { type: 'user', user: USER };
const OWN = secret({ name: 'name', scope });
const TIMED_OUT = 'Request aborted due to timeout being reached (1000ms)';
const LOST = 'An error occurred with our connection to Stripe.';
const ABORTED = 'The call was aborted by its signal. What was sent may have happened.';

/** A promise that settles when the test says so, and as often: its `then` is its own. */
const open = (into) =>
  Object.assign(Promise.resolve(), {
    then: (comes, fails) => {
      into.push({ comes, fails });
    },
  });

/** A create that has begun, over a host that says nothing by itself. */
async function begin(Stripe, maxNetworkRetries) {
  const requests = [];
  const bodies = [];
  const controller = new AbortController();
  const httpClient = { getClientName: () => 'late', makeRequest: () => open(requests) };
  const stripe = new Stripe(KEY, { httpClient, userContext: SIGNED_IN, timeout: 1000, maxNetworkRetries });
  let told = 0;
  stripe.on('response', () => {
    told += 1;
  });
  let ended = 'waits';
  timers = [];
  stripe.apps.secrets.create({ scope, name: 'name', payload: PAYLOAD }, { signal: controller.signal }).then(
    ({ id }) => {
      ended = id;
    },
    ({ message }) => {
      ended = message;
    },
  );
  const then = (act) => async (place, value) => {
    act(place, value);
    await turn();
  };
  await turn();
  return {
    answer: then((place, status = 200) =>
      requests[place].comes({ ...response(null, { status }), toJSON: () => open(bodies) }),
    ),
    lose: then((place) => requests[place].fails(new Error('gone'))),
    body: then((place, value = OWN) => bodies[place].comes(value)),
    loseBody: then((place) => bodies[place].fails(new Error('gone'))),
    fire: then((place) => timers[place].act()),
    abort: then(() => controller.abort()),
    /** Everything that can still come. */
    async flood() {
      for (const { comes, fails } of [...requests]) {
        comes(response(OWN));
        fails(new Error('gone'));
      }
      for (const { comes, fails } of [...bodies]) {
        comes(OWN);
        fails(new Error('gone'));
      }
      controller.abort();
      for (let place = 0; place < timers.length && place < 20; place++) await this.fire(place);
    },
    /** How the call stands: how it ended, and how often it was sent, read, and told to listeners. */
    stands: () => ({ ended, sent: requests.length, read: bodies.length, told }),
  };
}

/**
 * Names say what a user would have lost.
 *
 * @type {Record<string, [maxNetworkRetries: number, happens: (call) => Promise<void>, stands: object]>}
 */
const CASES = {
  'the answer to an attempt that timed out is not the answer to the next': [
    1,
    async (call) => {
      await call.fire(0); // the time of the attempt
      await call.fire(1); // the pause
      await call.answer(0, 404);
      await call.lose(0);
      await call.fire(0);
      assert.deepEqual(call.stands(), { ended: 'waits', sent: 2, read: 0, told: 0 });
      await call.answer(1);
      await call.body(0);
    },
    { ended: OWN.id, sent: 2, read: 1, told: 1 },
  ],

  'an answer during the pause does not keep the create from being sent again': [
    1,
    async (call) => {
      await call.fire(0);
      await call.answer(0, 404);
      await call.fire(1);
      await call.answer(1);
      await call.body(0);
    },
    { ended: OWN.id, sent: 2, read: 1, told: 1 },
  ],

  'a clock that fires twice does not send a create twice': [
    1,
    async (call) => {
      await call.lose(0);
      await call.fire(1);
      await call.fire(1);
      await call.answer(1);
      await call.fire(1);
      await call.body(0);
      await call.fire(1);
    },
    { ended: OWN.id, sent: 2, read: 1, told: 1 },
  ],

  'a host that answers twice is believed once': [
    2,
    async (call) => {
      await call.answer(0);
      await call.answer(0, 404);
      await call.answer(0, 503);
      await call.body(0);
    },
    { ended: OWN.id, sent: 1, read: 1, told: 1 },
  ],

  'a host that rejects after it answered does not lose the secret': [
    2,
    async (call) => {
      await call.answer(0);
      await call.lose(0);
      await call.body(0);
    },
    { ended: OWN.id, sent: 1, read: 1, told: 1 },
  ],

  'a body that comes twice is told of once': [
    2,
    async (call) => {
      await call.answer(0);
      await call.body(0);
      await call.body(0, null);
      await call.loseBody(0);
    },
    { ended: OWN.id, sent: 1, read: 1, told: 1 },
  ],

  'with retries off a create that timed out is not sent again, and a late answer is not read': [
    0,
    async (call) => {
      await call.fire(0);
      await call.answer(0);
    },
    { ended: TIMED_OUT, sent: 1, read: 0, told: 0 },
  ],

  'a create that timed out while Math.random threw is not sent again, and a late answer is not told of': [
    0,
    async (call) => {
      Math.random = () => raise(new Error('of a built-in'));
      await call.fire(0);
      Math.random = random;
      await call.answer(0);
    },
    { ended: TIMED_OUT, sent: 1, read: 0, told: 0 },
  ],

  'a create that was lost while Math.random threw is sent again once': [
    1,
    async (call) => {
      Math.random = () => raise(new Error('of a built-in'));
      await call.lose(0);
      Math.random = random;
      await call.fire(1);
      await call.answer(0);
      await call.answer(1);
      await call.body(0);
    },
    { ended: OWN.id, sent: 2, read: 1, told: 1 },
  ],

  'with retries off a create that was lost is not sent again, and a late answer is not read': [
    0,
    async (call) => {
      await call.lose(0);
      await call.answer(0);
    },
    { ended: LOST, sent: 1, read: 0, told: 0 },
  ],

  'a body that takes too long does not send a create again, and is not told of when it comes': [
    2,
    async (call) => {
      await call.answer(0);
      await call.fire(0);
      await call.body(0);
    },
    { ended: TIMED_OUT, sent: 1, read: 1, told: 1 },
  ],

  'a body that is lost does not send a create again': [
    2,
    async (call) => {
      await call.answer(0);
      await call.loseBody(0);
    },
    { ended: 'Invalid JSON received from the Stripe API', sent: 1, read: 1, told: 1 },
  ],

  'an aborted create is not sent again by a host that rejects afterwards': [
    5,
    async (call) => {
      await call.abort();
      await call.lose(0);
    },
    { ended: ABORTED, sent: 1, read: 0, told: 0 },
  ],

  'a create that is aborted in a pause is not sent again': [
    5,
    async (call) => {
      await call.answer(0, 503);
      await call.abort();
      await call.fire(1);
    },
    { ended: ABORTED, sent: 1, read: 0, told: 0 },
  ],

  'a body that is aborted is not told of when it comes': [
    5,
    async (call) => {
      await call.answer(0);
      await call.abort();
      await call.body(0);
    },
    { ended: ABORTED, sent: 1, read: 1, told: 0 },
  ],
};

for (const entry of BOTH_CORES) {
  const { default: Stripe } = await load(entry);
  suite(entry.name, () => {
    afterEach(() => {
      Math.random = random;
    });

    for (const [name, [maxNetworkRetries, happens, stands]] of Object.entries(CASES)) {
      test(name, async () => {
        const call = await begin(Stripe, maxNetworkRetries);
        await happens(call);
        assert.deepEqual(call.stands(), stands);
        await call.flood();
        assert.deepEqual(call.stands(), stands, 'it has ended, and something had an effect');
      });
    }

    test('no pause begins for a call that is aborted as its request ends', async () => {
      timers = [];
      const controller = new AbortController();
      const lost = Object.assign(Promise.reject(new Error('gone')), { [OURS]: () => controller.abort() });
      const httpClient = { [OURS]: true, makeRequest: () => lost };
      const stripe = new Stripe(KEY, { httpClient, userContext: SIGNED_IN, maxNetworkRetries: 2 });
      const { signal } = controller;
      await assert.rejects(stripe.apps.secrets.find({ scope, name: 'name' }, { signal }), { code: 'request_aborted' });
      await turn();
      assert.deepEqual(timers, []);
    });

    const chances = {
      [NaN]: [500, 500, 500, 500],
      [-1e9]: [500, 500, 500, 500],
      1: [500, 500, 1000, 2000],
      1e9: [5000, 5000, 5000, 5000],
    };
    for (const [chance, pauses] of Object.entries(chances)) {
      test(`where Math.random is patched to ${chance}, nobody waits longer than documented, nor is the API flooded`, async () => {
        Math.random = () => Number(chance);
        const call = await begin(Stripe, pauses.length);
        for (const retry of pauses.keys()) {
          await call.lose(retry);
          await call.fire(2 * retry + 1);
        }
        // After each attempt's timer comes that of its pause.
        assert.deepEqual(
          timers.filter((_, place) => place % 2 === 1).map(({ milliseconds }) => milliseconds),
          pauses,
        );
      });
    }
  });
}

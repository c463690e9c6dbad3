/**
 * The harness sees what it is for: each of these plays a case with a copy of ours that has one fault, and must be told.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, differences, judge, playBoth } from './compare.mjs';
import { HEADERS, NAME, PAYLOAD, problem, secret, user } from './fixtures.mjs';
import { ours, stripe } from './libraries.mjs';
import { coded, json, rejects } from './script.mjs';

const create = {
  script: [json(200, secret(), HEADERS)],
  call: ['create', { scope: user, name: NAME, payload: PAYLOAD }],
};

/** Ours with a host client that changes what passes through it. */
const faulty = (change) => {
  const Faulty = function Faulty(key, { httpClient, ...settings }) {
    const client = Object.create(httpClient, {
      makeRequest: { value: (...request) => change(request, (sent) => httpClient.makeRequest(...sent)) },
    });
    return new ours.default(key, { httpClient: client, ...settings });
  };
  Faulty.errors = ours.default.errors;
  return { stripe, ours: { id: 'ours', default: Faulty } };
};

const FAULTS = {
  'a byte of the body': (request, send) => send(request.with(5, `${request[5]}x`)),
  'the path': (request, send) => send(request.with(2, `${request[2]}/x`)),
  'the method': (request, send) => send(request.with(3, 'PUT')),
  'the host': (request, send) => send(request.with(0, 'api.example')),
  'the timeout': (request, send) => send(request.with(7, 1)),
  'a header': (request, send) => send(request.with(4, { ...request[4], 'Stripe-Version': 'x' })),
  'a header too many': (request, send) => send(request.with(4, { ...request[4], 'X-A': 'x' })),
  'a header too few': (request, send) => {
    const { Accept, ...others } = request[4];
    return send(request.with(4, others));
  },
  'no idempotency key': (request, send) => {
    const { 'Idempotency-Key': key, ...others } = request[4];
    return send(request.with(4, others));
  },
  'the status': async (request, send) => Object.assign(await send(request), { getStatusCode: () => 500 }),
  'a field of the result': async (request, send) =>
    Object.assign(await send(request), { toJSON: async () => secret({ livemode: true }) }),
  'the order of the result': async (request, send) =>
    Object.assign(await send(request), { toJSON: async () => Object.fromEntries(Object.entries(secret()).reverse()) }),
  'the raw response': async (request, send) => Object.assign(await send(request), { getRawResponse: () => ({}) }),
  'a request too many': async (request, send) => {
    await send(request);
    return send(request);
  },
  'a delay': (request, send) =>
    new Promise((resolve) => {
      setTimeout(() => resolve(send(request)), 1);
    }),
};

for (const [what, change] of Object.entries(FAULTS)) {
  test(`a difference in ${what} does not stay unseen`, async () => {
    await assert.rejects(check(create, { libraries: faulty(change) }), /not in the table of intended differences/);
  });
}

test('a key that changes between attempts does not stay unseen', async () => {
  let attempt = 0;
  const libraries = faulty((request, send) =>
    send(request.with(4, { ...request[4], 'Idempotency-Key': `stripe-apps-secrets-1-2-3-${attempt++}` })),
  );
  const twice = { ...create, script: [rejects(coded('EX')), ...create.script] };
  await check(twice);
  await assert.rejects(check(twice, { libraries }), /Idempotency-Key/);
});

test('an error of another class or field does not stay unseen', async () => {
  const seen = await playBoth({ script: [json(404, problem(), HEADERS)], call: ['find', { scope: user, name: NAME }] });
  assert.deepEqual(judge({}, seen).unexplained, []);
  for (const change of [
    (error) => {
      error.class = 'StripeError';
    },
    (error) => {
      error.fields.param = 'x';
    },
    (error) => error.ancestors.push('StripeCardError'),
    (error) => {
      error.message += '.';
    },
  ]) {
    const changed = structuredClone(seen);
    change(changed.ours.calls[0].error);
    assert.equal(judge({}, changed).unexplained.length, 1);
  }
});

test('an intended difference that is not named, or not shown, does not stay unseen', async () => {
  const withheld = { script: [json(200, secret({ name: 'x' }), HEADERS)], call: ['find', { scope: user, name: NAME }] };
  await assert.rejects(check(withheld), /not in the table/);
  await check({ ...withheld, differs: ['foreign-answer'] });
  await assert.rejects(check({ ...create, differs: ['foreign-answer'] }), /not shown/);
});

test('a value is compared to its last leaf', () => {
  assert.deepEqual(differences({ a: [1, { b: NaN }] }, { a: [1, { b: NaN }] }), []);
  assert.deepEqual(
    differences({ a: [1, { b: 0 }] }, { a: [1, { b: -0 }] }).map(({ path }) => path),
    ['a.1.b'],
  );
  assert.equal(differences({ a: [] }, { a: {} }).length, 1);
  assert.equal(differences({ a: null }, {}).length, 1);
});

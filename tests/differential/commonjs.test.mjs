/**
 * What `require` gives works as what `require('stripe')` gives: called without `new`, as old code does it, and with it. A
 * case of each kind is played over both; the rest of the package is the ES module's.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { BOTH_CORES, required } from '../support/package.mjs';
import { check } from './compare.mjs';
import { account, HEADERS, NAME, PAYLOAD, page, problem, secret, user } from './fixtures.mjs';
import { coded, json, rejects } from './script.mjs';

const stripe = createRequire(import.meta.url)('../node_modules/stripe/cjs/stripe.cjs.worker.js');

/** A library whose clients are made by `make`, under the harness's `new`. */
const madeBy = (make) => (id, Stripe) => {
  const Maker = function Maker(key, config) {
    return make(Stripe, key, config);
  };
  return { id, default: Object.assign(Maker, { errors: Stripe.errors }) };
};

const WAYS = {
  'with new': madeBy((Stripe, key, config) => new Stripe(key, config)),
  'without new': madeBy((Stripe, key, config) => Stripe(key, config)),
  'as the default of what is required': madeBy((Stripe, key, config) => new (Stripe.default ?? Stripe)(key, config)),
};

const CASES = {
  'a write': {
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload: PAYLOAD }],
  },
  'a retried read': {
    script: () => [rejects(coded('EX')), json(200, secret({ scope: account }), HEADERS)],
    call: ['find', { scope: account, name: NAME }],
  },
  'an error': { script: [json(404, problem(), HEADERS)], call: ['find', { scope: user, name: NAME }] },
  'a list': {
    script: () => [
      json(200, page([{ id: 'appsecret_1' }], { has_more: true }), HEADERS),
      json(200, page([{ id: 'appsecret_2' }]), HEADERS),
    ],
    use: (client) => client.apps.secrets.list({ scope: user }).autoPagingToArray({ limit: 9 }),
  },
};

for (const entry of BOTH_CORES) {
  const ours = required(entry);
  for (const [way, library] of Object.entries(WAYS)) {
    for (const [what, scenario] of Object.entries(CASES)) {
      test(`require('${entry.name}'): ${what} of a client that is made ${way} is stripe's`, async () => {
        const seen = await check(scenario, {
          libraries: { stripe: library('stripe', stripe), ours: library('ours', ours) },
        });
        assert.equal(seen.ours.calls.length, 1);
      });
    }
  }

  test(`require('${entry.name}') makes instances of itself, with and without new`, () => {
    const config = { httpClient: { makeRequest: () => new Promise(() => {}) } };
    const Mine = /** @type {any} */ (class extends ours {});
    for (const client of [
      ours('key', config),
      new ours('key', config),
      new ours.default('key', config),
      new Mine('key', config),
    ])
      assert.ok(client instanceof ours);
    assert.ok(new Mine('key', config) instanceof Mine);
    assert.equal(ours.default, ours);
    assert.equal(ours.Stripe, ours);
  });
}

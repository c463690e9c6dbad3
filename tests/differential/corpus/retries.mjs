/** When a call is tried again, after which pause, and with which key. Stripe documents these rules. */
import assert from 'node:assert/strict';
import { HEADERS, NAME, PAYLOAD, problem, secret, user } from '../fixtures.mjs';
import { sent } from '../holds.mjs';
import { coded, json, rejects, silence } from '../script.mjs';

const find = (options) => ['find', { scope: user, name: NAME }, options];
const create = (options) => ['create', { scope: user, name: NAME, payload: PAYLOAD }, options];
const good = json(200, secret(), HEADERS);
const bad = (status, headers = {}) => json(status, problem({ type: 'api_error' }), { ...HEADERS, ...headers });
const gone = (code = 'ECONNREFUSED') => rejects(coded(code));

const outcome =
  (expected) =>
  ({ calls }) =>
    assert.equal(calls.at(-1).outcome, expected);
const waits = ({ requests }) => requests.slice(1).map(({ at }, index) => at - requests[index].at);
const keys = ({ requests }) => new Set(requests.map(({ headers }) => headers['Idempotency-Key']));

export const retries = [
  {
    name: 'too many requests (429) are not made more by retrying',
    script: [bad(429), good],
    call: find(),
    holds: sent(1),
  },
  {
    name: 'too many requests (429) are retried when the API asks for it',
    script: [bad(429, { 'stripe-should-retry': 'true' }), good],
    call: find(),
    holds: sent(2),
  },
  {
    name: 'a conflict (409) is retried, so that a lost race does not surface',
    script: [bad(409), good],
    call: create(),
    holds: outcome('resolves'),
  },
  {
    name: 'a conflict (409) is not retried when the API forbids it',
    script: [bad(409, { 'stripe-should-retry': 'false' }), good],
    call: create(),
    holds: sent(1),
  },
  {
    name: 'an error of the server (500) is retried',
    script: [bad(500), good],
    call: find(),
    holds: outcome('resolves'),
  },
  {
    name: 'an error of the server (503) is retried',
    script: [bad(503), bad(503), good],
    call: find(),
    holds: outcome('resolves'),
  },
  {
    name: 'an error of the server (500) is not retried when the API forbids it',
    script: [bad(500, { 'stripe-should-retry': 'false' }), good],
    call: find(),
    holds: sent(1),
  },
  { name: 'a bad request (400) is not retried', script: [bad(400), good], call: find(), holds: sent(1) },
  {
    name: 'a bad request (400) is retried when the API asks for it',
    script: [bad(400, { 'stripe-should-retry': 'true' }), good],
    call: find(),
    holds: sent(2),
  },
  {
    name: 'a good answer is asked for again when the API asks for it',
    script: [json(200, secret(), { ...HEADERS, 'stripe-should-retry': 'true' }), good],
    call: find(),
    holds: sent(2),
  },
  {
    name: 'another word in stripe-should-retry decides nothing',
    script: [bad(500, { 'stripe-should-retry': 'perhaps' }), good],
    call: find(),
    holds: sent(2),
  },
  { name: 'a missing permission (403) is not retried', script: [bad(403), good], call: find(), holds: sent(1) },
  { name: 'a broken connection is retried', script: [gone(), good], call: find(), holds: outcome('resolves') },
  { name: 'a broken connection is given up after two retries', script: [gone()], call: find(), holds: sent(3) },
  {
    name: 'a broken connection without retries is given up at once',
    script: [gone()],
    call: find({ maxNetworkRetries: 0 }),
    holds: sent(1),
  },
  {
    name: 'a closed connection (ECONNRESET) is retried once with retries off',
    script: [gone('ECONNRESET')],
    call: create({ maxNetworkRetries: 0 }),
    holds: sent(2),
  },
  {
    name: 'a closed connection (EPIPE) is retried once with retries off',
    script: [gone('EPIPE')],
    call: create({ maxNetworkRetries: 0 }),
    holds: sent(2),
  },
  {
    name: 'a closed connection (ECONNRESET) with retries off is saved by the one retry',
    script: [gone('ECONNRESET'), good],
    config: { maxNetworkRetries: 0 },
    call: create(),
    holds: outcome('resolves'),
  },
  {
    name: 'a connection that closes on the retry is not tried a third time with retries off',
    script: [gone('ECONNREFUSED'), gone('ECONNRESET')],
    config: { maxNetworkRetries: 0 },
    call: create(),
    holds: sent(1),
  },
  {
    name: 'a closed connection (ECONNRESET) counts among the retries',
    script: [gone('ECONNRESET')],
    config: { maxNetworkRetries: 1 },
    call: find(),
    holds: sent(2),
  },
  {
    name: 'the retry of a closed connection that meets an error of the server ends with that',
    script: [gone('ECONNRESET'), bad(500)],
    config: { maxNetworkRetries: 0 },
    call: find(),
    holds: sent(2),
  },
  {
    name: 'the first two waits are half a second at least',
    script: [gone()],
    random: 0,
    call: find(),
    holds: (seen) => assert.deepEqual(waits(seen), [500, 500]),
  },
  {
    name: 'the first two waits are half a second at most',
    script: [gone()],
    random: 0.999,
    call: find(),
    holds: (seen) => assert.deepEqual(waits(seen), [500, 500]),
  },
  {
    name: 'the waits double up to five seconds',
    script: [gone()],
    random: 0.999,
    config: { maxNetworkRetries: 8 },
    call: find(),
    holds: (seen) => assert.ok(waits(seen).at(-1) > 4990),
  },
  {
    name: 'the waits are spread downwards, not upwards',
    script: [gone()],
    random: 0,
    config: { maxNetworkRetries: 8 },
    call: find(),
    holds: (seen) => assert.equal(waits(seen).at(-1), 2500),
  },
  {
    name: 'the waits are spread by the half',
    script: [bad(503)],
    random: 0.5,
    config: { maxNetworkRetries: 7 },
    call: find(),
    holds: sent(8),
  },
  {
    name: 'a write keeps its key at each attempt, so that it happens once',
    script: [gone(), bad(500), good],
    call: create(),
    holds: (seen) => assert.equal(keys(seen).size, 1),
  },
  {
    name: 'a write keeps the key of its caller at each attempt',
    script: [gone(), bad(409), good],
    call: create({ idempotencyKey: 'key-of-the-caller' }),
    holds: (seen) => assert.deepEqual([...keys(seen)], ['key-of-the-caller']),
  },
  {
    name: 'a deletion keeps its key at each attempt',
    script: [gone(), good],
    call: ['deleteWhere', { scope: user, name: NAME }],
    holds: (seen) => assert.equal(keys(seen).size, 1),
  },
  {
    name: 'a read has no key at any attempt',
    script: [gone(), good],
    call: find(),
    holds: (seen) => assert.deepEqual([...keys(seen)], [undefined]),
  },
  {
    name: 'a write has a key with retries off too',
    script: [good],
    call: create({ maxNetworkRetries: 0 }),
    holds: (seen) => assert.ok([...keys(seen)][0]),
  },
  {
    name: 'the error says how often the call was retried',
    script: [gone()],
    config: { maxNetworkRetries: 3 },
    call: find(),
    holds: ({ calls }) => assert.match(calls[0].error.message, /Request was retried 3 times\.$/),
  },
  {
    name: 'more retries for a call than for its client are made',
    script: [gone()],
    config: { maxNetworkRetries: 0 },
    call: find({ maxNetworkRetries: 4 }),
    holds: sent(5),
  },
  { name: 'a conflict that stays is reported as one', script: [bad(409)], call: create(), holds: sent(3) },
  {
    name: 'a broken connection does not show the status of the attempt before',
    script: [bad(409), gone()],
    config: { maxNetworkRetries: 1 },
    call: find(),
    holds: ({ calls }) => assert.equal(calls[0].error.fields.statusCode, undefined),
  },
  {
    name: 'a rejection without a code is retried',
    script: [rejects(() => new TypeError('Failed to fetch')), good],
    call: find(),
    holds: sent(2),
  },
  {
    name: 'a rejection with a number for a code is retried',
    script: [rejects(coded(104)), good],
    call: find(),
    holds: sent(2),
  },
  {
    name: 'a host that is slow is waited for',
    script: [json(200, secret(), HEADERS, { delay: 20_000, bodyDelay: 20_000 })],
    call: find(),
    holds: outcome('resolves'),
  },
  {
    name: 'a timeout is retried with the same pauses',
    host: { keepsTimeouts: true },
    script: [silence()],
    config: { timeout: 1000 },
    call: find(),
    holds: sent(3),
  },
  {
    name: 'a timeout names the time',
    host: { keepsTimeouts: true },
    script: [silence()],
    config: { timeout: 1000, maxNetworkRetries: 0 },
    call: find(),
    holds: ({ calls }) => assert.equal(calls[0].error.message, 'Request aborted due to timeout being reached (1000ms)'),
  },
  {
    name: 'the default timeout is eighty seconds',
    host: { keepsTimeouts: true },
    script: [silence()],
    config: { maxNetworkRetries: 0 },
    call: find(),
    holds: ({ calls }) => assert.equal(calls[0].at, 80_000),
  },
  {
    name: 'a timeout on the first attempt and an answer on the second is an answer',
    host: { keepsTimeouts: true },
    script: [silence(), good],
    config: { timeout: 1000 },
    call: create(),
    holds: outcome('resolves'),
  },
];

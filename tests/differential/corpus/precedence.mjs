/** Which of two settings holds, what becomes of a key that the caller gives, and whose advice about retries counts. */
import assert from 'node:assert/strict';
import { ACCOUNT, account, HEADERS, NAME, PAYLOAD, problem, secret } from '../fixtures.mjs';
import { sent } from '../holds.mjs';
import { coded, json, rejects, silence } from '../script.mjs';

const own = { scope: account, name: NAME };
const find = (options) => ['find', own, options];
const create = (options) => ['create', { ...own, payload: PAYLOAD }, options];
const remove = (options) => ['deleteWhere', own, options];
const good = json(200, secret({ scope: account }), HEADERS);
const advised = (status, advice) => json(status, problem(), { ...HEADERS, 'stripe-should-retry': advice });
const gone = rejects(coded('EX'));

/** What one header was sent as, attempt by attempt. */
const header =
  (name, ...expected) =>
  ({ requests }) =>
    assert.deepEqual(
      requests.map(({ headers }) => headers[name]),
      expected,
    );
const timeouts =
  (...expected) =>
  ({ requests }) =>
    assert.deepEqual(
      requests.map(({ timeout }) => timeout),
      expected,
    );

const called = (name, call, holds, more = {}) => ({ name, script: [good], call, holds, ...more });

export const precedence = [
  called(
    'the version of a call is sent in place of that of its client',
    find({ apiVersion: '2024-06-20' }),
    header('Stripe-Version', '2024-06-20'),
    { config: { apiVersion: '2025-04-30.basil' } },
  ),
  called(
    'an empty version of a call leaves that of its client',
    find({ apiVersion: '' }),
    header('Stripe-Version', '2025-04-30.basil'),
    { config: { apiVersion: '2025-04-30.basil' } },
  ),
  called(
    'an undefined version of a call leaves that of its client',
    find({ apiVersion: undefined }),
    header('Stripe-Version', '2025-04-30.basil'),
    { config: { apiVersion: '2025-04-30.basil' } },
  ),
  called(
    'the key of a call is sent in place of that of its client',
    find({ apiKey: 'of-the-call' }),
    header('Authorization', 'Bearer of-the-call'),
    {
      key: 'of-the-client',
    },
  ),
  called(
    'an empty key of a call leaves that of its client',
    find({ apiKey: '' }),
    header('Authorization', 'Bearer of-the-client'),
    {
      key: 'of-the-client',
    },
  ),
  called('a timeout of 0 of a call leaves that of its client', find({ timeout: 0 }), timeouts(4321), {
    config: { timeout: 4321 },
  }),
  called('a timeout of a call is told to the host at each attempt', find({ timeout: 99 }), timeouts(99, 99, 99), {
    config: { timeout: 4321 },
    script: [gone],
  }),
  called('retries of a call hold for that call only', undefined, sent(4), {
    script: [gone],
    calls: [find({ maxNetworkRetries: 0 }), find()],
  }),
  called('an undefined number of retries leaves that of the client', find({ maxNetworkRetries: undefined }), sent(2), {
    config: { maxNetworkRetries: 1 },
    script: [gone],
  }),
  called('an account of the client goes out with each call', undefined, header('Stripe-Account', ACCOUNT, ACCOUNT), {
    config: { stripeAccount: ACCOUNT },
    calls: [find(), create()],
  }),
  called('an account of a call holds for that call only', undefined, header('Stripe-Account', ACCOUNT, undefined), {
    calls: [find({ stripeAccount: ACCOUNT }), find()],
  }),
  called('a context of a call holds for that call only', undefined, header('Stripe-Context', ACCOUNT, undefined), {
    calls: [find({ stripeContext: ACCOUNT }), find()],
  }),
  called('headers of a call hold for that call only', undefined, header('X-A', 'b', undefined), {
    calls: [find({ headers: { 'X-A': 'b' } }), find()],
  }),
  called('options beside undefined ones count', find({ idempotencyKey: undefined, timeout: 7 }), timeouts(7)),
  called('options without a prototype count', find(Object.assign(Object.create(null), { timeout: 7 })), timeouts(7)),
  called(
    'options that are frozen count',
    find(Object.freeze({ timeout: 7, headers: Object.freeze({ 'X-A': 'b' }) })),
    timeouts(7),
  ),
  called('a client without options and one with null are one', undefined, sent(2), {
    calls: [find(), find(null)],
  }),
  called('a key of the caller is sent with a write', create({ idempotencyKey: 'k' }), header('Idempotency-Key', 'k')),
  called(
    'a key of the caller is sent with a deletion',
    remove({ idempotencyKey: 'k' }),
    header('Idempotency-Key', 'k'),
  ),
  called('a key of the caller is sent with a read', find({ idempotencyKey: 'k' }), header('Idempotency-Key', 'k')),
  called(
    'a key of the caller is sent at each attempt',
    create({ idempotencyKey: 'k' }),
    header('Idempotency-Key', 'k', 'k', 'k'),
    { script: () => [gone, json(409, problem(), HEADERS), good] },
  ),
  called('a key of the caller may be used again', undefined, header('Idempotency-Key', 'k', 'k'), {
    calls: [create({ idempotencyKey: 'k' }), create({ idempotencyKey: 'k' })],
  }),
  called(
    'a key of the caller with spaces and signs is sent as it is',
    create({ idempotencyKey: 'a b/c=d;e' }),
    header('Idempotency-Key', 'a b/c=d;e'),
  ),
  called(
    'a long key of the caller is sent whole',
    create({ idempotencyKey: 'k'.repeat(255) }),
    header('Idempotency-Key', 'k'.repeat(255)),
  ),
  called(
    'a key among the headers takes the place of the one that would be made',
    create({ headers: { 'idempotency-key': 'k' } }),
    header('Idempotency-Key', 'k'),
  ),
  ...[
    ['x-a', 'X-A'],
    ['X-a', 'X-A'],
    ['x-request-source', 'X-Request-Source'],
    ['ABC', 'Abc'],
    ['x-1a', 'X-1a'],
    ['a--b', 'A--B'],
    ['x_under', 'X_under'],
  ].map(([given, expected]) =>
    called(`a header ${given} goes out as ${expected}`, find({ headers: { [given]: 'v' } }), header(expected, 'v')),
  ),
  called(
    'the last of two headers of one name goes out',
    find({ headers: { 'x-a': 'first', 'X-A': 'second' } }),
    header('X-A', 'second'),
  ),
  called(
    'a header of null or undefined does not go out',
    find({ headers: { 'X-A': null, 'X-B': undefined, 'X-C': 'c' } }),
    header('X-C', 'c'),
    { differs: ['header-values'] },
  ),
  called('an empty header goes out empty', find({ headers: { 'X-A': '' } }), header('X-A', '')),
  called('headers beside an empty one go out', find({ headers: { 'X-A': '', 'X-B': 'b' } }), header('X-B', 'b')),
  ...[400, 401, 403, 404, 429].map((status) =>
    called(`a ${status} that the API wants to see again is tried again`, find(), sent(2), {
      script: () => [advised(status, 'true'), good],
    }),
  ),
  ...[409, 500, 503].map((status) =>
    called(`a ${status} that the API does not want to see again is not tried again`, create(), sent(1), {
      script: () => [advised(status, 'false'), good],
    }),
  ),
  called('advice to go on for ever ends with the retries', find(), sent(3), { script: [advised(429, 'true')] }),
  called('advice does not overrule that there are to be no retries', find({ maxNetworkRetries: 0 }), sent(1), {
    script: () => [advised(500, 'true'), good],
  }),
  called('advice of one attempt does not hold for the next', find(), sent(2), {
    script: () => [advised(400, 'true'), json(400, problem(), HEADERS), good],
  }),
  called('advice in capital letters is ignored', find(), sent(1), { script: () => [advised(400, 'TRUE'), good] }),
  called('advice against a good answer changes nothing', find(), sent(1), {
    script: () => [json(200, secret({ scope: account }), { ...HEADERS, 'stripe-should-retry': 'false' })],
  }),
  called('each attempt of a mixed sequence is made once', create(), sent(3), {
    script: () => [gone, advised(400, 'true'), good],
  }),
  called('a slow attempt that is given up counts as one', find({ timeout: 1000, maxNetworkRetries: 1 }), sent(2), {
    host: { keepsTimeouts: true },
    script: () => [silence(), good],
  }),
  called('a streaming that is switched off is as absent as with stripe', find({ streaming: false }), sent(1)),
  called('an authenticator of null is as absent as with stripe', find({ authenticator: null }), sent(1)),
  called('a streaming of null is as absent as with stripe', find({ streaming: null }), sent(1)),
];

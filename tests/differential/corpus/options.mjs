/** What a call can be told beside its parameters, and what a client is made of. */
import { ACCOUNT, HEADERS, NAME, PAYLOAD, secret, user } from '../fixtures.mjs';
import { coded, json, rejects, silence } from '../script.mjs';

const answer = () => [json(200, secret(), HEADERS)];
const find = (options) => ['find', { scope: user, name: NAME }, options];
const create = (options) => ['create', { scope: user, name: NAME, payload: PAYLOAD }, options];

/** A signal that aborts after so many milliseconds of the case's clock. */
const abortedAfter = (milliseconds) => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
};

const option = (what, options, call = find) => ({
  name: `${what} does what it does in stripe`,
  script: answer(),
  call: call(options),
});
const setting = (what, config, more = {}) => ({
  name: `${what} does what it does in stripe`,
  script: answer(),
  config,
  call: create(),
  ...more,
});

export const options = [
  option('no options at all', undefined),
  option('null in place of the options', null),
  option('an empty object of options', {}),
  option('an idempotency key on a write', { idempotencyKey: 'key-of-the-caller' }, create),
  option('an idempotency key on a deletion', { idempotencyKey: 'key-of-the-caller' }, (o) => [
    'deleteWhere',
    { scope: user, name: NAME },
    o,
  ]),
  option('an idempotency key on a read', { idempotencyKey: 'key-of-the-caller' }),
  option('an empty idempotency key', { idempotencyKey: '' }, create),
  option('an API version of a call', { apiVersion: '2025-04-30.basil' }),
  option('an empty API version of a call', { apiVersion: '' }),
  option('the bound account as stripeAccount', { stripeAccount: ACCOUNT }),
  option('the bound account as stripeContext', { stripeContext: ACCOUNT }),
  option('an empty stripeAccount', { stripeAccount: '' }),
  option('a key of a call', { apiKey: 'another-placeholder' }),
  option('a timeout of a call', { timeout: 1234 }),
  option('a timeout of 0', { timeout: 0 }),
  option('an undefined option', { timeout: undefined, maxNetworkRetries: undefined, idempotencyKey: undefined }),
  option('headers of a call', { headers: { 'X-Request-Source': 'placeholder' } }),
  option('a header in small letters', { headers: { 'x-request-source': 'placeholder' } }),
  option('a header in odd letters', { headers: { 'X-REQUEST-source-2b': 'placeholder' } }),
  option('a header that takes the place of Accept', { headers: { accept: 'text/plain' } }),
  option('a header that takes the place of User-Agent', { headers: { 'user-agent': 'placeholder' } }),
  option('an idempotency key among the headers', { headers: { 'idempotency-key': 'key-of-the-caller' } }, create),
  option(
    'an idempotency key among the headers and as an option',
    { idempotencyKey: 'first', headers: { 'Idempotency-Key': 'second' } },
    create,
  ),
  option('an empty object of headers', { headers: {} }),
  option('a header with Latin-1 letters', { headers: { 'X-Name': 'Schlüssel' } }),
  setting('an API version of the client', { apiVersion: '2025-04-30.basil' }),
  setting('an empty API version of the client', { apiVersion: '' }),
  setting(
    'an API version of the client and another of a call',
    { apiVersion: '2025-04-30.basil' },
    { call: create({ apiVersion: '2024-06-20' }) },
  ),
  setting('a timeout of the client', { timeout: 4321 }),
  {
    name: 'a timeout of 0 of the client means the default',
    config: { timeout: 0 },
    script: answer(),
    call: find(),
    differs: ['timeout-zero'],
  },
  setting('a timeout of the client and another of a call', { timeout: 4321 }, { call: create({ timeout: 99 }) }),
  setting('a stripeAccount of the client', { stripeAccount: ACCOUNT }),
  setting('a stripeContext of the client', { stripeContext: ACCOUNT }),
  setting(
    'a stripeAccount of the client beside a stripeContext of a call',
    { stripeAccount: ACCOUNT },
    { call: create({ stripeContext: ACCOUNT }) },
  ),
  setting('appInfo with a name', { appInfo: { name: 'Example' } }),
  setting('appInfo with everything', {
    appInfo: { name: 'Example', version: '1.2.3', url: 'https://app.example', partner_id: 'pp_partner_example' },
  }),
  setting('appInfo with a version that is not a string', { appInfo: { name: 'Example', url: 'https://app.example' } }),
  setting('typescript: true', { typescript: true }),
  setting('telemetry: false', { telemetry: false }),
  setting('a port', { port: '443' }),
  setting('the host by its name', { host: 'api.stripe.com' }),
  setting('the protocol by its name', { protocol: 'https' }),
  setting('emitEventBodies', { emitEventBodies: true }),
  setting('an undefined setting', {
    apiVersion: undefined,
    timeout: undefined,
    maxNetworkRetries: undefined,
    appInfo: undefined,
    stripeAccount: undefined,
  }),
  setting('null as a setting', { apiVersion: null, appInfo: null, stripeAccount: null, host: null, protocol: null }),
  {
    name: 'a signal that never aborts changes nothing',
    script: answer(),
    call: () => create({ signal: new AbortController().signal }),
  },
  {
    name: 'a signal that aborts ends the call',
    script: [json(200, secret(), HEADERS, { delay: 1000 })],
    call: () => create({ signal: abortedAfter(400) }),
    differs: ['signal'],
  },
  {
    name: 'a signal that has aborted sends nothing',
    script: answer(),
    call: () => create({ signal: AbortSignal.abort() }),
    differs: ['signal'],
  },
  { name: 'two calls of one client do not share an idempotency key', script: answer(), calls: [create(), create()] },
  {
    name: 'retries of a call take precedence over those of the client',
    config: { maxNetworkRetries: 5 },
    script: [rejects(coded('EHOSTDOWN'))],
    call: find({ maxNetworkRetries: 1 }),
  },
  {
    name: 'no retries of a call take precedence over those of the client',
    config: { maxNetworkRetries: 5 },
    script: [rejects(coded('EHOSTDOWN'))],
    call: find({ maxNetworkRetries: 0 }),
  },
  {
    name: 'the timeout of a call takes precedence over that of the client',
    config: { timeout: 5000, maxNetworkRetries: 0 },
    host: { keepsTimeouts: true },
    script: [silence()],
    call: find({ timeout: 100 }),
  },
];

/**
 * Arbitraries for cases that `play.mjs` plays: names and payloads from all of Unicode, any mix of options and parameters,
 * any sequence of answers.
 */
import fc from 'fast-check';
import { store } from './corpus/paging.mjs';
import { ACCOUNT, account, page, secret, USER, user } from './fixtures.mjs';
import { bodyLost, coded, json, rejects, silence, text } from './script.mjs';

/** Any well-formed text that is not empty: every code point, the odd ones more often. */
const unicode = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'[]!*()\'"&=+%#?/\\ \0\r\n\u2028\ufeff🔑é'),
      minLength: 1,
      maxLength: 30,
    }),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'undefined', 'null', 'scope[user]', '%5B%5D', '[]', ' '),
  },
);
/** What fits into a header's value. */
const latin = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 20,
});
const jsonValue = fc.json({ maxDepth: 2, noUnicodeString: false }).map((written) => JSON.parse(written));
const optional = (arbitrary) => fc.option(arbitrary, { nil: undefined });

/** An object with the caller's own order of keys, which goes out in that order. */
const inAnyOrder = (fields) =>
  fc
    .record(fields)
    .chain((record) =>
      fc
        .shuffledSubarray(Object.keys(record), { minLength: Object.keys(record).length })
        .map((keys) => Object.fromEntries(keys.map((key) => [key, record[key]]))),
    );

const scope = fc.oneof(
  fc.constant(user),
  fc.constant({ user: USER, type: 'user' }),
  fc.constant(account),
  fc.constant({ type: 'account', user: undefined }),
);
const expand = optional(
  fc.array(fc.oneof(fc.constantFrom('payload', 'scope', 'data.payload'), unicode), { maxLength: 5 }),
);
/** A time that both libraries send: from half a day ago to 90 years ahead of when a case begins. */
const expiry = (START) =>
  fc
    .integer({ min: -40_000, max: 2_800_000_000 })
    .chain((seconds) =>
      fc.constantFrom(START / 1000 + seconds, String(START / 1000 + seconds), new Date(START + seconds * 1000 + 7)),
    );
const START = Date.UTC(2026, 10, 1);

const name = unicode;
const params = {
  create: inAnyOrder({ scope, name, payload: unicode, expires_at: optional(expiry(START)), expand }),
  find: inAnyOrder({ scope, name, expand }),
  deleteWhere: inAnyOrder({ scope, name, expand }),
  list: inAnyOrder({
    scope,
    expand,
    limit: optional(fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }).map(String))),
  }).chain((listed) =>
    fc
      .constantFrom({}, { starting_after: 1 }, { ending_before: 1 })
      .chain((cursor) =>
        unicode.map((id) => ({ ...listed, ...Object.fromEntries(Object.keys(cursor).map((key) => [key, id])) })),
      ),
  ),
};

const both = {
  apiVersion: optional(fc.constantFrom('2025-04-30.basil', '2024-06-20', '')),
  timeout: optional(fc.constantFrom(1, 500, 80_000, 1_000_000)),
  maxNetworkRetries: optional(fc.integer({ min: 0, max: 6 })),
};
const accountOption = fc.constantFrom(
  {},
  {},
  { stripeAccount: ACCOUNT },
  { stripeContext: ACCOUNT },
  { stripeAccount: '' },
);
const options = optional(
  fc
    .tuple(
      fc.record({
        ...both,
        timeout: optional(fc.constantFrom(0, 1, 500, 1_000_000)),
        idempotencyKey: optional(latin),
        apiKey: optional(fc.constantFrom('another-placeholder', '')),
        headers: optional(
          fc.dictionary(fc.stringMatching(/^X-[A-Za-z0-9]{1,8}(-[a-zA-Z]{1,4})?$/), latin, {
            maxKeys: 3,
            noNullPrototype: true,
          }),
        ),
      }),
      accountOption,
    )
    .map(([most, account]) => ({ ...most, ...account })),
);
const config = fc
  .tuple(
    fc.record({
      ...both,
      emitEventBodies: optional(fc.boolean()),
      appInfo: optional(fc.record({ name: latin, version: optional(latin), url: optional(latin) })),
    }),
    accountOption,
  )
  .map(([most, account]) => ({ ...most, ...account }));

/** Answers. Each comes with the ids of the intended differences that it may show. */
const STATUSES = [200, 200, 201, 400, 400, 401, 402, 403, 404, 409, 418, 424, 429, 429, 500, 502, 503, 599];
const headers = fc
  .record({
    'request-id': optional(latin),
    'stripe-should-retry': optional(fc.constantFrom('true', 'false', 'perhaps')),
    'stripe-account': optional(fc.constant(ACCOUNT)),
    'stripe-version': optional(fc.constant('2026-10-28.endive')),
    'idempotency-key': optional(latin),
    'x-other': optional(latin),
  })
  .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
const delays = fc.record({
  delay: fc.constantFrom(0, 0, 0, 1, 300, 20_000),
  bodyDelay: fc.constantFrom(0, 0, 0, 5, 700),
});

const ERROR_FIELDS = [
  'code',
  'param',
  'decline_code',
  'charge',
  'doc_url',
  'advice_code',
  'payment_intent',
  'source',
  'user_message',
  'request_log_url',
  'detail',
  'headers',
  'statusCode',
  'requestId',
  'something_new',
];
const apiError = fc.record({
  type: optional(fc.constantFrom('invalid_request_error', 'idempotency_error', 'card_error', 'api_error', 'x')),
  message: optional(unicode),
  ...Object.fromEntries(
    ERROR_FIELDS.map((field) => [
      field,
      fc.option(fc.oneof(latin, jsonValue, fc.constant('rate_limit')), { nil: undefined, freq: 2 }),
    ]),
  ),
});
const oauth = fc.record({
  error: fc.constantFrom('invalid_grant', 'invalid_client', 'invalid_request', 'invalid_scope', 'x'),
  error_description: optional(unicode),
});

/** The secret that was asked for, with fields that nobody knows. */
const extra = fc.dictionary(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).filter((key) => key !== 'error' && !(key in secret())),
  jsonValue,
  { maxKeys: 3, noNullPrototype: true },
);
const wanted = (method, params) => {
  const own = { scope: params.scope.type === 'user' ? user : account, name: params.name };
  if (method === 'list') {
    return fc
      .array(fc.tuple(unicode, extra, unicode), { maxLength: 4 })
      .map((entries) =>
        page(entries.map(([name, more, payload], i) => ({ ...own, id: `appsecret_${i}`, name, payload, ...more }))),
      );
  }
  return fc
    .tuple(extra, optional(unicode))
    .map(([more, payload]) =>
      secret({ ...own, ...(method === 'deleteWhere' ? { deleted: true } : {}), payload, ...more }),
    );
};

const good = (method, params) =>
  fc
    .tuple(wanted(method, params), headers, delays, fc.constantFrom(200, 200, 200, 201, 302))
    .map(([body, headers, more, status]) => ({ entry: json(status, body, headers, more), differs: [] }));
const failed = fc
  .tuple(
    fc.constantFrom(...STATUSES),
    fc.oneof(
      apiError.map((error) => ({ error })),
      oauth,
    ),
    headers,
    delays,
  )
  .map(([status, body, headers, more]) => ({ entry: json(status, body, headers, more), differs: [] }));
const silent = fc
  .tuple(
    fc.constantFrom(...STATUSES),
    headers,
    jsonValue.filter((body) => typeof body === 'object' && body !== null && !Array.isArray(body) && !('error' in body)),
  )
  .map(([status, headers, body]) => ({
    entry: json(status, body, headers),
    differs: status < 400 ? ['foreign-answer'] : ['error-without-reason'],
  }));
const broken = fc
  .tuple(
    fc.constantFrom(...STATUSES),
    headers,
    fc.constantFrom('', '<html>', '{"object":', 'null', '"x"', '1', '[', 'true'),
  )
  .map(([status, headers, body]) => ({ entry: text(status, body, headers), differs: ['unreadable-body'] }));
const lost = fc
  .tuple(
    fc.constantFrom(...STATUSES),
    headers,
    fc.constantFrom(() => new Error('Response body undefined'), coded('EX')),
  )
  .map(([status, headers, error]) => ({ entry: bodyLost(status, error, headers), differs: ['unreadable-body'] }));
const gone = fc
  .constantFrom('ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND', 'x', 7)
  .map((code) => ({ entry: rejects(coded(code)), differs: [] }));
const mute = fc.constant({ entry: silence(), differs: [] });

const scripts = (method, params) =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: gone },
        { weight: 5, arbitrary: failed },
        { weight: 1, arbitrary: mute },
        { weight: 1, arbitrary: silent },
        { weight: 1, arbitrary: broken },
        { weight: 1, arbitrary: lost },
      ),
      { maxLength: 5 },
    )
    .chain((before) => good(method, params).map((last) => [...before, last]));

/** A call. */
export const scenario = fc.constantFrom('create', 'find', 'list', 'deleteWhere').chain((method) =>
  params[method].chain((params) =>
    fc
      .tuple(scripts(method, params), options, config, fc.constantFrom(0, 0.25, 0.5, 0.999))
      .map(([script, options, config, random]) => ({
        config,
        random,
        listens: true,
        call: [method, params, options],
        // The host keeps timeouts, as Node's does: over another one stripe would wait for ever.
        host: { keepsTimeouts: true },
        script: script.map(({ entry }) => entry),
        differs: [
          ...new Set([
            'timeout-enforced',
            'body-lost-in-time',
            'event-undefined',
            'event-bodies',
            'event-version',
            ...script.flatMap(({ differs }) => differs),
          ]),
        ],
      })),
  ),
);

/** Ways to go through a list, each up to `stop` items. */
const CONSUMERS = {
  async 'for await'(list, note, stop) {
    let seen = 0;
    for await (const { id } of list) {
      note(id);
      if (++seen >= stop) break;
    }
  },
  async next(list, note, stop) {
    for (let seen = 0; seen < stop; seen++) note(await list.next());
  },
  async 'next at once'(list, note, stop) {
    for (let seen = 0; seen < stop; seen++) note(await Promise.all([list.next(), list.next()]));
  },
  async autoPagingEach(list, note, stop) {
    let seen = 0;
    await list.autoPagingEach(({ id }) => {
      note(id);
      return ++seen < stop;
    });
  },
  async 'autoPagingEach with next'(list, note, stop) {
    let seen = 0;
    await list.autoPagingEach(({ id }, next) => {
      note(id);
      next(Promise.resolve(++seen < stop));
    });
  },
  async autoPagingToArray(list, note, stop) {
    return (await list.autoPagingToArray({ limit: stop })).map(({ id }) => id);
  },
};

/** A list that is gone through. */
export const pagedScenario = fc
  .record({
    count: fc.integer({ min: 0, max: 12 }),
    limit: optional(fc.integer({ min: 1, max: 5 })),
    cursor: fc.constantFrom(undefined, 'starting_after', 'ending_before'),
    at: fc.nat({ max: 11 }),
    stop: fc.integer({ min: 1, max: 14 }),
    how: fc.constantFrom(...Object.keys(CONSUMERS)),
    broken: fc.array(fc.oneof(gone, failed), { maxLength: 3 }),
    good: fc.nat({ max: 3 }),
    options,
  })
  .map(({ count, limit, cursor, at, stop, how, broken, good, options }) => {
    const entries = Array.from({ length: count }, (_, i) => ({ id: `appsecret_${i}`, name: `name_${i}` }));
    const params = {
      scope: user,
      ...(limit && { limit }),
      ...(cursor && count > 0 && { [cursor]: entries[at % count].id }),
    };
    const answer = store(entries);
    const told = { how, params, options, count, stop, broken, good };
    return {
      script: () => [...Array.from({ length: good }, () => answer), ...broken.map(({ entry }) => entry), answer],
      host: { keepsTimeouts: true },
      differs: ['timeout-enforced', 'body-lost-in-time'],
      use: (client, note) => CONSUMERS[how](client.apps.secrets.list(params, options), note, stop),
      told,
      toString: () => JSON.stringify(told),
    };
  });

/** Answers that are not as they should be, where stripe loses what is known, or its caller. */
import assert from 'node:assert/strict';
import { account, HEADERS, NAME, PAYLOAD, page, problem, secret, user } from '../fixtures.mjs';
import { bodyLost, coded, json, lostBody, rejects, silence, text, throws } from '../script.mjs';

/** @type {import('../script.mjs').Call} */
const find = ['find', { scope: user, name: NAME, expand: ['payload'] }];
const HTML = '<html><head><title>502 Bad Gateway</title></head></html>';

const rejectsAs =
  (Class, fields = {}) =>
  ({ calls }) => {
    const { error } = calls.at(-1);
    assert.equal(error?.class, Class);
    assert.deepEqual(Object.fromEntries(Object.keys(fields).map((key) => [key, error.fields[key]])), fields);
  };

/** What the SDK's client rejects with when an answer has no body. */
const undefinedBody = () => new Error('Response body undefined');

const differing =
  (id) =>
  (name, entry, more = {}) => ({
    name,
    script: [entry],
    config: { maxNetworkRetries: 0 },
    call: find,
    differs: [id],
    ...more,
  });
const unreadable = differing('unreadable-body');
const withoutReason = differing('error-without-reason');
const foreign = (name, body, call = find) =>
  differing('foreign-answer')(name, json(200, body, HEADERS), {
    call,
    holds: rejectsAs('StripeAPIError', { code: 'response_scope_mismatch', statusCode: 200, requestId: 'req_example' }),
  });

export const answers = [
  unreadable('a 403 without a body is a missing permission, with its status', bodyLost(403, undefinedBody, HEADERS), {
    holds: rejectsAs('StripePermissionError', { statusCode: 403, requestId: 'req_example' }),
  }),
  unreadable('a 401 without a body is a missing authentication', bodyLost(401, undefinedBody, HEADERS), {
    holds: rejectsAs('StripeAuthenticationError', { statusCode: 401 }),
  }),
  unreadable('a 404 without a body is an invalid request', bodyLost(404, undefinedBody, HEADERS), {
    holds: rejectsAs('StripeInvalidRequestError', { statusCode: 404 }),
  }),
  unreadable('a 429 without a body is a rate limit', bodyLost(429, undefinedBody, HEADERS), {
    holds: rejectsAs('StripeRateLimitError', { statusCode: 429 }),
  }),
  unreadable('a page of HTML under 502 keeps its status', text(502, HTML, HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 502, requestId: 'req_example' }),
  }),
  unreadable('the words of a parser, which quote the body, are not repeated', text(502, HTML, HEADERS), {
    holds: ({ calls }) => {
      assert.equal(calls[0].error.fields.detail.message, '[redacted]');
      assert.ok(!JSON.stringify(calls).includes('Gateway'));
    },
  }),
  unreadable('what the host rejected a body with is handed on', bodyLost(403, undefinedBody, HEADERS), {
    holds: rejectsAs('StripePermissionError', { detail: "the host's own error 0" }),
  }),
  unreadable('a page of HTML under 200 is not a secret', text(200, HTML, HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('a body cut short is not a secret', text(200, JSON.stringify(secret()).slice(0, 40), HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('an empty body under 200 is not a secret', text(200, '', HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('an array is not a secret', json(200, [secret({ payload: PAYLOAD })], HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('a body of null is not a secret', json(200, null, HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('a body of null under 403 is a missing permission', json(403, null, HEADERS), {
    holds: rejectsAs('StripePermissionError', { statusCode: 403 }),
  }),
  unreadable('a body that is a string leaves nobody waiting', json(200, 'a string', HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('a body that is a number leaves nobody waiting', json(200, 42, HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable('a body that is true leaves nobody waiting', json(200, true, HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  unreadable(
    'an error that is a number is reported as an answer that cannot be read',
    json(400, { error: 42 }, HEADERS),
    { holds: rejectsAs('StripeInvalidRequestError', { statusCode: 400 }) },
  ),
  unreadable(
    'an error that is true is reported as an answer that cannot be read',
    json(500, { error: true }, HEADERS),
    { holds: rejectsAs('StripeAPIError', { statusCode: 500 }) },
  ),
  unreadable('a list cut short is not a list', text(200, '{"object":"list","data":[', HEADERS), {
    call: ['list', { scope: user }],
    holds: rejectsAs('StripeAPIError', { statusCode: 200 }),
  }),
  {
    name: 'a body that is not read in time is a timeout, with its status',
    host: { keepsTimeouts: true },
    script: [json(200, secret(), HEADERS, { silentBody: true })],
    config: { timeout: 1000 },
    call: find,
    differs: ['body-lost-in-time'],
    holds: rejectsAs('StripeConnectionError', { statusCode: 200, requestId: 'req_example' }),
  },
  differing('body-lost-by-class')(
    "a body that stripe's own client lost keeps its status",
    bodyLost(200, lostBody(coded('ECONNRESET')), HEADERS),
    { holds: rejectsAs('StripeAPIError', { statusCode: 200 }) },
  ),
  withoutReason('a 403 that does not say why is a missing permission, not a secret', json(403, {}, HEADERS), {
    holds: rejectsAs('StripePermissionError', { statusCode: 403 }),
  }),
  withoutReason(
    'a 500 that does not say why is an error, not a secret',
    json(500, { message: 'Internal error' }, HEADERS),
    { holds: rejectsAs('StripeAPIError', { statusCode: 500 }) },
  ),
  withoutReason('a 404 with an empty error is an invalid request, not a secret', json(404, { error: null }, HEADERS), {
    holds: rejectsAs('StripeInvalidRequestError', { statusCode: 404 }),
  }),
  withoutReason(
    'a 403 with a secret is a missing permission, not a secret',
    json(403, secret({ payload: PAYLOAD }), HEADERS),
    { holds: rejectsAs('StripePermissionError', { statusCode: 403 }) },
  ),
  withoutReason('a 403 with an array is a missing permission, not a list', json(403, [], HEADERS), {
    holds: rejectsAs('StripePermissionError', { statusCode: 403 }),
  }),
  foreign(
    "another user's secret is withheld",
    secret({ scope: { type: 'user', user: 'usr_other' }, payload: PAYLOAD }),
  ),
  foreign(
    "the account's secret is withheld where the user's was asked for",
    secret({ scope: account, payload: PAYLOAD }),
  ),
  foreign("the user's secret is withheld where the account's was asked for", secret({ payload: PAYLOAD }), [
    'find',
    { scope: account, name: NAME },
  ]),
  foreign('a secret of another name is withheld', secret({ name: 'another_name', payload: PAYLOAD })),
  foreign('a secret without a scope is withheld', secret({ scope: undefined, payload: PAYLOAD })),
  foreign('another object is withheld', { id: 'cus_example', object: 'customer' }),
  foreign('an empty object is withheld', {}),
  foreign(
    'a list with one secret of another user is withheld',
    page([{}, { scope: { type: 'user', user: 'usr_other' } }]),
    ['list', { scope: user }],
  ),
  foreign('a list without data is withheld', { object: 'list', has_more: false }, ['list', { scope: user }]),
  foreign('a secret in place of a list is withheld', secret(), ['list', { scope: user }]),
  foreign('a list in place of a secret is withheld', page([{}]), find),
  foreign('a created secret of another user is withheld', secret({ scope: { type: 'user', user: 'usr_other' } }), [
    'create',
    { scope: user, name: NAME, payload: PAYLOAD },
  ]),
  foreign(
    'a deletion that is not marked as one is withheld when it names no scope',
    { id: 'appsecret_example', object: 'apps.secret' },
    ['deleteWhere', { scope: user, name: NAME }],
  ),
  {
    name: 'a host that throws synchronously leaves nobody waiting',
    script: [throws(coded('EHOST'))],
    call: find,
    differs: ['host-throws'],
    holds: rejectsAs('StripeConnectionError'),
  },
  {
    name: 'a host that throws synchronously on a write leaves nobody waiting',
    script: [throws(() => new TypeError('not initialized'))],
    call: ['create', { scope: user, name: NAME, payload: PAYLOAD }],
    differs: ['host-throws'],
    holds: rejectsAs('StripeConnectionError'),
  },
  {
    name: 'a host that never answers leaves nobody waiting',
    script: [silence()],
    call: find,
    differs: ['timeout-enforced'],
    holds: rejectsAs('StripeConnectionError'),
  },
  {
    name: 'a host that never finishes the body leaves nobody waiting',
    script: [json(200, secret(), HEADERS, { silentBody: true })],
    call: find,
    differs: ['timeout-enforced'],
    holds: rejectsAs('StripeConnectionError', { statusCode: 200, requestId: 'req_example' }),
  },
  {
    name: 'an answer after the timeout is not waited for',
    script: [json(200, secret(), HEADERS, { delay: 90_000 })],
    config: { maxNetworkRetries: 0 },
    call: find,
    differs: ['timeout-enforced'],
    holds: rejectsAs('StripeConnectionError'),
  },
  {
    name: 'a body after the timeout is not waited for',
    script: [json(200, secret(), HEADERS, { delay: 50_000, bodyDelay: 50_000 })],
    config: { maxNetworkRetries: 0 },
    call: find,
    differs: ['timeout-enforced'],
    holds: rejectsAs('StripeConnectionError', { statusCode: 200 }),
  },
  { name: 'a rejection with a string is a broken connection', script: [rejects(() => 'the host is gone')], call: find },
  {
    name: 'a rejection with an error of any class is a broken connection',
    script: [rejects(() => new RangeError('out of range'))],
    call: find,
  },
  { name: 'a rejection with an empty object is a broken connection', script: [rejects(() => ({}))], call: find },
  {
    name: 'a rejection with null leaves nobody waiting',
    script: [rejects(() => null)],
    call: find,
    differs: ['rejects-with-nothing'],
    holds: rejectsAs('StripeConnectionError'),
  },
  {
    name: 'a rejection with undefined leaves nobody waiting',
    script: [rejects(() => undefined)],
    call: find,
    differs: ['rejects-with-nothing'],
    holds: rejectsAs('StripeConnectionError'),
  },
  differing('odd-status')('a status that is a string is not a status', json('200', secret(), HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: undefined, requestId: 'req_example' }),
  }),
  differing('odd-status')('a status that is not a number is not a status', json(NaN, secret(), HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: undefined }),
  }),
  differing('odd-status')('a status that is missing is not a status', json(undefined, secret(), HEADERS), {
    holds: rejectsAs('StripeAPIError', { statusCode: undefined }),
  }),
  differing('odd-headers')('headers in a Headers object are read', json(403, problem(), new Headers(HEADERS)), {
    holds: rejectsAs('StripePermissionError', { requestId: 'req_example' }),
  }),
  differing('odd-headers')('headers in a Map are read', json(403, problem(), new Map(Object.entries(HEADERS))), {
    holds: rejectsAs('StripePermissionError', { requestId: 'req_example' }),
  }),
  differing('odd-headers')('missing headers do not lose the answer', json(403, problem(), null), {
    holds: rejectsAs('StripePermissionError', { statusCode: 403 }),
  }),
];

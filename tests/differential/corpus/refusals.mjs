/** What ours refuses before anything is sent, and stripe sends, or throws as a plain `Error`. */
import assert from 'node:assert/strict';
import { account, HEADERS, NAME, PAYLOAD, secret, USER, user } from '../fixtures.mjs';
import { json } from '../script.mjs';

/** The refusal of a call: its code, its parameter, and nothing sent. */
const refused = (name, code, call, more = {}) => ({
  name,
  call,
  differs: ['refusal'],
  script: [json(200, secret(), HEADERS)],
  ...more,
  holds({ calls, requests }) {
    assert.equal(requests.length, 0, 'something was sent');
    assert.equal(calls.at(-1).outcome, 'rejects');
    const { error } = calls.at(-1);
    assert.equal(error.fields.code, code);
    assert.equal(error.fields.type, code.startsWith('scope_') ? 'StripeScopeError' : 'StripeInvalidRequestError');
    assert.ok(error.ancestors.includes('StripeInvalidRequestError'));
    assert.ok(!JSON.stringify(error).includes(PAYLOAD), 'the error shows the payload');
  },
});

const find = (params, options) => ['find', { scope: user, name: NAME, ...params }, options];
const create = (params, options) => ['create', { scope: user, name: NAME, payload: PAYLOAD, ...params }, options];
const list = (params, options) => ['list', { scope: user, ...params }, options];

export const refusals = [
  refused(
    "another user's scope is not touched",
    'scope_not_own_user',
    find({ scope: { type: 'user', user: 'usr_other' } }),
  ),
  refused('a user scope without a bound user is not touched', 'scope_user_unbound', find({}), { bind: null }),
  refused('a scope that is missing is named', 'scope_missing', find({ scope: undefined })),
  refused('a scope that is null is named', 'scope_missing', find({ scope: null })),
  refused('a scope of another type is not touched', 'scope_invalid', find({ scope: { type: 'platform' } })),
  refused('a scope that is a string is not touched', 'scope_invalid', find({ scope: 'user' })),
  refused(
    'a user in an account scope is not touched',
    'scope_user_on_account',
    find({ scope: { type: 'account', user: USER } }),
  ),
  refused('a user in an array is not touched', 'scope_invalid', find({ scope: { type: 'user', user: [USER] } })),
  refused('a smuggled scope is not touched', 'parameter_unknown', find({ scope: account, 'scope[user]': 'usr_other' })),
  refused(
    'a scope with another key is not touched',
    'parameter_unknown',
    find({ scope: { type: 'account', usr: USER } }),
  ),
  refused('another account is not touched', 'scope_not_own_account', find({}, { stripeAccount: 'acct_other' })),
  refused('another context is not touched', 'scope_not_own_account', find({}, { stripeContext: 'acct_other' })),
  refused('another account of the client is not touched', 'scope_not_own_account', find(), {
    config: { stripeAccount: 'acct_other' },
  }),
  refused('a misspelt parameter is named', 'parameter_unknown', create({ expires: 1 })),
  refused('a parameter of another method is named', 'parameter_unknown', find({ payload: PAYLOAD })),
  refused('a name that is missing is named', 'parameter_missing', ['find', { scope: user }]),
  refused('a name that is empty is named', 'parameter_invalid_empty', find({ name: '' })),
  refused('a name that is null is named', 'parameter_invalid_empty', find({ name: null })),
  refused('a name that is a number is named', 'parameter_invalid_string', find({ name: 42 })),
  refused(
    'a name with half a character would become another one',
    'parameter_invalid_string',
    find({ name: 'a\ud800b' }),
  ),
  refused('a name that is too long is named', 'parameter_too_long', find({ name: 'x'.repeat(5001) })),
  refused('a payload that is missing is named', 'parameter_missing', create({ payload: undefined })),
  refused('a payload that is empty is named', 'parameter_invalid_empty', create({ payload: '' })),
  refused(
    'a payload that is an object would be sent in parts',
    'parameter_invalid_string',
    create({ payload: { token: 'x' } }),
  ),
  refused('a payload that is too long is named', 'parameter_too_long', create({ payload: 'x'.repeat(5001) })),
  refused(
    'a payload with half a character would become another one',
    'parameter_invalid_string',
    create({ payload: 'a\udc00' }),
  ),
  refused(
    'a payload that is a card number is refused where that was asked for',
    'card_number_refused',
    create({ payload: '4242 4242 4242 4242' }),
    { config: {}, ours: { cardNumbers: 'refuse' } },
  ),
  refused('an expiry in milliseconds is named', 'expires_at_too_far', (now) => create({ expires_at: now + 3_600_000 })),
  refused('an expiry in the past is named', 'expires_at_in_past', (now) =>
    create({ expires_at: Math.floor(now / 1000) - 100_000 }),
  ),
  refused('an expiry that is not an integer is named', 'parameter_invalid_integer', create({ expires_at: 'tomorrow' })),
  refused(
    'an expiry that is not a valid Date is named',
    'parameter_invalid_integer',
    create({ expires_at: new Date(NaN) }),
  ),
  refused('a limit of 0 is named', 'parameter_invalid_integer', list({ limit: 0 })),
  refused('a limit of 101 is named', 'parameter_invalid_integer', list({ limit: 101 })),
  refused('a limit with a fraction is named', 'parameter_invalid_integer', list({ limit: 1.5 })),
  refused('both cursors are named', 'parameters_exclusive', list({ starting_after: 'a', ending_before: 'b' })),
  refused('a cursor that is a number is named', 'parameter_invalid_string', list({ starting_after: 42 })),
  refused('an expand that is a string is named', 'parameter_invalid_array', find({ expand: 'payload' })),
  refused('an expand with a hole is named', 'parameter_invalid_array', find({ expand: [undefined, 'payload'] })),
  refused('parameters that are an array are named', 'parameter_invalid_object', ['find', [user, NAME]]),
  refused('an option that is misspelt is named', 'option_unknown', find({}, { idempotency_key: 'x' })),
  refused('options that are a string are named', 'option_invalid', find({}, 'placeholder')),
  refused(
    'both account and context are refused as a rejection, not thrown',
    'option_invalid',
    find({}, { stripeAccount: 'acct_example', stripeContext: 'acct_example' }),
  ),
  refused('a real key of a call does not leave', 'api_key_refused', find({}, { apiKey: 'sk_test_placeholder' })),
  refused('an authenticator is refused', 'authenticator_refused', find({}, { authenticator: async () => {} })),
  refused('streaming is refused', 'streaming_refused', find({}, { streaming: true })),
  refused('a timeout that is a string is named', 'option_invalid', find({}, { timeout: '100' })),
  refused('a timeout below zero is named', 'option_invalid', find({}, { timeout: -1 })),
  refused('retries below zero are named', 'option_invalid', find({}, { maxNetworkRetries: -1 })),
  refused(
    'a header for another account does not leave',
    'header_refused',
    find({}, { headers: { 'stripe-account': 'acct_other' } }),
  ),
  refused(
    'a header for another key does not leave',
    'header_refused',
    find({}, { headers: { authorization: 'Bearer x' } }),
  ),
  ...['Cookie', 'Connection', 'Expect', 'Transfer-Encoding', 'X-HTTP-Method-Override'].map((name) =>
    refused(`a header ${name} does not leave`, 'header_refused', find({}, { headers: { [name]: 'x' } })),
  ),
  refused(
    'a header with a line break does not leave',
    'header_invalid',
    find({}, { headers: { 'X-A': 'a\r\nHost: b' } }),
  ),
  refused('a header that is an array does not leave', 'header_invalid', find({}, { headers: { 'X-A': ['a', 'b'] } })),
  refused(
    'an idempotency key with a line break does not leave',
    'header_invalid',
    create({}, { idempotencyKey: 'a\nb' }),
  ),
];

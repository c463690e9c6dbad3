/** What a client cannot be made of. */
import assert from 'node:assert/strict';
import { HEADERS, NAME, secret, user } from '../fixtures.mjs';
import { json } from '../script.mjs';

const call = ['find', { scope: user, name: NAME }];
const script = [json(200, secret(), HEADERS)];

/** The refusal of a client: its code; `message` where it is stripe's own. */
const refused = (name, code, scenario, message) => ({
  name,
  differs: ['config-refusal'],
  ...scenario,
  holds({ calls }) {
    const { outcome, error } = calls.at(-1);
    assert.equal(outcome, 'the constructor throws');
    assert.equal(error.class, 'StripeInvalidRequestError');
    assert.equal(error.fields.code, code);
    if (message) assert.equal(error.message, message);
  },
});

export const settings = [
  refused('no HTTP client is named at once', 'http_client_missing', { bare: true, config: {} }),
  refused('no settings at all are named at once', 'http_client_missing', { bare: true, config: undefined }),
  refused('an API version in place of the settings lacks a client', 'http_client_missing', {
    bare: true,
    config: '2025-04-30.basil',
  }),
  refused(
    'settings that are a number are named as in stripe',
    'config_invalid',
    { bare: true, config: 42 },
    'Config must either be an object or a string',
  ),
  refused(
    'settings that are an array are named as in stripe',
    'config_invalid',
    { bare: true, config: [] },
    'Config must either be an object or a string',
  ),
  refused('an unknown setting is named', 'config_unknown', { config: { maxRetries: 3 } }),
  refused('an empty key is named at once', 'api_key_missing', { key: '' }),
  refused('an undefined key is named at once', 'api_key_missing', { key: null }),
  refused('a real key is refused at once', 'api_key_refused', { key: 'sk_test_placeholder' }),
  refused('a real restricted key is refused at once', 'api_key_refused', { key: 'rk_live_placeholder' }),
  refused('an authenticator of the client is refused', 'authenticator_refused', {
    config: { authenticator: async () => {} },
  }),
  refused('another host is refused', 'host_refused', { config: { host: 'other.example' } }),
  refused('another protocol is refused', 'protocol_refused', { config: { protocol: 'http' } }),
  refused('a timeout of the client that is a string is named', 'option_invalid', { config: { timeout: '80000' } }),
  refused('a timeout with a fraction is named', 'option_invalid', { config: { timeout: 1.5 } }),
  refused('retries of the client below zero are named', 'option_invalid', { config: { maxNetworkRetries: -1 } }),
  refused(
    'an app that is a string is named as in stripe',
    'option_invalid',
    { config: { appInfo: 'Example' } },
    'AppInfo must be an object.',
  ),
  refused(
    'an app without a name is named as in stripe',
    'option_invalid',
    { config: { appInfo: { version: '1' } } },
    'AppInfo.name is required',
  ),
  refused('an API version that is a number is named', 'option_invalid', { config: { apiVersion: 20250430 } }),
].map((scenario) => (scenario.bare ? scenario : { call, script, ...scenario })); // without a scripted host nothing is asked

/** What callers pass that is too large: it is refused, before it costs time and before anything is sent. */
import { KEY, recording, SIGNED_IN, USER } from '../support/host.mjs';
import { LARGEST, many, OBJECTS, TEXTS } from './values.mjs';

const scope = { type: 'user', user: USER };
const OWN = { scope, name: 'name' };

const find = (make) => (secrets, value) => secrets.find(...make(value));
const create = (make) => (secrets, value) => secrets.create({ ...OWN, payload: 'payload-placeholder', ...make(value) });

/** A place, with the codes that refuse what is too large for it. */
const PLACES = {
  params: [['parameter_invalid_object'], find((value) => [value])],
  scope: [['scope_invalid'], find((value) => [{ ...OWN, scope: value }])],
  'scope.user': [
    ['scope_invalid', 'scope_not_own_user'],
    find((value) => [{ ...OWN, scope: { ...scope, user: value } }]),
  ],
  expand: [['parameter_invalid_array'], find((value) => [{ ...OWN, expand: value }])],
  'an entry of expand': [['parameter_invalid_array'], find((value) => [{ ...OWN, expand: ['x', value] }])],
  name: [['parameter_invalid_string', 'parameter_too_long'], find((value) => [{ ...OWN, name: value }])],
  payload: [['parameter_invalid_string', 'parameter_too_long'], create((payload) => ({ payload }))],
  expires_at: [['parameter_invalid_integer'], create((expires_at) => ({ expires_at }))],
  limit: [['parameter_invalid_integer'], (secrets, limit) => secrets.list({ scope, limit })],
  starting_after: [
    ['parameter_invalid_string', 'parameter_too_long'],
    (secrets, starting_after) => secrets.list({ scope, starting_after }),
  ],
  options: [['option_invalid'], find((value) => [OWN, value])],
  headers: [['option_invalid'], find((headers) => [OWN, { headers }])],
  'a header': [['header_invalid'], find((value) => [OWN, { headers: { 'x-header': value } }])],
  idempotencyKey: [['option_invalid', 'header_invalid'], find((idempotencyKey) => [OWN, { idempotencyKey }])],
  'apiKey of a call': [['option_invalid', 'header_invalid'], find((apiKey) => [OWN, { apiKey }])],
  stripeAccount: [
    ['option_invalid', 'scope_not_own_account', 'header_invalid'],
    find((stripeAccount) => [OWN, { stripeAccount }]),
  ],
};

const made = (make) => (_secrets, value, Stripe, httpClient) => new Stripe(...make(value, { httpClient }));

/** The same for what a client is made of. */
const SETTINGS = {
  config: [['config_invalid', 'header_invalid'], made((value) => [KEY, value])],
  apiKey: [['option_invalid', 'header_invalid'], made((value, config) => [value, config])],
  apiVersion: [['option_invalid', 'header_invalid'], made((apiVersion, config) => [KEY, { ...config, apiVersion }])],
  appInfo: [['option_invalid'], made((appInfo, config) => [KEY, { ...config, appInfo }])],
  'appInfo.url': [
    ['option_invalid', 'header_invalid'],
    made((url, config) => [KEY, { ...config, appInfo: { name: 'app', url } }]),
  ],
  userContext: [['option_invalid'], made((userContext, config) => [KEY, { ...config, userContext }])],
  'userContext.id': [['option_invalid'], made((id, config) => [KEY, { ...config, userContext: { id } }])],
  'userContext.account.id': [
    ['option_invalid'],
    made((id, config) => [KEY, { ...config, userContext: { id: USER, account: { id } } }]),
  ],
};

/** Where an object is listed: there the largest are tried too. */
const LISTED = ['params', 'headers'];

/** A name of a million letters, among others. */
const LONG = 'x'.repeat(1e6);
const NAMED = {
  params: ['parameter_unknown', (secrets) => secrets.find({ ...OWN, [LONG]: 1 })],
  scope: ['parameter_unknown', (secrets) => secrets.find({ ...OWN, scope: { ...scope, [LONG]: 1 } })],
  options: ['option_unknown', (secrets) => secrets.find(OWN, { [LONG]: 1 })],
  headers: ['header_invalid', (secrets) => secrets.find(OWN, { headers: { [LONG]: 'x' } })],
  config: ['config_unknown', made((_, config) => [KEY, { ...config, [LONG]: 1 }])],
};

/** What is just small enough, and is sent. */
const SENT = {
  'a hundred entries of expand, each as long as it may be': (secrets) =>
    secrets.find({ ...OWN, expand: Array(100).fill('\u{1F600}'.repeat(5000)) }),
  'a payload that is as long as it may be': (secrets) => secrets.create({ ...OWN, payload: '\u{1F600}'.repeat(5000) }),
  'a hundred headers, each as long as it may be': (secrets) =>
    secrets.find(OWN, { headers: Object.fromEntries(many(100, (place) => [`x-${place}`, 'x'.repeat(16_384)])) }),
  'a user id that is as long as it may be': (_secrets, _value, Stripe, httpClient) =>
    new Stripe(KEY, { httpClient, userContext: { id: '\u{1F600}'.repeat(5000) } }).apps.secrets.find({
      ...OWN,
      scope: { type: 'user' },
    }),
  'a context and an app with a name of a million letters': (_secrets, _value, Stripe, httpClient) =>
    new Stripe(KEY, {
      httpClient,
      appInfo: { name: 'app', [LONG]: 1 },
      userContext: { ...SIGNED_IN, [LONG]: 1 },
    }).apps.secrets.find(OWN),
};

const caller = (name, codes, call, make = () => undefined) => ({
  name,
  prepare({ Stripe }) {
    const host = recording();
    const { secrets } = new Stripe(KEY, { httpClient: host, userContext: SIGNED_IN }).apps;
    const value = make();
    return {
      act: () => call(secrets, value, Stripe, host),
      problem(error) {
        if (codes.length && !codes.includes(error?.code)) return `it ends with ${error?.code ?? error}, not ${codes}`;
        if (codes.length && host.requests.length) return 'something is sent';
        return codes.length || host.requests.length ? '' : `nothing is sent: ${error}`;
      },
    };
  },
});

const casesOf = (place, /** @type {any[]} */ [codes, call]) =>
  Object.entries({ ...OBJECTS, ...TEXTS, ...(LISTED.includes(place) && LARGEST) }).map(([name, make]) =>
    caller(name, codes, call, make),
  );

/** Lists of cases by the titles of their tests. */
export const CALLERS = {
  ...Object.fromEntries(
    Object.entries({ ...PLACES, ...SETTINGS }).map(([place, row]) => [
      `what is too large for ${place} is refused at once`,
      casesOf(place, row),
    ]),
  ),
  'a name of a million letters is refused at once': Object.entries(NAMED).map(([place, [code, call]]) =>
    caller(place, [code], call),
  ),
  'what is just small enough is sent at once': Object.entries(SENT).map(([name, call]) => caller(name, [], call)),
};

/**
 * What people do, and what the error must name: `{ name, does, code, param, names, lacks }`. `does` gets the library and
 * makes the mistake; `names` are what the full text must hold, `lacks` what it must not.
 */
import { ACCOUNT, asked, KEY, recording, response, secret, USER } from '../support/host.mjs';

const OTHER = 'usr_other';
const SHARED = { scope: { type: 'account' }, name: 'n' };
const OWN = { scope: { type: 'user', user: USER }, name: 'n' };
const SIGNED_IN = { id: USER, account: { id: ACCOUNT } };
const WAYS = [/type: 'user', user/, /type: 'account'/];

const clientOf = ({ Stripe }, config = {}) =>
  new Stripe(KEY, { httpClient: recording([asked]), userContext: SIGNED_IN, maxNetworkRetries: 0, ...config });
const calling =
  (method, ...args) =>
  (library) =>
    clientOf(library).apps.secrets[method](...args);
const making =
  (key, config) =>
  ({ Stripe }) =>
    new Stripe(key, { httpClient: recording(), ...config });
const answered =
  (answer, method = 'find', params = SHARED) =>
  (library) =>
    clientOf(library, { httpClient: recording([() => Promise.resolve(answer)]) }).apps.secrets[method](params);
/** A client that was bound to each of `contexts`, one after the other, and then makes a call. */
const bound = (contexts, params, options) => (library) => {
  const client = clientOf(library, { userContext: undefined });
  for (const context of contexts) client.bindUser(context);
  return client.apps.secrets.find(params, options);
};

const unknown = (name, names, does, param = name) => ({ name, does, code: 'parameter_unknown', param, names });

const PLACES = [
  unknown('scope[user]', WAYS, calling('find', { 'scope[user]': USER, 'scope[type]': 'user', name: 'n' })),
  unknown('user', WAYS, calling('find', { user: USER, type: 'user', name: 'n' })),
  ...[
    'apiKey',
    'idempotencyKey',
    'headers',
    'signal',
    'apiVersion',
    'maxNetworkRetries',
    'timeout',
    'stripeAccount',
    'stripeContext',
  ].map((option) => unknown(option, [/second argument/], calling('find', { ...SHARED, [option]: 'x' }))),
  unknown('httpClient', [/new Stripe/], calling('find', { ...SHARED, httpClient: {} })),
  unknown('payload', [/find has no payload/, /belongs to create\b/], calling('find', { ...SHARED, payload: 'p' })),
  unknown(
    'limit',
    [/create has no limit/, /belongs to list\b/],
    calling('create', { ...SHARED, payload: 'p', limit: 1 }),
  ),
  {
    ...unknown('name', [/list has no name/, /belongs to create, find, deleteWhere/], calling('list', SHARED)),
    name: 'a name for list',
  },
  {
    ...unknown('nmae', [/Did you mean name\?/], calling('find', { scope: SHARED.scope, nmae: 'n' })),
    name: 'a slip of a parameter',
  },
  {
    ...unknown(
      'expiresAt',
      [/Did you mean expires_at\?/],
      calling('create', { ...SHARED, payload: 'p', expiresAt: 1 }),
    ),
    name: 'a parameter in another spelling',
  },
  {
    ...unknown(
      'scope[userId]',
      [/Did you mean user\?/],
      calling('find', { scope: { type: 'user', userId: USER }, name: 'n' }),
    ),
    name: 'a slip in the scope',
  },
  ...['expand', 'name', 'scope'].map((param) => ({
    name: `${param} among the options`,
    does: calling('find', SHARED, { [param]: ['payload'] }),
    code: 'option_unknown',
    param,
    names: [/first argument/],
  })),
  {
    name: 'a parameter of another method among the options',
    does: calling('find', SHARED, { limit: 1 }),
    code: 'option_unknown',
    param: 'limit',
    names: [/find has no limit/, /belongs to list\b/],
    lacks: /first argument/,
  },
  {
    ...unknown('scope[name]', [/beside scope/], calling('find', { scope: { type: 'account', name: 'n' } })),
    name: 'a parameter in the scope',
  },
  {
    ...unknown('scope[scope]', WAYS, calling('find', { scope: { scope: 'user' }, name: 'n' })),
    name: 'a scope in the scope',
  },
  {
    name: 'a setting among the options',
    does: calling('find', SHARED, { emitEventBodies: true }),
    code: 'option_unknown',
    param: 'emitEventBodies',
    names: [/new Stripe/],
  },
  {
    name: 'a slip of an option',
    does: calling('find', SHARED, { idempotenceKey: 'k' }),
    code: 'option_unknown',
    param: 'idempotenceKey',
    names: [/Did you mean idempotencyKey\?/],
  },
  ...[
    ['second', [SHARED, () => {}]],
    ['third', [SHARED, {}, () => {}]],
    ['third, after nothing,', [SHARED, undefined, () => {}]],
  ].map(([place, args]) => ({
    name: `a callback as ${place} argument`,
    does: calling('find', ...args),
    code: 'option_invalid',
    param: 'options',
    names: [/callbacks are not supported/i, /promise/],
  })),
];

const VALUES = [
  {
    name: 'an object as payload',
    does: calling('create', { ...SHARED, payload: { token: 't' } }),
    code: 'parameter_invalid_string',
    param: 'payload',
    names: [/JSON\.stringify/],
  },
  {
    name: 'an empty payload',
    does: calling('create', { ...SHARED, payload: '' }),
    code: 'parameter_invalid_empty',
    param: 'payload',
    names: [/required/, /deleteWhere/],
    lacks: /leave it out|optional/,
  },
  {
    name: 'an empty name',
    does: calling('find', { ...SHARED, name: '' }),
    code: 'parameter_invalid_empty',
    param: 'name',
    names: [/required/],
    lacks: /leave it out|optional/,
  },
  {
    name: 'a duration as expires_at',
    does: calling('create', { ...SHARED, payload: 'p', expires_at: 3600 }),
    code: 'expires_at_in_past',
    param: 'expires_at',
    names: [/duration/, /Date\.now\(\) \/ 1000/],
  },
  {
    name: 'a time in the past',
    does: calling('create', { ...SHARED, payload: 'p', expires_at: 1_500_000_000 }),
    code: 'expires_at_in_past',
    param: 'expires_at',
    names: [/past/, /seconds/],
    lacks: /duration/,
  },
  {
    name: 'milliseconds as expires_at',
    does: calling('create', { ...SHARED, payload: 'p', expires_at: 1_900_000_000_000 }),
    code: 'expires_at_too_far',
    param: 'expires_at',
    names: [/milliseconds/, /1000/],
  },
  ...[1000, 0, -1, '101'].map((limit) => ({
    name: `a limit of ${JSON.stringify(limit)}`,
    does: calling('list', { scope: SHARED.scope, limit }),
    code: 'parameter_invalid_integer',
    param: 'limit',
    names: [/1 to 100/, /for await/],
  })),
  {
    name: 'no scope',
    does: calling('find', { name: 'n' }),
    code: 'scope_missing',
    param: 'scope',
    names: WAYS,
  },
  {
    name: "another user's scope",
    does: calling('find', { ...OWN, scope: { type: 'user', user: OTHER } }),
    code: 'scope_not_own_user',
    param: 'scope[user]',
    names: [/userContext\.id/],
  },
  {
    name: 'a user on an account scope',
    does: calling('find', { scope: { type: 'account', user: USER }, name: 'n' }),
    code: 'scope_user_on_account',
    param: 'scope[user]',
    names: [/leave it out/, /type: 'user'/],
  },
];

const CLIENTS = [
  {
    name: 'no key',
    does: making(undefined),
    code: 'api_key_missing',
    param: 'apiKey',
    names: [/STRIPE_API_KEY/, /@stripe\/ui-extension-sdk\/http_client/],
    lacks: /authenticator/,
  },
  ...['sk_test_1', 'rk_live_1', 'pk_test_1'].map((key) => ({
    name: `a real key, ${key.slice(0, 3)}`,
    does: making(key),
    code: 'api_key_refused',
    param: 'apiKey',
    names: [/STRIPE_API_KEY/, /server/, /keep stripe/],
    lacks: /_test_1|_live_1/,
  })),
  {
    name: 'a local host',
    does: making(KEY, { host: 'localhost', protocol: 'http' }),
    code: 'host_refused',
    param: 'host',
    names: [/createFetchHttpClient/, /stripe-apps-secrets\/fetch/],
    lacks: /localhost/,
  },
  {
    name: 'http',
    does: making(KEY, { protocol: 'http' }),
    code: 'protocol_refused',
    param: 'protocol',
    names: [/createFetchHttpClient/, /stripe-apps-secrets\/fetch/],
  },
  {
    name: 'no host client',
    does: ({ Stripe }) => new Stripe(KEY, {}),
    code: 'http_client_missing',
    param: 'httpClient',
    names: [/createHttpClient\(\)/, /@stripe\/ui-extension-sdk\/http_client/],
  },
  {
    name: 'an unknown setting',
    does: making(KEY, { userContex: SIGNED_IN }),
    code: 'config_unknown',
    param: 'userContex',
    names: [/httpClient/, /apiVersion/, /userContext/],
    lacks: /authenticator/,
  },
  {
    name: 'an authenticator',
    does: making(KEY, { authenticator: async () => {} }),
    code: 'authenticator_refused',
    param: 'authenticator',
    names: [/host authenticates/, /leave it out/],
  },
];

const BINDINGS = [
  {
    name: 'nobody bound',
    does: bound([], OWN),
    code: 'scope_user_unbound',
    param: 'scope[user]',
    names: [/bindUser/],
    lacks: /had no id/,
  },
  ...[{}, { account: { id: ACCOUNT } }].map((context) => ({
    name: `a context without an id, ${JSON.stringify(context)}`,
    does: bound([context], OWN),
    code: 'scope_user_unbound',
    param: 'scope[user]',
    names: [/no id/],
  })),
  {
    name: 'a context with an account and without an id, then stripeAccount',
    does: bound([{ account: { id: ACCOUNT } }], SHARED, { stripeAccount: ACCOUNT }),
    code: 'scope_not_own_account',
    param: 'stripeAccount',
    names: [/no id/],
  },
  {
    name: 'another account in stripeAccount',
    does: bound([SIGNED_IN], SHARED, { stripeAccount: 'acct_other' }),
    code: 'scope_not_own_account',
    param: 'stripeAccount',
    names: [/leave it out/],
    lacks: /no id/,
  },
  {
    name: 'another user bound',
    does: bound([SIGNED_IN, { ...SIGNED_IN, id: OTHER }], SHARED),
    code: 'user_already_bound',
    param: 'userContext',
    names: [/another user/, /forUser/],
    lacks: /another account/,
  },
  {
    name: 'another account bound',
    does: bound([SIGNED_IN, { id: USER, account: { id: 'acct_other' } }], SHARED),
    code: 'user_already_bound',
    param: 'userContext',
    names: [/another account/, /forUser/],
    lacks: /another user/,
  },
];

class WithUser {
  type = 'user';
  get user() {
    return OTHER;
  }
}

const OBJECTS = [
  {
    name: 'a scope of a class',
    does: calling('find', { scope: new WithUser(), name: 'n' }),
    code: 'scope_invalid',
    param: 'scope',
    names: [/plain object/],
  },
  {
    name: 'an inherited idempotencyKey',
    does: calling('find', SHARED, Object.create({ idempotencyKey: 'k' })),
    code: 'option_invalid',
    param: 'options',
    names: [/plain object/],
  },
];

const scoped = (fields) => secret({ name: 'n', scope: SHARED.scope, ...fields });
const WITHHELD = { code: 'response_scope_mismatch', param: undefined };

const ANSWERS = [
  {
    name: 'an answer of another object',
    does: answered(response(scoped({ object: 'charge' }))),
    ...WITHHELD,
    names: [/another object/],
    lacks: /scope|name/,
  },
  {
    name: 'an answer of another scope',
    does: answered(response(scoped({ scope: { type: 'user', user: OTHER } }))),
    ...WITHHELD,
    names: [/another scope/],
    lacks: /object|another name/,
  },
  {
    name: 'an answer of another name',
    does: answered(response(scoped({ name: 'm' }))),
    ...WITHHELD,
    names: [/another name/],
    lacks: /object|another scope/,
  },
  {
    name: 'an answer of another scope to a create',
    does: answered(response(scoped({ scope: { type: 'user', user: OTHER } })), 'create', { ...SHARED, payload: 'p' }),
    ...WITHHELD,
    names: [/another scope/, /(write|created|stored|written) may have|may have (been|happened)/i],
  },
];

/** What every build says, in full: what stripe says too, and an answer without words. */
const EVERYWHERE = [
  ...[null, {}, 'no words', undefined].map((body) => ({
    name: `a 403 with the body ${JSON.stringify(body)}`,
    does: answered(
      response(body, {
        status: 403,
        ...(body === undefined && { toJSON: () => Promise.reject(new SyntaxError('not JSON')) }),
      }),
    ),
    type: 'StripePermissionError',
    everywhere: true,
    names: [/403/, /permission/, /stripe apps grant permission "secret_write"/],
    lacks: /Invalid JSON/,
  })),
];

/** What only development builds say more of. */
const KEEP = /keeps? the stripe package/;
const UNSUPPORTED = [
  { name: 'stripe.customers', use: (stripe) => stripe.customers.retrieve('cus_1'), names: [/stripe\.customers/, KEEP] },
  { name: 'stripe.paymentIntents', use: (stripe) => stripe.paymentIntents.list(), names: [/stripe\.payment/, KEEP] },
  {
    name: 'stripe.rawRequest',
    use: (stripe) => stripe.rawRequest('GET', '/v1/x'),
    names: [/stripe\.rawRequest/, KEEP],
  },
  {
    name: 'Stripe.HttpClient',
    use: (_, Stripe) => class extends Stripe.HttpClient {},
    names: [/Stripe\.HttpClient/, /makeRequest/, /createHttpClient/],
  },
  {
    name: 'Stripe.createFetchHttpClient',
    use: (_, Stripe) => Stripe.createFetchHttpClient(),
    names: [/stripe-apps-secrets\/fetch/],
  },
  {
    name: 'Stripe.StripeResource',
    use: (_, Stripe) => Stripe.StripeResource.extend({}),
    names: [/Secret Store.*stripe\.apps\.secrets/],
  },
  { name: 'Stripe.webhooks', use: (_, Stripe) => Stripe.webhooks.constructEvent(), names: [KEEP] },
].map(({ name, use, names }) => ({
  name,
  does: async (library) => use(clientOf(library), library.Stripe),
  code: 'not_supported',
  names,
  /** Production builds leave it to the engine. */
  absent: true,
}));

const HOSTS = [
  {
    name: 'no host',
    does: (library) => clientOf(library, { httpClient: library.createHttpClient() }).apps.secrets.find(SHARED),
    type: 'StripeConnectionError',
    names: [/connection to Stripe/, /no Dashboard/, /stripe-apps-secrets\/testing/],
    plain: /^An error occurred with our connection to Stripe\.$/,
  },
  {
    name: 'a host that is gone',
    does: (library) =>
      clientOf(library, { httpClient: recording([() => Promise.reject(new Error('gone'))]) }).apps.secrets.find(SHARED),
    type: 'StripeConnectionError',
    everywhere: true,
    names: [/^An error occurred with our connection to Stripe\.$/],
  },
];

export const CASES = [
  ...PLACES,
  ...VALUES,
  ...CLIENTS,
  ...BINDINGS,
  ...OBJECTS,
  ...ANSWERS,
  ...EVERYWHERE,
  ...UNSUPPORTED,
  ...HOSTS,
];

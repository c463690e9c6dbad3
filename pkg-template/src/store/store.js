// The store: for each signed-in user the user's own secrets and the account's, over a client of this package.

import { OPERATION_CREATE, OPERATION_DELETE_WHERE, OPERATION_FIND, OPERATION_LIST } from '../contract.js';
import {
  accountOf,
  Bare,
  Client,
  checked,
  methodOf,
  now as milliseconds,
  own,
  readable,
  refusal,
  userOf,
} from '../entries/shared.js';
import { scopeOf } from './scope.js';

/** `STRIPE_API_KEY` of the SDK: the host authenticates. */
const PLACEHOLDER = 'DO_NOT_PASS_A_REAL_API_KEY';

/** What is known of a scope beside its methods, for `oauth.js`: the way to Stripe, and the time. */
export const insides = new WeakMap();

/** The four methods, each made from its name and its operation. */
const methodsBy = (method) => ({
  create: method('create', OPERATION_CREATE),
  find: method('find', OPERATION_FIND),
  list: method('list', OPERATION_LIST),
  deleteWhere: method('deleteWhere', OPERATION_DELETE_WHERE),
});

/** Settings as they were read: those of the client, its key, and the clock. */
const settingsOf = (given) => {
  const read = { __proto__: null, ...checked(() => readable('config', given)) };
  const { apiKey = PLACEHOLDER, now, ...config } = read;
  if (now !== undefined && typeof now !== 'function') {
    throw refusal('InvalidRequest', 'now_invalid', 'now', { param: 'now' });
  }
  return { apiKey, clock: now ? () => now() * 1000 : milliseconds, config: { ...config } };
};

/**
 * The way to Stripe: what makes a user's four methods, and what stands for it where several stores share one. The methods of a
 * client that exists already are looked up at each call, since tests replace them.
 */
const overStripe = (stripe) => ({
  way: stripe,
  methods: (context) => {
    const client = stripe.forUser(context);
    return methodsBy((name) => (params, options) => client.apps.secrets[name](params, options));
  },
});
const overSettings = (core, { apiKey, config, clock }) => ({
  way: new Client(core, apiKey, config).host, // refuses settings at once
  methods: (userContext) => {
    const client = new Client(core, apiKey, { ...config, userContext }, clock);
    return methodsBy((_, operation) => methodOf(client, operation));
  },
});

/**
 * A store.
 *
 * @param core - what `ask` in `core/values.js` takes
 * @param given - settings, or a client of this package
 * @param more - settings of the store itself, where a client is given
 */
export const storeOver = (core, given, more) => {
  const isStripe = typeof given?.forUser === 'function';
  const settings = settingsOf(isStripe ? more : given);
  const now = () => settings.clock() / 1000;
  const { methods, way } = isStripe ? overStripe(given) : checked(() => overSettings(core, settings));
  const users = new Bare();

  const make = (context, user, account, mode) => {
    const secrets = methods(context);
    const of = (type, ...whose) => {
      const key = ['stripe-apps-secrets', account, mode, type, ...whose];
      const scope = scopeOf(secrets, { type, user: whose[0] ?? undefined }, key, now);
      insides.set(scope, { way, now });
      return scope;
    };
    return { user: of('user', user), account: of('account') };
  };

  return {
    for: (userContext, environment) =>
      checked(() => {
        const context = readable('userContext', userContext);
        const who = [userOf(context) ?? null, accountOf(context) ?? null, own(environment, 'mode') ?? null];
        return (users[JSON.stringify(who)] ??= make(context, ...who));
      }),
  };
};

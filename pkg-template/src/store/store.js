// The store: for each signed-in user the user's own secrets and the account's, over a client of this package.

import { OPERATION_CREATE, OPERATION_DELETE_WHERE, OPERATION_FIND, OPERATION_LIST } from '../contract.js';
import {
  accountOf,
  Bare,
  Client,
  checked,
  identityOf,
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

const isStripe = (given) => {
  try {
    return typeof given.forUser === 'function';
  } catch {
    return false;
  }
};

/** The four methods for a user of a client that exists already. They are looked up at each call, since tests replace them. */
const methodsOfStripe = (stripe, context) => {
  const client = checked(() => stripe.forUser(context));
  const method = (name) => (params, options) => client.apps.secrets[name](params, options);
  return { create: method('create'), find: method('find'), list: method('list'), deleteWhere: method('deleteWhere') };
};

const methodsOf = (client) => ({
  create: methodOf(client, OPERATION_CREATE),
  find: methodOf(client, OPERATION_FIND),
  list: methodOf(client, OPERATION_LIST),
  deleteWhere: methodOf(client, OPERATION_DELETE_WHERE),
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

/** The way to Stripe: what makes a user's four methods, and what stands for it where several stores share one. */
const overSettings = (core, { apiKey, config, clock }) => {
  const client = new Client(core, apiKey, config); // refuses settings at once
  const methods = (userContext) => methodsOf(new Client(core, apiKey, { ...config, userContext }, clock));
  return { methods, way: client.host };
};

/**
 * A store.
 *
 * @param core - what `ask` in `core/values.js` takes
 * @param given - settings, or a client of this package
 * @param more - settings of the store itself, where a client is given
 */
export const storeOver = (core, given, more) => {
  const ofClient = isStripe(given);
  const settings = settingsOf(ofClient ? more : given);
  const now = () => settings.clock() / 1000;
  const { methods, way } = ofClient
    ? { methods: (context) => methodsOfStripe(given, context), way: given }
    : checked(() => overSettings(core, settings));
  const users = new Bare();

  const make = (context, mode) => {
    const secrets = methods(context);
    const [user, account] = [userOf(context) ?? null, accountOf(context) ?? null];
    const of = (type, ...whose) => {
      const key = ['stripe-apps-secrets', account, mode, type, ...whose];
      const scope = scopeOf(secrets, { type, user: whose[0] ?? undefined }, key, now);
      insides.set(scope, { way, now });
      return scope;
    };
    return { user: of('user', user), account: of('account') };
  };

  return {
    for: (userContext, environment) => {
      const context = checked(() => readable('userContext', userContext));
      const mode = checked(() => own(environment, 'mode')) ?? null;
      const whose = `${mode ?? ''} ${identityOf(context)}`;
      return (users[whose] ??= checked(() => make(context, mode)));
    },
  };
};

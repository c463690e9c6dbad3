// The class that people know as `Stripe`, cut to the Secret Store.

import * as errors from './errors.js';
import { isStripeError } from './is_stripe_error.js';
import { toError } from './thrown.js';
import { load } from './core.js';
import { run } from './call.js';

/** In the order of `Operation` in `src/policy/params.rs`. */
const OPERATIONS = ['create', 'find', 'list', 'deleteWhere'];

/** Runs a synchronous step of the core and throws what it refuses as a typed error. */
const checked = (step) => {
  try {
    return step();
  } catch (thrown) {
    throw toError(thrown);
  }
};

const method = (client, operation) => (params, options) => {
  try {
    return run(client.open(operation, params, options));
  } catch (thrown) {
    return Promise.reject(toError(thrown));
  }
};

class Client {
  static PACKAGE_VERSION = PACKAGE_VERSION;
  static API_VERSION = '2026-10-28.endive';
  static errors = errors;
  static isStripeError = isStripeError;

  #client;

  constructor(apiKey, config = {}) {
    this.#client = checked(() => new (load())(apiKey, config));
    this.VERSION = PACKAGE_VERSION;
    this.errors = errors;
    // Plain properties, so that tests can spy on them and code can take them apart.
    const secrets = {};
    OPERATIONS.forEach((name, operation) => { secrets[name] = method(this.#client, operation); });
    this.apps = { secrets };
  }

  /** Tells the client who is signed in, and returns it. */
  bindUser(userContext) {
    checked(() => this.#client.bindUser(userContext));
    return this;
  }

  /** stripe's extension point for other resources, which this package has none of. */
  static get StripeResource() {
    throw new errors.StripeInvalidRequestError({
      code: 'not_supported',
      message: 'stripe-apps-secrets serves stripe.apps.secrets only. For other resources keep the stripe package beside it.',
    });
  }
}

/** The constructor that people know as `Stripe`: it works without `new` too, as stripe's does. */
export const Stripe = new Proxy(Client, { apply: (Class, _this, args) => new Class(...args) });

Client.prototype.constructor = Stripe;
Object.defineProperty(Client, 'name', { value: 'Stripe' });
Object.assign(Client, { Stripe, default: Stripe });

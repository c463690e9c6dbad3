// The class that people know as `Stripe`, cut to the Secret Store.

import { API_VERSION, PACKAGE_VERSION } from '../contract.js';
import { errors, isStripeError } from '../errors/classes.js';
import { toError } from '../errors/faults.js';
import { Client } from './client.js';
import { emitter } from './emitter.js';
import { secretsOf } from './secrets.js';

/** Does a step, and throws what the core refuses as a typed error. */
const checked = (step) => {
  try {
    return step();
  } catch (thrown) {
    throw toError(thrown);
  }
};

const noResources = () => {
  throw new errors.StripeInvalidRequestError({
    code: 'not_supported',
    message:
      'stripe-apps-secrets serves stripe.apps.secrets only. For other resources keep the stripe package beside it.',
  });
};

/** A class that works without `new` too, and is found under the names that stripe's has. */
const callable = (Class) => {
  const apply = (_target, _this, args) => new Class(...args);
  const Stripe = new Proxy(Class, /** @type {ProxyHandler<any>} */ ({ __proto__: null, apply }));
  Class.prototype.constructor = Stripe;
  Object.defineProperty(Class, 'name', { value: 'Stripe' });
  Object.assign(Class, { Stripe, default: Stripe });
  return Stripe;
};

/**
 * The constructor that people know as `Stripe`.
 *
 * @param core - what `ask` in `core/values.js` takes
 */
export const stripeOver = (core) => {
  class StripeClient {
    static PACKAGE_VERSION = PACKAGE_VERSION;
    static API_VERSION = API_VERSION;
    static errors = errors;
    static isStripeError = isStripeError;

    // Own before they are set, so that no setter on a prototype sees them.
    VERSION = PACKAGE_VERSION;
    errors = errors;
    apps;
    on;
    once;
    off;
    #client;

    constructor(apiKey, config = {}) {
      this.#client = checked(() => new Client(core, apiKey, config));
      const { emit, ...listening } = emitter();
      Object.assign(this, listening);
      this.apps = { secrets: secretsOf(this.#client, emit) };
    }

    /** Tells the client who is signed in, and returns it. */
    bindUser(userContext) {
      checked(() => this.#client.bindUser(userContext));
      return this;
    }

    /** stripe's extension point for other resources, which this package has none of. */
    static get StripeResource() {
      return noResources();
    }
  }

  return callable(StripeClient);
};

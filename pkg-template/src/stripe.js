// The class that people know as `Stripe`, cut to the Secret Store.

import { errors, isStripeError } from './errors.js';
import { Client } from './client.js';
import { emitter } from './events.js';
import { withPaging } from './paging.js';
import { run } from './run.js';
import { toError } from './thrown.js';

/** The methods, by the numbers of `Operation` in `src/policy/params.rs`. */
const [CREATE, FIND, LIST, DELETE_WHERE] = [0, 1, 2, 3];

/** Runs a synchronous step of the core and throws what it refuses as a typed error. */
const checked = (step) => {
  try {
    return step();
  } catch (thrown) {
    throw toError(thrown);
  }
};

/** As a promise: methods always reject, they never throw. */
const promised = (step) => {
  try {
    return step();
  } catch (thrown) {
    return Promise.reject(toError(thrown));
  }
};

/**
 * The constructor that people know as `Stripe`.
 *
 * @param core - what `ask` in `values.js` takes
 */
export const stripeOver = (core) => {
  class StripeClient {
    static PACKAGE_VERSION = PACKAGE_VERSION;
    static API_VERSION = '2026-10-28.endive';
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
      const client = checked(() => new Client(core, PACKAGE_VERSION, apiKey, config));
      const { emit, ...listening } = emitter();
      const method = (operation) => (params, options) => promised(() => run(client.open(operation, params, options), emit));

      /** A page. The following ones are asked for with its parameters and options as they were read. */
      const list = (params, options) => {
        let call;
        const firstPage = promised(() => run((call = client.open(LIST, params, options)), emit));
        const cursor = () => (call.params.ending_before === undefined ? 'starting_after' : 'ending_before');
        const page = (id) => method(LIST)({ ...call.params, [cursor()]: id }, call.options);
        return withPaging(firstPage, () => cursor() === 'ending_before', page);
      };

      this.#client = client;
      Object.assign(this, listening);
      // Plain properties, so that tests can spy on them and code can take them apart.
      this.apps = {
        secrets: {
          create: method(CREATE),
          find: method(FIND),
          list,
          deleteWhere: method(DELETE_WHERE),
        },
      };
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

  /** It works without `new` too, as stripe's does. */
  const Stripe = new Proxy(StripeClient, { __proto__: null, apply: (Class, _this, args) => new Class(...args) });

  StripeClient.prototype.constructor = Stripe;
  Object.defineProperty(StripeClient, 'name', { value: 'Stripe' });
  Object.assign(StripeClient, { Stripe, default: Stripe });
  return Stripe;
};

// The class that people know as `Stripe`, cut to the Secret Store.

import {
  API_VERSION, OPERATION_CREATE, OPERATION_DELETE_WHERE, OPERATION_FIND, OPERATION_LIST, PACKAGE_VERSION,
} from '../contract.js';
import { run } from '../call/run.js';
import { errors, isStripeError } from '../errors/classes.js';
import { toError } from '../errors/faults.js';
import { Client } from './client.js';
import { emitter } from './emitter.js';
import { withPaging } from './paging.js';

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
      const client = checked(() => new Client(core, apiKey, config));
      const { emit, ...listening } = emitter();
      const method = (operation) => (params, options) => promised(() => run(client.open(operation, params, options), emit));

      /** A page. The following ones are asked for with its parameters and options as they were read. */
      const list = (params, options) => {
        let call;
        const firstPage = promised(() => run((call = client.open(OPERATION_LIST, params, options)), emit));
        const cursor = () => (call.params.ending_before === undefined ? 'starting_after' : 'ending_before');
        const page = (id) => method(OPERATION_LIST)({ ...call.params, [cursor()]: id }, call.options);
        return withPaging(firstPage, () => cursor() === 'ending_before', page);
      };

      this.#client = client;
      Object.assign(this, listening);
      // Plain properties, so that tests can spy on them and code can take them apart.
      this.apps = {
        secrets: {
          create: method(OPERATION_CREATE),
          find: method(OPERATION_FIND),
          list,
          deleteWhere: method(OPERATION_DELETE_WHERE),
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

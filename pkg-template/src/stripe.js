// The class that people know as `Stripe`, cut to the Secret Store.

import { errors, isStripeError } from './errors.js';
import { load } from './core.js';
import { OPTIONS, PARAMS, run } from './call.js';
import { emitter } from './events.js';
import { withPaging } from './paging.js';
import { isBackwards, nextPage } from './primitives.js';
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
 * Frees a core client that nothing can reach any more. Calls are freed at their end, so the glue's own
 * registries, which slow every call down, are left out of the build.
 */
const unreachable = globalThis.FinalizationRegistry && new globalThis.FinalizationRegistry((client) => client.free());

class Client {
  static PACKAGE_VERSION = PACKAGE_VERSION;
  static API_VERSION = '2026-10-28.endive';
  static errors = errors;
  static isStripeError = isStripeError;

  #core;

  constructor(apiKey, config = {}) {
    const core = { client: checked(() => new (load())(apiKey, config)) };
    unreachable?.register(core, core.client);
    const { emit, ...listening } = emitter();
    const method = (operation) => (params, options) =>
      promised(() => run(core.client.open(operation, params, options), emit));

    /** A page, and the parameters and options that the following pages are asked for with. */
    const list = (params, options) => {
      let read;
      const firstPage = promised(() => {
        const call = core.client.open(LIST, params, options);
        read = { params: call.step(PARAMS), options: call.step(OPTIONS) };
        return run(call, emit);
      });
      const page = (id) => method(LIST)(nextPage(read.params, id), read.options);
      return withPaging(firstPage, () => isBackwards(read.params), page);
    };

    this.#core = core;
    this.VERSION = PACKAGE_VERSION;
    this.errors = errors;
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
    checked(() => this.#core.client.bindUser(userContext));
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

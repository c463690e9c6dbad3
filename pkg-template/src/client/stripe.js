// The class that people know as `Stripe`, cut to the Secret Store.

import { isStatus } from '../call/response.js';
import { API_VERSION, actionValue, EVENT_BODY, OPERATION_FIND, PACKAGE_VERSION, STATE_READING } from '../contract.js';
import { defineAll, getFrom, putInto } from '../core/objects.js';
import { readable } from '../core/read.js';
import { ask } from '../core/values.js';
import { errors, isStripeError } from '../errors/classes.js';
import { checked, toError } from '../errors/faults.js';
import { Client } from './client.js';
import { emitter } from './emitter.js';
import { identityOf } from './identity.js';
import { answerOthers } from './others.js';
import { secretsOf } from './secrets.js';

/** Answers what stripe has and this package has not, in development builds: see `errors/faults.js`. */
let answering;
try {
  if (process.env.NODE_ENV !== 'production') answering = answerOthers;
} catch {
  answering = answerOthers;
}

/** A class that works without `new` too, and is found under the names that stripe's has. */
const callable = (Class) => {
  const apply = (_target, _this, args) => new Class(...args);
  const Stripe = new Proxy(Class, /** @type {ProxyHandler<any>} */ ({ __proto__: null, apply }));
  Class.prototype.constructor = Stripe;
  Object.defineProperty(Class, 'name', { value: 'Stripe' });
  Object.assign(Class, { PACKAGE_VERSION, API_VERSION, errors, isStripeError, Stripe, default: Stripe });
  answering?.(Class);
  return Stripe;
};

/** `StripeError.generate`, as stripe has it: the error that a call ends with whose answer has this one inside. */
const generating = (core) => (raw) => {
  const { statusCode, code, type } = raw;
  const status = isStatus(statusCode) ? statusCode : 0;
  const into = { __proto__: null, answer: { error: { code, type } } };
  const action = checked(() =>
    ask(core, into, ({ step }) => step(STATE_READING, OPERATION_FIND, 0, EVENT_BODY, status, 0, 0)),
  );
  return toError({ fault: actionValue(action), raw });
};

/**
 * The constructor that people know as `Stripe`.
 *
 * @param core - what `ask` in `core/values.js` takes
 */
export const stripeOver = (core) => {
  const { StripeError } = /** @type {any} */ (errors);
  StripeError.generate ??= generating(core); // by the first entry that loads, since the rule is the core's

  /** What each client holds, and does not show. */
  const held = new WeakMap();

  class StripeClient {
    constructor(apiKey, config = {}) {
      const client = checked(() => new Client(core, apiKey, config));
      const { emit, ...listening } = emitter();
      const apps = { secrets: secretsOf(client, emit) };
      defineAll(this, { VERSION: PACKAGE_VERSION, errors, apps, ...listening });
      putInto(held, this, client);
    }

    /** Tells the client who is signed in, and returns it. */
    bindUser(userContext) {
      const client = getFrom(held, this);
      checked(() => client.bindUser(userContext));
      return this;
    }

    /** A client for a user, with the same settings: the same one for the same user and account. */
    forUser(userContext) {
      const { key, config, others } = getFrom(held, this);
      const context = checked(() => readable('userContext', userContext));
      const identity = identityOf(context);
      return (others[identity] ??= new StripeClient(key, { ...config, userContext: context }));
    }
  }

  return callable(StripeClient);
};

// The error classes, as stripe has them, and the one that is ours. One set serves every entry.

import { CLASSES } from '../contract.js';
import { define, hasOwn } from '../core/objects.js';

const FIELDS = (
  'detail headers requestId statusCode advice_code charge code decline_code doc_url network_advice_code ' +
  'network_decline_code param payment_intent payment_method payment_method_type request_log_url setup_intent source ' +
  'user_message'
).split(' ');

/** The base class. `raw` is the API's own object, or what stands for it in a local refusal. */
class StripeError extends Error {
  /** @param {any} raw */
  constructor(raw = {}, type = null) {
    const { message } = raw;
    super(typeof message === 'object' ? '' : message); // an object's `toString` may throw
    if (message === undefined) define(this, 'message', '');
    else this.message = message ?? '';
    define(this, 'type', type || this.constructor.name);
    define(this, 'raw', raw);
    define(this, 'rawType', raw.type);
    define(this, 'userMessage', raw.user_message);
    for (let i = 0; i < FIELDS.length; i++)
      define(this, FIELDS[i], hasOwn(raw, FIELDS[i]) ? raw[FIELDS[i]] : undefined);
    const { type: ownType, decline_code } = /** @type {any} */ (this);
    if (ownType === 'StripeCardError') define(this, 'decline_code', decline_code ?? ''); // as in stripe
  }
}

/** What every error of this package has, in whichever copy or realm it was made. */
const BRAND = Symbol.for('stripe-apps-secrets.error');

Object.defineProperty(StripeError.prototype, BRAND, { value: true });
Object.defineProperty(StripeError, 'name', { value: 'StripeError' }); // a minifier renames it

/** `Stripe.errors`, in the order of their numbers. */
export const errors = { StripeError };

/** Adds the subclasses, whose `type` is their name. */
for (const [short, base = ''] of CLASSES.slice(1)) {
  const name = `Stripe${short}Error`;
  const Base = errors[`Stripe${base}Error`];
  errors[name] = {
    [name]: class extends Base {
      constructor(raw, type = name) {
        super(raw, type);
      }
    },
  }[name];
}

/** Whether something is one of these errors, by brand: `instanceof` fails across realms and copies. */
export const isStripeError = (error, code) => {
  try {
    return error[BRAND] === true && (code === undefined || error.code === code);
  } catch {
    return false;
  }
};

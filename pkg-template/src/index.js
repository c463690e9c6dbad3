// The entry of the package, for ECMAScript modules.

export { Stripe, Stripe as default } from './stripe.js';
export { isStripeError } from './errors.js';

/**
 * Types of the ESM entry.
 *
 * Why so short: every type stands once, in `index.d.cts`, which also serves `moduleResolution:
 * "node"`. An ES module may import the types of a CommonJS one in every TypeScript, the other way
 * round only in newer ones, and both entries then share one set of classes.
 */
import Stripe = require('./index.cjs');

export default Stripe;
export { Stripe };

/** Whether something caught is an error of this library, by brand; see `Stripe.isStripeError`. */
export declare const isStripeError: typeof Stripe.isStripeError;

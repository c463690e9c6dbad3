/** Types of `stripe-apps-secrets/js` (never WebAssembly): those of the main entry. */
import Stripe = require('./index.cjs');

export default Stripe;
export { Stripe };

/** Whether something caught is an error of this library, by brand; see `Stripe.isStripeError`. */
export declare const isStripeError: typeof Stripe.isStripeError;

// The entry `stripe-apps-secrets`: WebAssembly, or plain JavaScript where it is forbidden.

import { either } from './either_core.js';
import { isStripeError, stripeOver } from './facade.js';

const Stripe = stripeOver(either);

export { Stripe, Stripe as default, isStripeError };

// The entry `stripe-apps-secrets/js`: plain JavaScript only.

import { plain } from './js_core.js';
import { isStripeError, stripeOver } from './facade.js';

const Stripe = stripeOver(plain);

export { Stripe, Stripe as default, isStripeError };

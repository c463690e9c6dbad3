// The entry `stripe-apps-secrets`: WebAssembly, or plain JavaScript where it is forbidden.

import { either } from '../core/either_core.js';
import { isStripeError, stripeOver } from './shared.js';

const Stripe = stripeOver(either);

export { isStripeError, Stripe, Stripe as default };

// The entry `stripe-apps-secrets`: WebAssembly, or where it is forbidden the interpreter of it.

import { either } from '../core/either_core.js';
import { isStripeError, stripeOver } from './shared.js';

const Stripe = stripeOver(either);

export { isStripeError, Stripe, Stripe as default };

// The entry `stripe-apps-secrets/js`: never WebAssembly, the interpreter of it only.

import { plain } from '../core/js_core.js';
import { isStripeError, stripeOver } from './shared.js';

const Stripe = stripeOver(plain);

export { isStripeError, Stripe, Stripe as default };

// The entry `stripe-apps-secrets/wasm`: WebAssembly only.

import { wasm } from './wasm_core.js';
import { isStripeError, stripeOver } from './facade.js';

const Stripe = stripeOver(wasm);

export { Stripe, Stripe as default, isStripeError };

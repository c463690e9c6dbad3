// The entry `stripe-apps-secrets/wasm`: WebAssembly only.

import { wasm } from '../core/wasm_core.js';
import { isStripeError, stripeOver } from './shared.js';

const Stripe = stripeOver(wasm);

export { isStripeError, Stripe, Stripe as default };

// The entry `stripe-apps-secrets/wasm` for CommonJS: `require()` returns the constructor, with `.default` and `.Stripe`.

import { wasm } from '../core/wasm_core.js';
import { stripeOver } from './shared.js';

module.exports = stripeOver(wasm);

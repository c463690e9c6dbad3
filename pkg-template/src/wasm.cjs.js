// The entry `stripe-apps-secrets/wasm` for CommonJS: `require()` returns the constructor, with `.default` and `.Stripe`.

import { wasm } from './wasm_core.js';
import { stripeOver } from './facade.js';

module.exports = stripeOver(wasm);

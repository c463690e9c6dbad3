/** Types of `stripe-apps-secrets/wasm` for CommonJS (WebAssembly only): those of the main entry. */
import Stripe = require('./index.cjs');

export = Stripe;

/** Types of `stripe-apps-secrets/js` for CommonJS (never WebAssembly): those of the main entry. */
import Stripe = require('./index.cjs');

export = Stripe;

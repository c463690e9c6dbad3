/** Types of `stripe-apps-secrets/js` for CommonJS (plain JavaScript only): those of the main entry. */
import Stripe = require('./index.cjs');

export = Stripe;

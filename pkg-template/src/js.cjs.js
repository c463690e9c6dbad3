// The entry `stripe-apps-secrets/js` for CommonJS: `require()` returns the constructor, with `.default` and `.Stripe`.

import { plain } from './js_core.js';
import { stripeOver } from './facade.js';

module.exports = stripeOver(plain);

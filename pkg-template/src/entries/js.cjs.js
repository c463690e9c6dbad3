// The entry `stripe-apps-secrets/js` for CommonJS: `require()` returns the constructor, with `.default` and `.Stripe`.

import { plain } from '../core/js_core.js';
import { stripeOver } from './shared.js';

module.exports = stripeOver(plain);

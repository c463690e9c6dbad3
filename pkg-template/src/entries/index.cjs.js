// The entry `stripe-apps-secrets` for CommonJS: `require()` returns the constructor, with `.default` and `.Stripe`.

import { either } from '../core/either_core.js';
import { stripeOver } from './shared.js';

module.exports = stripeOver(either);

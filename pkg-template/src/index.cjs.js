// The entry `stripe-apps-secrets` for CommonJS: `require()` returns the constructor, with `.default` and `.Stripe`.

import { either } from './either_core.js';
import { stripeOver } from './facade.js';

module.exports = stripeOver(either);

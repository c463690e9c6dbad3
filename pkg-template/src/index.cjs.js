// The entry of the package, for CommonJS: `require()` returns the constructor, with `.default` and
// `.Stripe`.

import { Stripe } from './stripe.js';

module.exports = Stripe;

// The entry `stripe-apps-secrets/store`: the small way in for new code, over WebAssembly, or plain JavaScript where it is
// forbidden.

import { either } from '../core/either_core.js';
import { storeOver } from '../store/store.js';

export { createOAuthTokens } from '../store/oauth.js';
export { isStripeError } from './shared.js';

/** A store of secrets. What it promises stands in `store.d.cts`. */
export const createSecretStore = (given, more) => storeOver(either, given, more);

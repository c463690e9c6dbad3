// The entry `stripe-apps-secrets/messages`, imported for its effect: full error texts in production builds too.

import { bringTexts } from './shared.js';

bringTexts();

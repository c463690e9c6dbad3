// The entry `stripe-apps-secrets/messages`, imported for its effect: full error texts in production builds too.

import { useTexts } from './shared.js';

useTexts();

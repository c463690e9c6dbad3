/**
 * The demo extension, written as an app's developer would write it: a React component with the published package and the
 * SDK's own HTTP client. It takes each step of Stripe's guide when the host asks, and reports how it went.
 */

import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';
import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
import { useEffect } from 'react';
import Stripe from 'stripe-apps-secrets';
import { STEPS } from '../shared/protocol';
import { takeStep } from './steps';

const stripe: Stripe = new Stripe(STRIPE_API_KEY, {
  httpClient: createHttpClient() as Stripe.HttpClient,
  apiVersion: '2025-04-30.basil',
});

const App = ({ userContext }: ExtensionContextValue) => {
  stripe.bindUser(userContext);
  useEffect(() => {
    const endpoint = globalThis.__StripeExtExports?.endpoint;
    endpoint?.expose({ runStep: (id: string) => takeStep(stripe, userContext.id, stepNamed(id)) });
    void endpoint?.call.extensionReady({ origin: self.origin });
  }, []);
  return null;
};

function stepNamed(id: string) {
  const step = STEPS.find((candidate) => candidate.id === id);
  if (!step) throw new Error(`The extension has no step named '${id}'.`);
  return step;
}

export default App;

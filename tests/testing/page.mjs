/** What the page of `chromium.test.mjs` does. */
import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
import NpmStripe from 'stripe';
import Stripe from 'stripe-apps-secrets';
import { createEmulator } from 'stripe-apps-secrets/testing';

const LIBRARIES = { stripe: NpmStripe, 'this package': Stripe };
const scope = { type: 'user', user: 'usr_1234' };

/** Stores a secret, reads it, and asks for one that is not there. */
const frame = /** @type {any} */ (window);
frame.journey = async (transport, library) => {
  const { fetch, __StripeExtExports: before } = frame;
  const supportsFetchAppEmbeddedKey = async () => transport === 'frame';
  frame.__StripeExtExports = { endpoint: { call: { supportsFetchAppEmbeddedKey } } };
  const emulator = createEmulator();
  const remove = emulator.installHost();
  const stripe = new LIBRARIES[library](STRIPE_API_KEY, { httpClient: createHttpClient() });
  stripe.bindUser?.('usr_1234');
  const { secrets } = stripe.apps;
  await secrets.create({ scope, name: 'n', payload: 'payload-placeholder' });
  const { payload } = await secrets.find({ scope, name: 'n', expand: ['payload'] });
  const missing = await secrets.find({ scope, name: 'other' }).catch((error) => error.code);
  const sent = frame.fetch === fetch ? 'host' : 'frame';
  remove();
  const left = [frame.fetch !== fetch && 'fetch', 'stripeApiFetch' in frame.__StripeExtExports.endpoint.call && 'host'];
  frame.__StripeExtExports = before;
  return { sent, read: payload, missing, left: left.filter(Boolean), requests: emulator.requests.length };
};

// What stripe has and this package has not, answered in development builds: with a typed error that says what to do.

import { errors } from '../errors/classes.js';

const RESOURCES =
  'accountLinks accountSessions accounts applePayDomains applicationFees balance balanceSettings balanceTransactions charges ' +
  'confirmationTokens countrySpecs coupons creditNotes customerSessions customers disputes ephemeralKeys events ' +
  'exchangeRates fileLinks files invoiceItems invoicePayments invoiceRenderingTemplates invoices mandates ' +
  'paymentAttemptRecords paymentIntents paymentLinks paymentMethodConfigurations paymentMethodDomains paymentMethods ' +
  'paymentRecords payouts plans prices products promotionCodes quotes refunds reviews setupAttempts setupIntents ' +
  'shippingRates sources subscriptionItems subscriptionSchedules subscriptions taxCodes taxIds taxRates tokens topups ' +
  'transfers webhookEndpoints billing billingPortal checkout climate entitlements financialConnections forwarding identity ' +
  'issuing productCatalog radar reporting sigma tax terminal testHelpers threeDSecure treasury v2 account oauth webhooks ' +
  'rawRequest setClientId getClientId parseEventNotification withStripeContext notificationHandler';
const STATICS =
  'StripeResource resources HttpClient HttpClientResponse CryptoProvider StripeContext webhooks createNodeHttpClient ' +
  'createFetchHttpClient createNodeCryptoProvider createSubtleCryptoProvider';

/** What to do in place of a few; for the others the general advice holds. */
const REMEDIES = {
  __proto__: null,
  StripeResource: 'the Secret Store is stripe.apps.secrets',
  createFetchHttpClient: 'import it from stripe-apps-secrets/fetch',
  HttpClient: 'pass an object with makeRequest, such as createHttpClient() of @stripe/ui-extension-sdk/http_client',
};
const GENERAL = 'an app that uses other resources keeps the stripe package beside this one';

const answer = (holder, owner, names) => {
  for (const name of names.split(' ')) {
    const get = () => {
      const message = `${owner}.${name} is not part of stripe-apps-secrets: ${REMEDIES[name] ?? GENERAL}.`;
      throw new errors.StripeInvalidRequestError({ type: 'invalid_request_error', code: 'not_supported', message });
    };
    Object.defineProperty(holder, name, { get, configurable: true });
  }
};

/** Gives a class, and its instances, getters that throw `not_supported`. */
export const answerOthers = (Class) => {
  answer(Class, 'Stripe', STATICS);
  answer(Class.prototype, 'stripe', RESOURCES);
};

// Clients over the emulator without the SDK: this package's, and HTTP clients for it and for `stripe`.

import { Stripe } from '../entries/index.js';
import { PLACEHOLDER, sessionOf } from './identity.js';
import { checkNames } from './input.js';
import { clientResponse } from './responses.js';
import { pairsOf, withToken } from './transport.js';

/** An HTTP client, as `stripe` and this package take one. `authorized` makes the headers that the store sees. */
const httpClient = (send, authorized) => ({
  getClientName: () => 'stripe-apps-secrets-emulator',
  makeRequest: async (host, port, path, method, headers, body) =>
    clientResponse(await send({ method, path, headers: authorized(pairsOf(headers)), body: body ?? '' })),
});

export const clientsOf = (send, issue) => {
  const httpClientFor = (userContext) => httpClient(send, withToken(issue(sessionOf(userContext))));
  return {
    httpClientFor,
    clientFor: (userContext, config) =>
      new Stripe(PLACEHOLDER, { ...config, userContext, httpClient: httpClientFor(userContext) }),
    backend: (options = {}) => {
      checkNames('backend', options, ['account', 'app', 'livemode']);
      return { httpClient: httpClient(send, (pairs) => pairs), apiKey: issue(options) };
    },
  };
};

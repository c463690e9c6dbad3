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

export const clientsOf = (send, issue, hosts) => {
  const signedIn = (userContext) => sessionOf(userContext, {}, hosts.session());
  const over = (session) => httpClient(send, withToken(issue(session)));
  return {
    httpClientFor: (userContext) => over(signedIn(userContext)),
    clientFor: (userContext, config) => {
      const session = signedIn(userContext);
      const context = { id: session.user, account: { id: session.account } };
      return new Stripe(PLACEHOLDER, { ...config, userContext: context, httpClient: over(session) });
    },
    backend: (options = {}) => {
      checkNames('backend', options, ['account', 'app', 'livemode']);
      return { httpClient: httpClient(send, (pairs) => pairs), apiKey: issue(options) };
    },
  };
};

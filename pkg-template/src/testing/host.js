// The Dashboard's side of `@stripe/ui-extension-sdk`: the endpoint that the SDK looks for.

import { newHost } from '../entries/shared.js';
import { globalPlace } from './global_place.js';
import { MOCK_ACCOUNT, sessionOf } from './identity.js';
import { sdkCalls } from './sdk_calls.js';
import { EMBEDDED_KEY, frameFetch, stripeApiFetch } from './sdk_transports.js';

const seam = globalPlace('__StripeExtExports');
const fetchPlace = globalPlace('fetch');

/** The hosts of an emulator, and the account that the latest of them is signed in to. */
export const hostsOf = (send, issue) => {
  let hosts = [];

  const install = (userContext, options) => {
    const session = sessionOf(userContext, options);
    const token = issue(session);
    const own = seam.own();
    let removeFetch;

    /** The SDK asks for the key right before it sends a request from the frame itself. */
    const fetchAppEmbeddedKey = async () => {
      removeFetch ??= fetchPlace.take(frameFetch(send, token, fetchPlace.own()));
      return EMBEDDED_KEY;
    };
    const calls = {
      ...sdkCalls(),
      fetchAppEmbeddedKey,
      ...own?.endpoint?.call,
      stripeApiFetch: stripeApiFetch(send, token, own?.endpoint?.call?.stripeApiFetch),
    };
    const removeSeam = seam.take({ ...own, endpoint: { ...own?.endpoint, call: calls } });

    const host = { account: session.account, remove };
    function remove() {
      hosts = hosts.filter((other) => other !== host);
      removeFetch?.();
      removeSeam();
      newHost();
    }
    hosts.push(host);
    newHost();
    return remove;
  };

  return {
    install,
    account: () => hosts[hosts.length - 1]?.account ?? MOCK_ACCOUNT,
    removeAll: () => {
      for (const { remove } of hosts) remove();
    },
  };
};

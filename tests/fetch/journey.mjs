/**
 * The Secret Store over the emulator, through the whole package and `/fetch`: what an extension's session may do there. In
 * plain JavaScript, for Node.js and for browsers.
 */

import { ACCOUNT, KEY, USER } from '../support/host.mjs';

export const SIGNED_IN = { app: 'com.example.secrets', account: ACCOUNT, user: USER };
const own = { type: 'user', user: SIGNED_IN.user };
const account = { type: 'account' };

/** As `payload-placeholder`, and with what a form has to write in another way. */
const PAYLOAD = 'payload-placeholder & 100% + \u00e4 \u{1f600}\n';

/** Goes through it, and returns what came of each step. */
export async function journey({ Stripe, createFetchHttpClient }, { baseUrl, token, key }) {
  const over = (Authorization) => {
    const httpClient = createFetchHttpClient({ baseUrl, headers: { Authorization } });
    return new Stripe(KEY, { httpClient, userContext: { id: SIGNED_IN.user }, maxNetworkRetries: 0 });
  };
  const { secrets } = over(`Bearer ${token}`).apps;
  const seen = {};
  for (const scope of [own, account]) {
    const created = await secrets.create({ scope, name: 'secret_name', payload: PAYLOAD });
    const found = await secrets.find({ scope, name: 'secret_name', expand: ['payload'] });
    seen[scope.type] = {
      same: created.id === found.id,
      payload: found.payload === PAYLOAD,
      status: found.lastResponse.statusCode,
      requestId: /^req_/.test(found.lastResponse.requestId),
    };
  }
  for (const name of ['a', 'b', 'c']) await secrets.create({ scope: own, name, payload: PAYLOAD });
  seen.names = (await secrets.list({ scope: own, limit: 2 }).autoPagingToArray({ limit: 100 }))
    .map(({ name }) => name)
    .sort();
  seen.deleted = (await secrets.deleteWhere({ scope: own, name: 'a' })).deleted;
  const failed = (promise) =>
    promise.then(
      () => 'resolves',
      ({ type, code, statusCode }) => [type, code, statusCode],
    );
  seen.missing = await failed(secrets.find({ scope: own, name: 'a' }));
  seen.placeholder = await failed(over(`Bearer ${KEY}`).apps.secrets.list({ scope: account }));
  seen.backend = (await over(`Bearer ${key}`).apps.secrets.find({ scope: account, name: 'secret_name' })).name;
  return seen;
}

const kept = { same: true, payload: true, status: 200, requestId: true };

/** What has to come of it. */
export const EXPECTED = {
  user: kept,
  account: kept,
  names: ['a', 'b', 'c', 'secret_name'],
  deleted: true,
  missing: ['StripeInvalidRequestError', 'resource_missing', 404],
  placeholder: ['StripeAuthenticationError', undefined, 401],
  backend: 'secret_name',
};

/** Signs in at an emulator: a session of the user's, and a backend's key. From Node.js, as a browser may not. */
export async function signIn(emulator) {
  const { user, ...backend } = SIGNED_IN;
  const issue = async (path, body) => {
    const response = await fetch(`${emulator}/_emulator/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()).token;
  };
  return { baseUrl: emulator, token: await issue('sessions', SIGNED_IN), key: await issue('keys', backend) };
}

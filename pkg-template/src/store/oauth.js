// The OAuth tokens of a third party, kept as one secret.

import { isRecord, readExactly, refusal } from '../entries/shared.js';
import { keeperOf } from './keeper.js';
import { insides } from './store.js';
import { isAnswer, toStoredTokens } from './tokens.js';

const LEEWAY = 60;

/** Who keeps which tokens, by the way to Stripe: one for each account, user and name. */
const keepers = new WeakMap();

const keeperFor = (way, scope, name) => {
  if (!keepers.has(way)) keepers.set(way, new Map());
  const known = keepers.get(way);
  const key = JSON.stringify([...scope.key, name]);
  if (!known.has(key)) known.set(key, keeperOf(scope, name));
  return known.get(key);
};

/** How tokens are refreshed: the caller's options, checked. */
const howOf = (given, now) => {
  const options = readExactly(given, ['refresh', 'leeway']);
  const { refresh } = options;
  const leeway = options.leeway ?? LEEWAY;
  if (typeof refresh !== 'function')
    throw refusal('InvalidRequest', 'refresh_missing', 'refresh', { param: 'refresh' });
  if (!(typeof leeway === 'number' && leeway >= 0)) {
    throw refusal('InvalidRequest', 'leeway_invalid', 'leeway', { param: 'leeway' });
  }
  return { refresh, leeway, now };
};

/** Whether a body can be sent only once. */
const isStream = (body) => typeof body?.getReader === 'function';

/** Sends a request with an access token. What `fetch` takes is looked up at use, so that a test's own counts. */
const send = (url, init, token) => {
  const headers = new Headers(init?.headers ?? url?.headers);
  headers.set('Authorization', `Bearer ${token}`);
  return fetch(url, { ...init, headers });
};

/**
 * The tokens in a secret. What it promises stands in `store.d.cts`.
 *
 * @param scope - of a store
 */
export const createOAuthTokens = (scope, name, options) => {
  const inside = isRecord(scope) && insides.get(scope);
  if (!inside) throw refusal('InvalidRequest', 'store_scope_invalid', 'scope', { param: 'scope' });
  const how = howOf(options, inside.now);
  const keeper = keeperFor(inside.way, scope, name);

  const signedIn = (tokens) => {
    if (!tokens) throw refusal('InvalidRequest', 'oauth_signed_out', name);
    return tokens.access_token;
  };

  return {
    get: async () => (await keeper.get(how))?.access_token ?? null,
    save: async (answer) => {
      if (!isAnswer(answer)) throw refusal('InvalidRequest', 'oauth_tokens_invalid', name);
      await keeper.save(toStoredTokens(answer, how.now()));
    },
    clear: async () => keeper.clear(),
    fetch: async (url, init) => {
      const token = signedIn(await keeper.get(how));
      const again = typeof url?.clone === 'function' ? url.clone() : url;
      const response = await send(url, init, token);
      if (response.status !== 401 || isStream(init?.body)) return response;
      const renewed = await keeper.renew(how, token);
      if (!renewed) return response;
      response.body?.cancel?.().catch(() => {}); // it is not read
      return send(again, init, renewed.access_token);
    },
  };
};

/** A host that keeps one secret in memory, and whose requests fail when a test says so. */
import { response, SIGNED_IN, secret } from '../support/host.mjs';
import { urlOf } from '../support/package.mjs';

const { createSecretStore } = await import(urlOf('store.mjs'));

export const NAME = 'oauth';
export const NOW = 1_700_000_000;
/** @param tokens - what the secret holds at first: an object, a text or null */
export function hostOf(tokens = null) {
  const state = {
    text: typeof tokens === 'object' && tokens ? JSON.stringify(tokens) : tokens,
    now: NOW,
    /** What was asked: `read`, `save`, `delete`. */
    asked: [],
    /** Kinds of requests that fail, each once. */
    failing: [],
    get tokens() {
      return JSON.parse(state.text);
    },
  };
  const kindOf = (method, path) => (method === 'GET' ? 'read' : path.endsWith('/delete') ? 'delete' : 'save');
  const makeRequest = async (_host, _port, path, method, _headers, body) => {
    const kind = kindOf(method, path);
    state.asked.push(kind);
    if (state.failing.includes(kind)) {
      state.failing.splice(state.failing.indexOf(kind), 1);
      return response({ error: { type: 'invalid_request_error', message: 'No.' } }, { status: 403 });
    }
    const form = new URLSearchParams(method === 'GET' ? path.split('?')[1] : body);
    const asked = {
      name: form.get('name'),
      scope: { type: form.get('scope[type]'), user: form.get('scope[user]') ?? undefined },
    };
    const before = state.text;
    if (kind === 'save') state.text = form.get('payload');
    if (kind === 'delete') state.text = null;
    if (kind !== 'save' && before === null) {
      return response(
        { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'None.' } },
        { status: 404 },
      );
    }
    return response(secret({ ...asked, payload: before, deleted: kind === 'delete' }));
  };
  const httpClient = { getClientName: () => 'memory', makeRequest };
  const store = () => createSecretStore({ httpClient, maxNetworkRetries: 0, now: () => state.now });
  return Object.assign(state, { httpClient, user: () => store().for(SIGNED_IN).user });
}

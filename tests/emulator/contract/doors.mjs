/**
 * The doors of the one store in one shape, so that a case is written once: in process, and each server.
 *
 * A door has `key(who)` and `session(who)`, which resolve to a caller `ask(method, path, { form, headers })`, and what a test
 * does besides: `fail`, `pending`, `advance`, `now`, `reset`.
 */
import { urlOf } from '../../support/package.mjs';
import { doors as servers } from '../doors.mjs';
import { administer, startUntilStopped } from '../server.mjs';
import { assertDescribed } from './openapi.mjs';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const PLACEHOLDER = 'DO_NOT_PASS_A_REAL_API_KEY';

/** What each caller's answer is: checked against the description, unless a test has damaged its body. */
function answerOf(status, headers, text) {
  const answer = { status, headers, text, body: undefined };
  try {
    answer.body = JSON.parse(text);
  } catch {
    return answer;
  }
  assertDescribed(status, answer.body);
  return answer;
}

const bodyOf = (form) => (form ? new URLSearchParams(form).toString() : '');

async function inProcess() {
  const { createEmulator } = await import(urlOf('testing.mjs'));
  const emulator = createEmulator();

  const overClient =
    (httpClient, token) =>
    async (method, path, { form, headers } = /** @type {any} */ ({})) => {
      const sent = { authorization: `Bearer ${token}`, ...(form && FORM), ...headers };
      const response = await httpClient.makeRequest('', 0, path, method, sent, bodyOf(form));
      const text = await response.toJSON().then(JSON.stringify, () => '');
      return answerOf(response.getStatusCode(), response.getHeaders(), text);
    };
  /** Another app's session is there behind a host only. */
  const overHost = ({ user, ...options }) => {
    const remove = emulator.installHost(user, options);
    const { stripeApiFetch } = /** @type {any} */ (globalThis).__StripeExtExports.endpoint.call;
    remove();
    return async (method, path, { form, headers } = /** @type {any} */ ({})) => {
      const sent = { authorization: `Bearer ${PLACEHOLDER}`, ...(form && FORM), ...headers };
      const response = await stripeApiFetch(path, { method, headers: sent, body: bodyOf(form) });
      return answerOf(response.status, response.headers, response.json ? JSON.stringify(response.json) : '');
    };
  };
  return {
    key: async (who) => {
      const { httpClient, apiKey } = emulator.backend(who);
      return overClient(httpClient, apiKey);
    },
    session: async (who) => overHost(who),
    fail: async (failure) => emulator.failNext(failure),
    pending: async () => emulator.pendingFailures,
    advance: async (seconds) => emulator.advance(seconds),
    now: async () => emulator.now,
    reset: async () => emulator.reset(),
    stop: async () => emulator.dispose(),
  };
}

async function overHttp(server) {
  const { url } = server;
  const caller =
    (token) =>
    async (method, path, { form, headers, signal } = /** @type {any} */ ({})) => {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(form && FORM), ...headers },
        body: form && bodyOf(form),
        signal,
      });
      const text = await response.text().catch(() => '');
      return answerOf(response.status, Object.fromEntries(response.headers), text);
    };
  const issued = async (path, who) => caller((await administer(server, path, { app: 'app', ...who })).body.token);
  return {
    url,
    key: (who) => issued('keys', who),
    session: (who) => issued('sessions', who),
    fail: (failure) => administer(server, 'failures', failure),
    pending: async () => (await administer(server, 'failures')).body.failures,
    advance: (seconds) => administer(server, 'clock', { advance_seconds: seconds }),
    now: async () => (await administer(server, 'clock')).body.now,
    reset: () => administer(server, 'reset', {}),
    stop: server.stop,
  };
}

/** A server's command as a door. */
export const serverDoor = (server) => ({
  name: server.name,
  open: async () => overHttp(await startUntilStopped(server)),
});

export const doors = [{ name: 'in process', open: inProcess }, ...servers.map(serverDoor)];

/**
 * The emulator as a test of the store wants it: host clients for users, and failures of each kind at the next request.
 *
 *   EMULATOR_BIN   the emulator's command
 */
import { startEmulator } from './emulator.mjs';
import { ACCOUNT, response, USER } from './host.mjs';
import { urlOf } from './package.mjs';

const OPERATIONS = {
  create: /^POST \/v1\/apps\/secrets$/,
  deleteWhere: /^POST \/v1\/apps\/secrets\/delete/,
  find: /^GET \/v1\/apps\/secrets\/find/,
  list: /^GET \/v1\/apps\/secrets\?/,
};

const refusal = (error, status) => response({ error: { type: 'invalid_request_error', ...error } }, { status });
const bodiless = (toJSON) => (status) => response(undefined, { status, toJSON });

/** How a request fails: what the host is asked in place of the emulator, or what becomes of the emulator's answer. */
const KINDS = {
  status: ({ status, ...error }) => refusal(error, status),
  permission: ({ body }) =>
    body === 'empty'
      ? bodiless(() => Promise.reject(new SyntaxError('Unexpected end of JSON input')))(403)
      : refusal({ code: 'more_permissions_required_for_session', message: 'Not allowed.' }, 403),
  body: () => bodiless(() => Promise.reject(new SyntaxError('Unexpected token')))(200),
  lost: async ({ lost }, ask) => {
    if (lost === 'answer') await ask();
    throw new TypeError('The host is gone.');
  },
  never: () => new Promise(() => {}),
};

/** A running emulator, for the time of a test. */
export async function emulated(t) {
  const { createFetchHttpClient } = await import(urlOf('fetch.mjs'));
  const baseUrl = await startEmulator(t);
  const failures = [];
  const requests = [];

  const post = async (path, body) => {
    const answer = await fetch(`${baseUrl}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return answer.json();
  };

  const failureOf = (request) => {
    const found = failures.find(({ when }) => !when?.method || OPERATIONS[when.method].test(request));
    if (found) failures.splice(failures.indexOf(found), 1);
    return found;
  };

  /** A host client of a user's session. */
  const httpClientFor = async (/** @type {any} */ user = { id: USER, account: { id: ACCOUNT } }) => {
    const { token } = await post('sessions', { app: 'app', account: user.account?.id ?? ACCOUNT, user: user.id });
    const client = createFetchHttpClient({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
    return {
      getClientName: client.getClientName,
      makeRequest: async (...request) => {
        const [, , path, method] = request;
        requests.push(`${method} ${path}`);
        const ask = () => client.makeRequest(...request);
        const failure = failureOf(`${method} ${path}`);
        const kind = Object.keys(KINDS).find((name) => failure && name in failure);
        return kind ? KINDS[kind](failure, ask) : ask();
      },
    };
  };

  return {
    httpClientFor,
    /** The next requests that match fail. */
    failNext: ({ times = 1, ...failure }) => {
      for (let i = 0; i < times; i++) failures.push(failure);
    },
    /** Failures that no request has met. */
    pendingFailures: failures,
    /** What was asked: method and path. */
    requests,
    advance: (seconds) => post('clock', { advance_seconds: seconds }),
  };
}

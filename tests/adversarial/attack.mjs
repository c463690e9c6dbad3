/** Carries an attack out, and says what is wrong with how it ended: `''` for nothing. The same in Node.js and in browsers. */
import { ACCOUNT, KEY, recording, SIGNED_IN, USER } from '../support/host.mjs';
import { parametersOf, problemOfRequest, scopeOf } from './wire.mjs';

/** What must come: nothing is sent, and the call is refused with this code (and, where it is given, of this parameter). */
export const refused = (code, param) => ({ code, param });
/** What must come: the constructor, or `bindUser`, throws a refusal with this code. */
export const thrown = (code) => ({ throws: code });
/**
 * What must come: each attempt is for exactly this scope. `form` are the other parameters as they go out, `headers` are
 * headers as they go out (undefined for none), `times` is how often it is sent (1), `end` the code that it ends with.
 */
export const sent = (
  scope,
  /** @type {{ form?: object, headers?: object, times?: number, end?: string }} */ {
    form,
    headers,
    times = 1,
    end,
  } = {},
) => ({ scope, form, headers, times, end });
/** What must come: an error of this class, after requests that are for a checked scope. */
export const rejects = (type) => ({ type });
/** What must come: whatever is sent is for a checked scope, and every call ends. For attacks that may end in more ways. */
export const guarded = (more) => ({ ...more });
/** The same where JavaScript itself fails, which no rule of ours foresees: any rejection is an end, too. */
export const guardedAnyhow = () => guarded({ mayFail: true });

export const OWN = { type: 'user', user: USER };
export const ACCOUNT_SCOPE = { type: 'account' };

/**
 * An attack.
 *
 * @param config settings of the client beside host and user; `bind: false` in `more` for a client that knows no user
 * @param realm in `more`: true for an attack that goes through a realm of its own, 'fresh' for one that may leave it unusable
 * @param run is given the client's methods and all else that an attack may want, and returns a promise, or all of them
 */
export const attack = (name, comes, run, more = {}) => ({ name, comes, run, ...more });

const describe = (error) => `${error?.type ?? error}, ${error?.code}: ${error?.message}`;

const problemOfRefusal = (
  error,
  /** @type {{ code: string, param?: string }} */ { code, param },
  { isStripeError, Stripe },
) => {
  if (!isStripeError(error)) return `it rejects with ${String(error)}, which is not a typed error`;
  if (error.code !== code || (param && error.param !== param))
    return `it rejects with ${describe(error)} (${error.param})`;
  if (code.startsWith('scope_') && !(error instanceof Stripe.errors.StripeScopeError))
    return 'it is not a StripeScopeError';
  return '';
};

const problemOfForm = (request, expected) => {
  const parameters = parametersOf(request);
  for (const name of ['scope[type]', 'scope[user]']) parameters.delete(name);
  const found = JSON.stringify([...parameters]);
  return found === JSON.stringify(Object.entries(expected)) ? '' : `it is sent with ${found}`;
};

const problemOfSent = (request, { scope, form, headers = {} }) => {
  const found = scopeOf(request);
  if (found.type !== scope.type || found.user !== scope.user) return `it is sent for ${JSON.stringify(found)}`;
  for (const [name, value] of Object.entries(headers)) {
    if (request.headers[name] !== value) return `${name} is sent as ${request.headers[name]}`;
  }
  return form ? problemOfForm(request, form) : '';
};

/** What is wrong with the promises of an attack, and with what they reject with. */
const problemOfEnds = (ends, { end, code = end, param, type, mayFail }, library) => {
  for (const { late, error } of ends) {
    if (late) return 'it does not settle';
    if (type && error?.type !== type) return `it ends with ${describe(error)}, no ${type}`;
    if (code) {
      if (!error) return 'it resolves';
      const problem = problemOfRefusal(error, { code, param }, library);
      if (problem) return problem;
    } else if (error && !mayFail && !library.isStripeError(error))
      return `it rejects with ${String(error)}, which is not a typed error`;
    if (error?.code === 'internal_error' && !mayFail)
      return `it reports a defect: ${String(error.detail?.stack ?? error.detail).slice(0, 300)}`;
  }
  return '';
};

export async function problemOf(
  /** @type {any} */ { comes, run, config, bind = true, script, bound = {}, sends },
  library,
  timers,
) {
  const host = recording(script?.());
  const { Stripe } = library;
  const make = (more) =>
    new Stripe(KEY, { httpClient: host, ...(bind && { userContext: SIGNED_IN }), ...config, ...more });
  const afterwards = [];
  const after = (act) => {
    afterwards.push(act);
  };
  let ends;
  try {
    const client = comes.throws && !bind ? undefined : make();
    const started = run({ secrets: client?.apps.secrets, client, host, make, Stripe, timers, library, after });
    if (comes.throws) return 'it does not throw';
    const promises = [started].flat();
    if (promises.some((promise) => typeof promise?.then !== 'function')) return 'it returns no promise';
    ends = await Promise.all(promises.map((promise) => timers.ended(() => promise)));
  } catch (error) {
    if (!comes.throws) return `it throws ${describe(error)}`;
    if (host.requests.length) return 'something is sent';
    return problemOfRefusal(error, { code: comes.throws }, library);
  } finally {
    for (const act of afterwards) act();
  }
  const expected = { user: bind || 'user' in bound ? USER : undefined, account: ACCOUNT, ...bound };
  for (const request of host.requests) {
    const problem = problemOfRequest(request, expected) || (comes.scope ? problemOfSent(request, comes) : '');
    if (problem) return problem;
  }
  if ((comes.code || sends === 0) && host.requests.length) return 'something is sent';
  if (comes.scope && host.requests.length !== comes.times)
    return `it is sent ${host.requests.length} times (${ends.map(({ error }) => error && describe(error))})`;
  return problemOfEnds(ends, comes, library);
}

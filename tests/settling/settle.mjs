/** Races a call against a limit, and says what is wrong with how it ended. In plain JavaScript, for Node and browsers. */

import { KEY, USER } from '../support/host.mjs';
import { CALLERS, settings } from './callers.mjs';
import { HOSTS, scope } from './hosts.mjs';

/** The time for one attempt, in milliseconds. */
const TIMEOUT = 30;

const PARAMS = {
  create: { scope, name: 'name', payload: 'payload-placeholder' },
  find: { scope, name: 'name' },
  list: { scope },
  deleteWhere: { scope, name: 'name' },
};

/** How a client may be set up: its settings, and what is done with it first. */
const SETUPS = {
  plain: {},
  listening: {
    config: { emitEventBodies: true },
    before(stripe) {
      stripe.on('request', () => {
        throw new Error('of a listener');
      });
      stripe.on('response', () => {
        throw new Error('of a listener');
      });
    },
  },
  aborting: { options: () => ({ signal: new AbortController().signal }) },
};

/** Every call of the suite: `{ name, problem() }`, which resolves with what is wrong, or with nothing. */
export function settlingCases(/** @type {{ Stripe?, isStripeError? }} */ { Stripe, isStripeError }, env) {
  const overHosts = HOSTS.flatMap((scenario) =>
    Object.entries(SETUPS).map(([setup, how]) => ({
      name: `a call over a host that ${scenario.name} ends${setup === 'plain' ? '' : ` (${setup})`}`,
      async problem() {
        const problems = await Promise.all(
          Object.keys(PARAMS).map(async (method) => {
            const found = await problemOf(scenario, method, how);
            return found && `${method}: ${found}`;
          }),
        );
        return problems.filter(Boolean).join('\n');
      },
    })),
  );
  return [
    ...overHosts,
    ...CALLERS.map((scenario) => ({ name: scenario.name, problem: () => problemOfCaller(scenario) })),
  ];

  async function problemOf(
    { host, ends, fields, retries = 0 },
    method,
    /** @type {{ config?: object, before?: (stripe) => void, options?: () => object }} */ { config, before, options },
  ) {
    const own = [];
    const stripe = new Stripe(KEY, {
      ...settings(host(env, method, own), { timeout: TIMEOUT, maxNetworkRetries: retries }),
      ...config,
    });
    before?.(stripe);
    const ended = await env.timers.ended(() => stripe.apps.secrets[method](PARAMS[method], options?.()));
    if (ended.late) return 'it does not settle';
    if (ended.thrown) return `it throws ${ended.thrown}`;
    return ends === 'resolves' ? problemOfResult(ended, method) : problemOfError(ended, ends, fields, own);
  }

  /** A caller's case ends with the error that it names, or returns what is wrong. */
  async function problemOfCaller(
    /** @type {{ run: (client, env) => unknown, type?: string, code?: string, message?: string, typed?: boolean }} */
    { run, type, code, message, typed },
  ) {
    const client = (host, more) => new Stripe(KEY, settings(host, more));
    const { error, value, late } = await env.timers.ended(() => run(client, env));
    if (late) return 'it does not settle';
    if (!error) return type || code || message ? 'it resolves' : typed ? '' : (value ?? '');
    if (message) return error.message === message ? '' : `it rejects with ${error}`;
    if (!isStripeError(error)) return `it rejects with ${String(error?.stack ?? error)}, which is not a typed error`;
    if (error.code === 'internal_error') return `it reports a defect: ${String(error.detail?.stack ?? error.detail)}`;
    if (type && error.type !== type) return `it rejects with a ${error.type}: ${error.message}`;
    if (code && error.code !== code) return `it rejects with ${error.code}: ${error.message}`;
    return type || code || typed ? '' : `it rejects with a ${error.type}: ${error.message}`;
  }

  function problemOfResult({ value, error }, method) {
    if (error) return `it rejects with ${error.type ?? error}: ${error.message} (${String(error.detail)})`;
    const secret = method === 'list' ? value.data?.[0] : value;
    if (secret?.id !== 'appsecret_example' || secret.scope?.user !== USER) return 'it resolves with something else';
    return undefined;
  }

  function problemOfError({ error, value }, type, fields, own) {
    if (!error) return type ? `it resolves with ${typeof value}` : undefined;
    if (!isStripeError(error)) return `it rejects with ${error}, which is not a typed error`;
    if (type && error.type !== type)
      return `it rejects with a ${error.type}: ${error.message} (${String(error.detail)})`;
    if (error.code === 'internal_error') return `it reports a defect: ${String(error.detail?.stack ?? error.detail)}`;
    for (const field of ['statusCode', 'requestId']) {
      if (field in fields && error[field] !== fields[field])
        return `${field} is ${String(error[field])}, not ${fields[field]}`;
    }
    if (fields.message && error.message !== fields.message) return `its message is ${error.message}`;
    if (fields.own && !Object.is(error.detail, own[0])) return "detail is not the host's own error";
    if (fields.quotes && String(error.detail) !== 'SyntaxError: [redacted]') return 'detail quotes the body';
    if (fields.timedOut && error.message !== `Request aborted due to timeout being reached (${TIMEOUT}ms)`)
      return `its message is ${error.message}`;
    return undefined;
  }
}

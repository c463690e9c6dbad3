/**
 * The steps themselves: Stripe's documented calls, each with what has to come of it. The judgement lies here, with the
 * caller, because only the caller holds the answer with its payload.
 */
import type Stripe from 'stripe-apps-secrets';
import { hidePayloads } from '../shared/hidden';
import type { Action, ReportedError, ScopeName, Step, StepReport } from '../shared/protocol';

/** The name of the one secret that the demo keeps in each scope. */
const NAME = 'oauth_token';
/** A user of the same account who is not the one signed in. */
const OTHER_USER = 'usr_other_example';
/** In Unix seconds; fixed, so that what was set can be compared with what is found. Stripe's guide uses this date. */
const EXPIRES_AT = 1956528000;
/** The code of a refusal that left nothing on the wire. */
const REFUSAL = 'scope_not_own_user';

type Scope = { type: 'user'; user?: string } | { type: 'account' };
type Params = { scope: Scope; name?: string; payload?: string; expires_at?: number; expand?: string[] };
/** A secret, or a list of them: what the four methods give, read with the care that an unchecked answer needs. */
type Answer = Partial<Stripe.Apps.Secret> & { data?: Stripe.Apps.Secret[] };
/** What is wrong with an answer, or `null`. */
type Check = (answer: Answer, sent: Params) => string | null;

interface Call {
  method: 'create' | 'find' | 'list' | 'deleteWhere';
  params: (scope: Scope, payload: string) => Params;
  check: Check;
  promise: string;
}

const CALLS: Record<Action, Call> = {
  set: {
    method: 'create',
    params: (scope, payload) => ({ scope, name: NAME, payload, expires_at: EXPIRES_AT }),
    check: (answer, sent) =>
      describesSecret(answer, sent) ??
      (answer.expires_at === sent.expires_at ? null : 'the answer has another expiry') ??
      (answer.payload ? 'the answer repeats the payload without having been asked' : null),
    promise: 'stored with the expiry that was asked for; the answer does not repeat the payload',
  },
  find: {
    method: 'find',
    params: (scope) => ({ scope, name: NAME, expand: ['payload'] }),
    check: (answer, sent) =>
      describesSecret(answer, sent) ??
      (answer.payload === payloadFor(sent.scope) ? null : 'the payload is not the one set'),
    promise: 'found, and its payload is the one that was set',
  },
  list: {
    method: 'list',
    params: (scope) => ({ scope }),
    check: (answer, sent) => {
      const entry = answer.data?.find((secret) => secret.name === NAME);
      if (!entry) return 'the secret is not in the list';
      return describesSecret(entry, { ...sent, name: NAME }) ?? (entry.payload ? 'the list shows the payload' : null);
    },
    promise: 'listed, without its payload',
  },
  delete: {
    method: 'deleteWhere',
    params: (scope) => ({ scope, name: NAME }),
    check: (answer) => (answer.deleted === true ? null : 'the answer does not say that it was deleted'),
    promise: 'deleted',
  },
};

/** Takes one step and tells how it went. It resolves whatever the call does; only a fault of the demo itself rejects. */
export async function takeStep(stripe: Stripe, user: string | undefined, step: Step): Promise<StepReport> {
  const call = CALLS[step.action];
  const scope = scopeFor(step.scope, user);
  const params = call.params(scope, payloadFor(scope));
  const written = { id: step.id, call: asWritten(call.method, params) };
  try {
    const answer = await (stripe.apps.secrets[call.method] as (params: Params) => Promise<Answer>)(params);
    return { ...written, answer: hidePayloads(answer), ...judgeAnswer(step.scope, call, answer, params) };
  } catch (error) {
    return { ...written, error: reportError(error), ...judgeError(step.scope, error) };
  }
}

function scopeFor(name: ScopeName, user: string | undefined): Scope {
  if (name === 'account') return { type: 'account' };
  return { type: 'user', user: name === 'user' ? user : OTHER_USER };
}

/** A placeholder, told apart by scope so that a mix-up of scopes shows. */
function payloadFor(scope: Scope): string {
  return `payload-placeholder-of-${scope.type === 'user' ? scope.user : 'account'}`;
}

function describesSecret(answer: Answer, sent: Params): string | null {
  if (answer.object !== 'apps.secret') return 'the answer is not a secret';
  if (answer.name !== sent.name) return 'the answer has another name';
  if (answer.scope?.type !== sent.scope.type) return 'the answer has another scope';
  return null;
}

function judgeAnswer(scope: ScopeName, call: Call, answer: Answer, params: Params) {
  if (scope === 'other') return { asPromised: false, remark: "another user's scope was reached" };
  const fault = call.check(answer, params);
  return { asPromised: fault === null, remark: fault ?? call.promise };
}

function judgeError(scope: ScopeName, error: unknown) {
  const refused = scope === 'other' && (error as ReportedError).code === REFUSAL;
  return { asPromised: refused, remark: refused ? "another user's scope was refused" : 'the call was rejected' };
}

function reportError(error: unknown): ReportedError {
  const { type, name, code, message, param, statusCode, requestId } = error as ReportedError & { name?: string };
  return {
    type: type ?? name ?? 'Error',
    code: code ?? null,
    message: String(message),
    param: param ?? null,
    statusCode: statusCode ?? null,
    requestId: requestId ?? null,
  };
}

function asWritten(method: string, params: Params): string {
  const text = JSON.stringify(hidePayloads(params))
    .replace(/"(\w+)":/g, ' $1: ')
    .replaceAll('}', ' }')
    .replaceAll('"', "'");
  return `stripe.apps.secrets.${method}(${text})`;
}

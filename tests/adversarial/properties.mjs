/** What holds for any input and for any answer whatever, as properties for fast-check. For Node.js and for browsers. */
import fc from 'fast-check';
import { asked, gone, KEY, METHODS, recording, response, SIGNED_IN, USER } from '../support/host.mjs';
import { raise } from '../support/odd.mjs';
import { cook, options, params, signedIn } from './hostile.mjs';
import { answers } from './hostile_answers.mjs';
import { leakOf, problemOfAnswer } from './judge.mjs';
import { problemOfRequest } from './wire.mjs';

/** What the host does, turn by turn; the last for good. */
const TURNS = {
  asked,
  gone,
  busy: () => Promise.resolve(response({}, { status: 503 })),
  nothing: () => Promise.resolve(response(null)),
  throws: () => raise(new Error('The host throws.')),
};
const script = fc.array(fc.constantFrom(...Object.keys(TURNS)), { maxLength: 3 });

const wireCase = fc.constantFrom(...METHODS).chain((method) =>
  fc.record({
    method: fc.constant(method),
    params: params(method),
    options,
    signedIn,
    script,
    paged: fc.boolean(),
  }),
);

/** Who was bound: as the first look at a recipe shows it. */
const boundBy = (context) => {
  const firstOf = ({ how, value, fields }) =>
    how === 'leaf' ? value : Object.fromEntries(fields.map(([name, value]) => [name, firstOf(value)]));
  const seen = firstOf(context);
  return typeof seen === 'string' ? { user: seen } : { user: seen?.id, account: seen?.account?.id };
};

/** The keys that a call may go out with: that of the client, or the option's. */
const keysOf = (/** @type {import('./hostile.mjs').Recipe} */ { how, value, fields }) =>
  (how === 'leaf'
    ? [value?.apiKey]
    : fields.filter(([name]) => name === 'apiKey').map(([, first]) => cook(first))
  ).concat(KEY);

/** The type of the scope that was asked for, as the first look shows it. */
const typeAsked = (params) => {
  const first = (recipe, name) => recipe?.fields?.findLast(([key]) => key === name)?.[1];
  return first(first(params, 'scope'), 'type')?.value;
};

/** A method that throws has broken its word. */
const problemOfEnd = ({ thrown, late, error }, isStripeError) => {
  if (thrown) return `it throws ${String(thrown)}`;
  if (late) return 'it does not settle';
  if (error && !isStripeError(error)) return `it rejects with ${String(error)}, which is not a typed error`;
  return error?.code === 'internal_error' ? `it reports a defect: ${String(error.detail?.stack ?? error.detail)}` : '';
};

const fail = (problem) => {
  if (problem) raise(new Error(problem));
};

/** Counts how runs end, so that a generator that reaches nothing is noticed. */
const counter = (counts) => (what) => {
  counts[what] = (counts[what] ?? 0) + 1;
};

/** For any input: exactly one checked scope reaches the wire, or nothing does; and the call ends. */
const inputProperty = ({ Stripe, isStripeError }, timers, count) =>
  fc.asyncProperty(wireCase, async ({ method, params, options, signedIn, script, paged }) => {
    const host = recording([...script.map((turn) => TURNS[turn]), asked]);
    let client;
    try {
      client = new Stripe(KEY, { httpClient: host, userContext: cook(signedIn) });
    } catch (error) {
      fail(isStripeError(error) ? '' : `the constructor throws ${String(error)}`);
      return count('not made');
    }
    const start = () => client.apps.secrets[method](cook(params), cook(options));
    const end = await timers.ended(paged && method === 'list' ? () => start().autoPagingToArray({ limit: 5 }) : start);
    fail(problemOfEnd(end, isStripeError));
    const bound = { ...boundBy(signedIn), call: method, apiKeys: keysOf(options), scope: typeAsked(params) };
    for (const request of host.requests) fail(problemOfRequest(request, bound));
    if (end.error && !host.requests.length) return count(end.error.type);
    return count(host.requests.length ? 'sent' : 'nothing');
  });

/** For any answer: what is handed on is of the scope (and on a find of the name) that was asked for, or nothing of it is told. */
const answerProperty = ({ Stripe, isStripeError }, timers, count, inspect) =>
  fc.asyncProperty(answers, async ({ method, type, name, recipe, status }) => {
    const events = [];
    const client = new Stripe(KEY, {
      httpClient: { makeRequest: async () => response(recipe.cook(), { status }) },
      userContext: SIGNED_IN,
      emitEventBodies: true,
      maxNetworkRetries: 0,
    });
    client.on('response', (event) => events.push(event));
    const scope = type === 'user' ? { type, user: USER } : { type };
    const end = await timers.ended(() =>
      client.apps.secrets[method]({
        scope,
        ...(method !== 'list' && { name }),
        ...(method === 'create' && { payload: 'payload-placeholder' }),
      }),
    );
    fail(problemOfEnd(end, isStripeError));
    if (end.error) {
      const leak = leakOf([end.error, events], inspect);
      fail(leak ? `what was withheld is told in ${leak}` : '');
      return count(end.error.code ?? end.error.type);
    }
    fail(problemOfAnswer(end.value, { method, scope, name }));
    return count('handed on');
  });

/** The properties, by what a user would lose. `runs` is how often each is tried. */
export const properties = (library, timers, inspect) => [
  {
    name: 'any input whatever: what is sent is for a checked scope, or nothing is sent',
    reaches: ['sent', 'not made', 'StripeScopeError', 'StripeInvalidRequestError'],
    check: async (parameters, counts) => fc.assert(inputProperty(library, timers, counter(counts)), parameters),
  },
  {
    name: 'any answer whatever: what is handed on is what was asked for, or nothing of it is told',
    reaches: ['handed on', 'response_scope_mismatch', 'StripeAPIError'],
    check: async (parameters, counts) =>
      fc.assert(answerProperty(library, timers, counter(counts), inspect), parameters),
  },
];

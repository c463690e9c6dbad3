/**
 * Headers that a function gives: asked for with each request, checked as those that stand from the beginning, and covered
 * by the request's time. In plain JavaScript, for Node.js and for browsers.
 */

import { KEY, never, secret } from '../support/host.mjs';
import { raise, revoked, withGetter } from '../support/odd.mjs';

/** Stands for what an error must not repeat. */
const MARKER = 'session-placeholder';
const BASE = 'https://backend.example';
const SCOPE = { type: 'account' };

const many = (count) => Object.fromEntries(Array.from({ length: count }, (_, place) => [`x-${place}`, MARKER]));

/**
 * What a function may do wrong, and the code of the error that says so.
 *
 * @type {Record<string, [give: () => any, code: string]>}
 */
const WRONG = {
  'throws an error': [() => raise(new Error(MARKER)), 'config_invalid'],
  'throws nothing at all': [() => raise(undefined), 'config_invalid'],
  'throws the number of a refusal': [() => raise(5), 'config_invalid'],
  'rejects with an error': [async () => raise(new Error(MARKER)), 'config_invalid'],
  'rejects with a text': [() => Promise.reject(MARKER), 'config_invalid'],
  'gives something whose then throws': [() => withGetter({}, 'then', () => raise(new Error(MARKER))), 'config_invalid'],
  'gives nothing': [() => {}, 'config_invalid'],
  'gives null': [async () => null, 'config_invalid'],
  'gives a text': [() => MARKER, 'config_invalid'],
  'gives a function': [() => () => ({}), 'config_invalid'],
  'gives a list': [() => [['A', MARKER]], 'config_invalid'],
  'gives a Headers': [() => new Headers({ A: MARKER }), 'config_invalid'],
  'gives an heir of headers': [() => Object.create({ A: MARKER }), 'config_invalid'],
  'gives a revoked Proxy': [() => revoked(), 'config_invalid'],
  'gives a number': [() => ({ A: 5 }), 'config_invalid'],
  'gives a promise in a header': [() => ({ A: Promise.resolve(MARKER) }), 'config_invalid'],
  'gives a getter that throws': [() => withGetter({}, 'A', () => raise(new Error(MARKER))), 'config_invalid'],
  'gives too many': [() => many(101), 'config_invalid'],
  'gives two lines': [() => ({ A: `${MARKER}\r\nB: c` }), 'header_invalid'],
  'gives an invalid name': [() => ({ [`${MARKER} `]: 'a' }), 'header_invalid'],
  'gives the account': [() => ({ 'Stripe-Account': MARKER }), 'header_refused'],
  'gives another method': [() => ({ 'X-HTTP-Method-Override': 'DELETE' }), 'header_refused'],
  'gives a cookie': [() => ({ Cookie: MARKER }), 'header_refused'],
  'gives a real key': [() => ({ Authorization: `Bearer sk_test_${MARKER}` }), 'api_key_refused'],
};

const found = () => Response.json(secret({ scope: SCOPE, name: 'name' }), { headers: { 'Request-Id': 'req_example' } });

/** A page's `fetch` that plays a script, its last line again and again, and keeps the headers of what it was asked. */
function playing(script) {
  const seen = [];
  const fetch = async ({ headers }) => {
    const play = script[Math.min(seen.length, script.length - 1)];
    seen.push(Object.fromEntries(headers));
    return play();
  };
  return { seen, fetch };
}

const words = (error) => `${error.stack}${JSON.stringify(error)}${error.cause}${error.detail}`;

const same = (seen, expected) =>
  JSON.stringify(seen) === JSON.stringify(expected) ? '' : `it is ${JSON.stringify(seen)}`;

/**
 * Every case: `{ name, problem() }`, which resolves with what is wrong, or with ''. One at a time, as they change globals.
 *
 * @param env - `timers` are those of `takeTimers`
 */
export function askedCases(
  /** @type {Partial<typeof import('stripe-apps-secrets/fetch')> & { Stripe?: any }} */ library,
  env,
) {
  const { createFetchHttpClient, Stripe } = library;
  const over = (headers, timeout = 20_000) =>
    createFetchHttpClient({ baseUrl: BASE, headers }).makeRequest(
      'api.stripe.com',
      '443',
      '/v1/apps/secrets',
      'GET',
      { Authorization: `Bearer ${KEY}` },
      '',
      'https',
      timeout,
    );
  const stripeOver = (headers) =>
    new Stripe(KEY, { httpClient: createFetchHttpClient({ baseUrl: BASE, headers }), maxNetworkRetries: 2 }).apps
      .secrets;
  const find = (headers, options) => stripeOver(headers).find({ scope: SCOPE, name: 'name' }, options);

  /** A case over a `fetch` that plays a script; `act(seen)` returns what is wrong. */
  const playingOver = (name, act, /** @type {(() => any)[]} */ script = [found]) => ({
    name,
    async problem() {
      const original = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
      const { seen, fetch } = playing(script);
      Object.defineProperty(globalThis, 'fetch', { value: fetch, configurable: true, writable: true });
      try {
        return (await act(seen)) || (env.timers.count() ? 'a timer runs on' : '');
      } finally {
        Object.defineProperty(globalThis, 'fetch', original);
      }
    },
  });

  /** What is wrong with how a refused request ended, if anything. */
  const refusal = (error, code, seen) => {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) return `it ends with ${String(error)}`;
    if (error.code !== code || error.param !== 'headers') return `it is ${error.code} of ${error.param}`;
    if (words(error).includes(MARKER)) return 'its error repeats what the function gave';
    return seen.length ? 'something was sent' : '';
  };

  const counted = () => {
    let asked = 0;
    return () => ({ 'Stripe-Signature': `t=${++asked}`, authorization: 'Bearer session-example' });
  };

  const fresh = Object.entries({
    'a function': (give) => give,
    'an async function': (give) => async () => give(),
    'a function that gives something like a promise': (give) => () => ({ then: (resolve) => resolve(give()) }),
  }).map(([what, made]) =>
    playingOver(`each request carries the fresh signature of ${what}, in place of its own headers`, async (seen) => {
      const client = createFetchHttpClient({ baseUrl: BASE, headers: made(counted()) });
      for (let i = 0; i < 2; i++) {
        const headers = { Authorization: `Bearer ${KEY}`, 'X-Other': 'a' };
        await (await client.makeRequest('h', '443', '/v1', 'GET', headers, '', 'https', 20_000)).toJSON();
      }
      const pick = (of) => [of['stripe-signature'], of.authorization, of['x-other']];
      return same(seen.map(pick), [
        ['t=1', 'Bearer session-example', 'a'],
        ['t=2', 'Bearer session-example', 'a'],
      ]);
    }),
  );

  const wrong = Object.entries(WRONG).flatMap(([what, [give, code]]) => [
    playingOver(`a request whose function ${what} is refused, and not sent`, async (seen) =>
      refusal((await env.timers.ended(() => over(give))).error, code, seen),
    ),
    playingOver(`a call whose function ${what} ends with that refusal, and does not try again`, async (seen) => {
      let asked = 0;
      const call = () =>
        stripeOver(() => {
          asked += 1;
          return give();
        }).create({ scope: SCOPE, name: 'name', payload: 'payload-placeholder' });
      const { error } = await env.timers.ended(call);
      return refusal(error, code, seen) || (asked === 1 ? '' : `it asks ${asked} times`);
    }),
  ]);

  /** A call is given up so many turns of the microtask queue after its headers were asked for. */
  const givenUp = Array.from({ length: 12 }, (_, turns) =>
    playingOver(
      `a call that is aborted ${turns} turns after its headers were asked for ends at once, and sends nothing later`,
      async (seen) => {
        const controller = new AbortController();
        let sent;
        const headers = async () => {
          let turn = Promise.resolve();
          for (let i = 0; i < turns; i++) turn = turn.then(() => {});
          turn.then(() => {
            sent = seen.length;
            controller.abort();
          });
          if (!turns) controller.abort();
          return {};
        };
        const { error } = await env.timers.ended(() => find(headers, { signal: controller.signal }));
        if (error?.code !== 'request_aborted') return `it ends with ${String(error)}`;
        await env.timers.sleep(5);
        return seen.length === (sent ?? 0) ? '' : 'it was sent after it was aborted';
      },
      [never],
    ),
  );

  return [
    ...fresh,
    ...wrong,
    ...givenUp,
    playingOver(
      'a call that is tried again asks for its headers again',
      async (seen) => {
        const { value } = await env.timers.ended(() => find(counted()));
        const signatures = seen.map((headers) => headers['stripe-signature']);
        return value?.name === 'name' ? same(signatures, ['t=1', 't=2']) : 'it does not resolve';
      },
      [() => new Response('{}', { status: 500 }), found],
    ),
    playingOver('a refusal that comes after the time of its attempt does not end the call', async () => {
      const client = createFetchHttpClient({ baseUrl: BASE });
      let attempts = 0;
      const makeRequest = async (/** @type {Parameters<typeof client.makeRequest>} */ ...request) => {
        if (attempts++) return client.makeRequest(...request);
        await env.timers.sleep(80);
        throw new Stripe.errors.StripeInvalidRequestError({ message: 'late' });
      };
      const stripe = new Stripe(KEY, { httpClient: { ...client, makeRequest } });
      const call = () => stripe.apps.secrets.find({ scope: SCOPE, name: 'name' }, { timeout: 40 });
      const { value, error } = await env.timers.ended(call);
      return value?.name === 'name' ? '' : `it ends with ${String(error)}`;
    }),
    playingOver(
      "the time covers the asking: a function that never answers is left, and keeps nobody's time",
      async (seen) => {
        const { error } = await env.timers.ended(() => over(never, 40));
        if (error?.code !== 'ETIMEDOUT') return `it ends with ${String(error)}`;
        return seen.length ? 'it was sent' : '';
      },
    ),
    playingOver('a function that answers after the time sends nothing', async (seen) => {
      const { error } = await env.timers.ended(() => over(() => env.timers.sleep(80).then(() => ({})), 40));
      await env.timers.sleep(80);
      return error?.code === 'ETIMEDOUT' && !seen.length ? '' : `it ends with ${String(error)}, ${seen.length} sent`;
    }),
    playingOver('what a function rejects with after the time bothers nobody', async () => {
      const late = () => env.timers.sleep(80).then(() => raise(new Error(MARKER)));
      const { error } = await env.timers.ended(() => over(late, 40));
      await env.timers.sleep(80);
      return error?.code === 'ETIMEDOUT' ? '' : `it ends with ${String(error)}`;
    }),
    playingOver('a call that is aborted ends its request, and the timer of it', async () => {
      const controller = new AbortController();
      let signal;
      globalThis.fetch = (request) => {
        ({ signal } = /** @type {Request} */ (request));
        setTimeout(() => controller.abort(), 5);
        return never();
      };
      const { error } = await env.timers.ended(() => find(undefined, { signal: controller.signal }));
      if (error?.code !== 'request_aborted') return `it ends with ${String(error)}`;
      return signal.aborted ? '' : 'the request goes on';
    }, [never]),
    playingOver('a call that is aborted as it is sent ends its request, and the timer of it', async () => {
      const controller = new AbortController();
      let signal;
      globalThis.fetch = (request) => {
        ({ signal } = /** @type {Request} */ (request));
        controller.abort();
        return never();
      };
      const { error } = await env.timers.ended(() => find(undefined, { signal: controller.signal }));
      if (error?.code !== 'request_aborted') return `it ends with ${String(error)}`;
      return signal.aborted ? '' : 'the request goes on';
    }),
    playingOver('a call that was answered aborts nothing', async () => {
      let signal;
      globalThis.fetch = async (request) => {
        ({ signal } = /** @type {Request} */ (request));
        return found();
      };
      const { value } = await env.timers.ended(() => find());
      return value?.name === 'name' && !signal.aborted ? '' : 'it is aborted';
    }),
  ];
}

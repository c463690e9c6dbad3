/**
 * Where ours is meant to differ from stripe 23.1.0. This is the one place: a case may differ only by naming the ids of
 * these rows, and docs/differences.md shows exactly this table.
 *
 *   stripe, ours   what each does
 *   reason         why ours does it otherwise
 *   everywhere     whether every case may show it without naming it
 *   unseen         whether it is about another version of stripe, so that no case shows it
 *   explains       whether a difference is this one: `{ path, stripe, ours }`, what was seen of both, and the case
 */
import { PAYLOAD } from './fixtures.mjs';

/** Whether ours refused the call, or the client, before anything was sent. */
const refused = (seen, codes) => {
  const end = seen.ours.calls.at(-1);
  return (
    seen.ours.requests.length < Math.max(1, seen.stripe.requests.length) &&
    end?.error !== undefined &&
    end.error.fields.statusCode === undefined &&
    codes.test(end.error.fields.code)
  );
};

/** Whether ours ended with this code, whatever had been sent before. */
const refusedWith = (seen, codes) => codes.test(seen.ours.calls.at(-1)?.error?.fields.code);

const header = (name) => new RegExp(`^requests\\.\\d+\\.headers\\.${name}$`);

/** The call that a path belongs to. */
const callOf = ({ calls }, path) => calls[Number(/^calls\.(\d+)/.exec(path)?.[1])];

/** Whether stripe left its caller waiting, and ours did not. */
const settlesAlone = (seen) =>
  seen.stripe.calls.at(-1)?.outcome === 'never settles' && seen.ours.calls.at(-1)?.outcome !== 'never settles';

/** Whether ours rejected with a status that the path's difference is about. */
const keepsStatus = (seen, path) => callOf(seen.ours, path)?.error?.fields.statusCode !== undefined;

export const INTENDED = {
  'user-agent': {
    stripe: '`User-Agent: Stripe/v1 NodeBindings/…`',
    ours: '`User-Agent: stripe-apps-secrets/…`; `appInfo` adds the same text',
    reason: 'A server should see which library asks.',
    everywhere: true,
    explains: ({ path, stripe, ours }) =>
      header('User-Agent').test(path) &&
      stripe?.replace(/^Stripe\/v1 NodeBindings\/\S+/, '').replace(/ AIAgent\/\S+$/, '') ===
        ours?.replace(/^stripe-apps-secrets\/\S+/, ''),
  },
  'no-telemetry': {
    stripe:
      'sends `X-Stripe-Client-User-Agent`, and the duration of the previous request as `X-Stripe-Client-Telemetry`',
    ours: 'sends neither; `telemetry` has no effect',
    reason: 'Nobody asked for it.',
    everywhere: true,
    explains: ({ path, ours }) => header('X-Stripe-Client-(User-Agent|Telemetry)').test(path) && ours === undefined,
  },
  'idempotency-key': {
    stripe: 'makes keys `stripe-node-retry-<UUID>`',
    ours: 'makes keys `stripe-apps-secrets-<128 random bits>`',
    reason: 'A log should show which library made a key. Every attempt of a call has the same key, every call another.',
    everywhere: true,
    explains: ({ path, stripe, ours }, seen) =>
      (header('Idempotency-Key').test(path) || /^events\.\d+\.event\.idempotency_key$/.test(path)) &&
      /^stripe-node-retry-[\da-f-]{36}$/.test(stripe) &&
      /^stripe-apps-secrets-[\d-]{7,}$/.test(ours) &&
      sameTurns(seen),
  },
  'call-site': {
    stripe: "adds `Originating from:` and the caller's stack to an error's `stack`",
    ours: 'does not; only the stack of a refusal names the caller',
    reason: 'Size, and the time that a stack takes in each call.',
    everywhere: true,
    explains: ({ path, ours }) => /\.namesCaller$/.test(path) && ours === false,
  },
  refusal: {
    stripe: 'sends the request, or throws a plain `Error`',
    ours: 'refuses a scope, parameter or option with a typed error before anything is sent; a method rejects and never throws',
    reason: 'You hear of a mistake where you made it, and no other scope is reached.',
    explains: (_, seen) =>
      refused(
        seen,
        /^(scope|parameter|parameters|option|header|expires_at|card_number|streaming|authenticator|api_key)_/,
      ),
  },
  'config-refusal': {
    stripe: 'makes the client, or throws a plain `Error`',
    ours: "the constructor throws a `StripeInvalidRequestError` with a code: no `httpClient`, a real key, an `authenticator`, another `host` or `protocol`, a setting that is unknown or has a wrong type (`userContext` and `cardNumbers` are known beside stripe's)",
    reason: 'The Dashboard signs, and reaches one host. A real key has no place in an extension.',
    explains: (_, seen) =>
      seen.ours.calls.length === 1 &&
      seen.ours.calls[0].outcome === 'the constructor throws' &&
      typeof seen.ours.calls[0].error.fields.code === 'string' &&
      seen.ours.requests.length === 0,
  },
  'error-without-reason': {
    stripe: 'resolves with the body of a 4xx or 5xx answer that has no `error` in it',
    ours: 'rejects with the class of the status',
    reason: 'A failure must not look like a secret.',
    explains: ({ path }, seen) => keepsStatus(seen, path),
  },
  'unreadable-body': {
    stripe:
      'rejects without a status when the body is not JSON, with a plain `TypeError` when it is `null`, and never settles when it is a string, number or boolean',
    ours: "rejects with the class of the status, and keeps status, headers and request id; `detail` is what the host rejected with, but only `name` and `code` of a JSON parser's error, which may quote the body",
    reason: 'The Dashboard loses bodies. A 403 without one is common, and needs another remedy than a broken answer.',
    explains: ({ path }, seen) => keepsStatus(seen, path) || (path.startsWith('unhandled') && settlesAlone(seen)),
  },
  'odd-status': {
    stripe: 'takes any status below 400, or one that is not a number, for a success',
    ours: 'rejects with a `StripeAPIError` when the status is not an integer from 100 to 599',
    reason: 'An answer without a status says nothing about success.',
    explains: ({ path }, seen) =>
      callOf(seen.ours, path)?.error?.class === 'StripeAPIError' &&
      callOf(seen.ours, path).error.fields.statusCode === undefined,
  },
  'odd-headers': {
    stripe: 'reads headers from a plain object only; without headers it reports a connection error',
    ours: 'also reads a `Headers` or a `Map`, and needs no headers',
    reason: 'An answer should not be lost for its headers.',
    explains: ({ path }) => /^calls\.\d+\.(error|at$)/.test(path),
  },
  'raw-response': {
    stripe: 'never settles when the raw response is frozen or missing',
    ours: 'resolves; `lastResponse` is what there is',
    reason: 'Every call settles.',
    explains: ({ path }, seen) => settlesAlone(seen) && /^(calls|unhandled)/.test(path),
  },
  'rejects-with-nothing': {
    stripe: 'never settles when the host rejects with `null` or `undefined`',
    ours: 'takes it for a request that failed',
    reason: 'Every call settles.',
    explains: ({ path }, seen) => settlesAlone(seen) && /^(calls|unhandled|requests)/.test(path),
  },
  'body-lost-in-time': {
    stripe: 'keeps only the request id on a timeout during the body',
    ours: 'its `StripeConnectionError` also keeps status and headers',
    reason: 'What is known of an answer should not be lost.',
    explains: ({ path }, seen) =>
      /^calls\.\d+\.error\.fields\.(raw\.)?(statusCode|headers)/.test(path) &&
      callOf(seen.ours, path).error.class === 'StripeConnectionError',
  },
  'body-lost-by-class': {
    stripe: 'calls it a broken connection when one of its own HTTP clients loses the body, by the class of the error',
    ours: 'calls it an answer that cannot be read, with its status, unless the time ended (`code: ETIMEDOUT`)',
    reason: "That class is stripe's own; the Dashboard's client has none like it.",
    explains: ({ path }, seen) => keepsStatus(seen, path),
  },
  'foreign-answer': {
    stripe: 'hands on any answer',
    ours: 'withholds an answer of another scope, object or (on a find) name: `response_scope_mismatch`',
    reason: 'You must not see the secret of another scope.',
    explains: ({ path }, seen) =>
      seen.ours.calls.at(-1)?.error?.fields.code === 'response_scope_mismatch' && /^(calls|notes)\./.test(path),
  },
  'paging-errors': {
    stripe: 'throws, or rejects with, a plain `Error` when you misuse paging or an answer has no id to go on from',
    ours: 'the same text, where there is one, in a typed error: `paging_invalid`, `paging_stuck`',
    reason: 'Every error is typed.',
    explains: ({ path }, { ours }) =>
      /^(calls|notes)\./.test(path) &&
      [...ours.calls, ...ours.notes.map(({ value }) => ({ error: value }))].some(({ error }) =>
        /^paging_(invalid|stuck)$/.test(error?.fields?.code),
      ),
  },
  'cursor-stuck': {
    stripe: 'asks for the same page again and again when two pages end with the same id',
    ours: 'rejects with `paging_stuck`',
    reason: 'Every call settles.',
    explains: ({ path }, { ours }) =>
      /^(calls|notes|requests)/.test(path) && ours.notes.some(({ value }) => value.fields?.code === 'paging_stuck'),
  },
  'event-undefined': {
    stripe: "writes the text `'undefined'` as `account` and `idempotency_key` of a `request` event that has none",
    ours: 'leaves them out',
    reason: 'That text means nothing.',
    explains: ({ path, stripe, ours }) =>
      /^events\.\d+\.event\.(account|idempotency_key)$/.test(path) && stripe === 'undefined' && ours === undefined,
  },
  'event-version': {
    stripe: "names the client's API version in a `request` event, even when the call has another",
    ours: 'names the version that was sent',
    reason: 'An event should say what happened.',
    explains: ({ path, ours }, seen) =>
      /^events\.\d+\.event\.api_version$/.test(path) &&
      seen.ours.requests.some(({ headers }) => headers['Stripe-Version'] === ours),
  },
  'event-bodies': {
    stripe: 'shows payloads in events with `emitEventBodies`, and the text of a body that cannot be read',
    ours: 'writes `[redacted]` for a payload and a `Date` as text; leaves out what cannot be read, what was withheld, and an object of the API beside an error',
    reason: 'Events end up in logs.',
    explains: ({ path, stripe, ours }) =>
      /^events\.\d+\.event\.body/.test(path) &&
      (ours === undefined || ours === '[redacted]' || stripe === `Date ${ours}`),
  },
  'listener-throws': {
    stripe:
      "what a listener throws reaches the page's `error` event; what it rejects with reaches `unhandledrejection`",
    ours: 'both go to `reportError`, which ends in the `error` event; where there is none, to the console',
    reason: 'A listener cannot disturb the call, and error monitors hear of it.',
    explains: ({ path }) => path.startsWith('notes.'),
  },
  'off-again': {
    stripe: 'removes a listener once, even when it was added twice or for two events',
    ours: 'each `off` removes one',
    reason: 'What was added can be removed.',
    explains: ({ path }) => path.startsWith('notes.'),
  },
  notice: {
    stripe:
      'adds to a `Stripe-Notice` on the console which environment variable hides it; reports a broken connection if the console throws',
    ours: 'shows the notice alone, with `[redacted]` for a payload in it; a console that throws does no harm',
    reason: 'An extension has no environment variables, and a notice is not worth a call.',
    explains: ({ path, stripe, ours }, seen) =>
      path.startsWith('warnings.')
        ? stripe.startsWith(`${ours.replace('[redacted]', PAYLOAD)}\n`)
        : /^(notes|requests|timersLeft|calls)/.test(path) && seen.stripe.requests.length > seen.ours.requests.length,
  },
  'sent-at-once': {
    stripe: 'calls `makeRequest` one microtask after the call',
    ours: 'calls it within the call; the `request` event comes a microtask later, as in stripe',
    reason: 'No other code runs between the check and the request.',
    explains: ({ path, stripe, ours }) => path.startsWith('notes.') && stripe === ours - 1,
  },
  'without-new': {
    stripe: "an ES module's `Stripe(key)` throws a `TypeError`; what `require` gives makes no instances of itself",
    ours: 'works with and without `new`, also for classes that extend it',
    reason: 'Old code leaves `new` out.',
    explains: ({ path }) => /^(notes|calls|requests)\./.test(path),
  },
  'methods-alone': {
    stripe:
      'throws a `TypeError` when a method is called without its resource (`const { find } = stripe.apps.secrets`)',
    ours: 'works',
    reason: 'The methods need no `this`.',
    explains: (_, seen) =>
      /^Cannot read properties of undefined \(reading '_makeRequest'\)/.test(seen.stripe.calls.at(-1)?.error?.message),
  },
  'each-without-callback': {
    stripe: 'rejects with a `TypeError` at the first entry when `autoPagingEach()` has no callback',
    ours: 'goes through every page',
    reason: 'Both call the callback optional.',
    explains: (_, seen) => seen.stripe.calls.at(-1)?.error?.class === 'TypeError',
  },
  copies: {
    stripe: "hands on the object that the host's `toJSON` gave, and writes `headers` and more into its `error`",
    ours: 'hands on a copy: unknown fields stay, accessors are read once, functions are left out',
    reason: 'You get exactly what was checked.',
    explains: ({ path }) => /^(notes|calls)\./.test(path),
  },
  'options-once': {
    stripe: 'reads the options of a list again for each page',
    ours: 'reads them once, as both do with the parameters',
    reason: 'What was checked is what is sent.',
    explains: ({ path }) => /^(notes|requests)\./.test(path),
  },
  'header-values': {
    stripe:
      "hands a list or `null` as a header's value to the host, and a list among an answer's headers to the caller",
    ours: "refuses a list (`header_invalid`), leaves out `null`, and takes the first entry of an answer's list",
    reason: 'A header has one value, a text.',
    explains: ({ path, stripe, ours }, seen) =>
      refused(seen, /^header_invalid$/) ||
      /\.requestId$/.test(path) ||
      (/^requests\.\d+\.headers\./.test(path) && stripe === null && ours === undefined),
  },
  port: {
    stripe: 'hands the `port` of the settings to the host',
    ours: 'hands on 443, whatever is set',
    reason: 'The Dashboard ignores it, and reaches one host.',
    explains: ({ path, ours }) => /^requests\.\d+\.port$/.test(path) && ours === '443',
  },
  'numeric-ids': {
    stripe: 'writes a number as text for a user, a name or a cursor, and goes on from an `id` that is a number',
    ours: 'refuses it: `scope_invalid`, `parameter_invalid_string`',
    reason: 'A rounded number would name another one.',
    explains: (_, seen) => refusedWith(seen, /^(scope_invalid|parameter_invalid_string)$/),
  },
  absent: {
    stripe:
      'has all other resources, `rawRequest`, `Stripe.HttpClient`, `Stripe.createFetchHttpClient`, `Stripe.webhooks` and more, and error classes for the v2 API and for webhooks',
    ours: 'has none of them: `undefined`; in development builds an error `not_supported` that says what to do',
    reason: 'Size.',
    explains: ({ path }) => path.startsWith('notes.'),
  },
  'card-warning': {
    stripe: 'stores a payload that is a card number',
    ours: "does so with a warning on the console; `cardNumbers: 'refuse'` refuses it, `'allow'` is silent",
    reason: 'The Secret Store does not permit it.',
    explains: ({ path, stripe }) => path.startsWith('warnings.') && stripe === undefined,
  },
  older: {
    stripe: 'older versions make fewer attempts by default (one before 13, two before 17) and name another API version',
    ours: 'makes three, and names the API version of 23.1.0',
    reason: '`maxNetworkRetries` and `apiVersion` set both.',
    unseen: true,
    explains: () => false,
  },
  'host-throws': {
    stripe: 'never settles when `makeRequest` throws synchronously, and leaves an unhandled rejection',
    ours: 'takes it for a request that failed',
    reason: 'Every call settles.',
    explains: ({ path }, seen) => settlesAlone(seen) && /^(calls|unhandled|requests)/.test(path),
  },
  'timeout-enforced': {
    stripe: "leaves the timeout to the host's client, and waits forever when that ignores it, as the Dashboard's does",
    ours: 'ends each attempt itself, reading the body included; `detail` is then its own `ETIMEDOUT`',
    reason: 'Every call settles.',
    explains: ({ path, ours }, seen, { host }) =>
      host?.keepsTimeouts
        ? /\.detail$/.test(path) && ours?.code === 'ETIMEDOUT'
        : (settlesAlone(seen) ||
            (callOf(seen.ours, path)?.error?.message ?? '').startsWith('Request aborted due to timeout')) &&
          /^(calls|requests|events)/.test(path),
  },
  signal: {
    stripe: 'ignores a `signal` in the options',
    ours: 'ends the call when the signal aborts: `request_aborted`, with the reason in `detail`',
    reason: 'A component that is gone needs no answer.',
    explains: ({ path }, { ours }) =>
      ours.calls.at(-1)?.error?.fields.code === 'request_aborted' && /^(calls|requests|events)/.test(path),
  },
  'timeout-zero': {
    stripe: "hands a `timeout` of 0 in the settings to the host's client, for which it means none",
    ours: 'takes the default of 80,000 ms, as both do for a 0 in the options',
    reason: 'Every call settles.',
    explains: ({ path, stripe, ours }) => /^requests\.\d+\.timeout$/.test(path) && stripe === 0 && ours === 80_000,
  },
};

/** The ids that every case may show. */
export const EVERYWHERE = Object.keys(INTENDED).filter((id) => INTENDED[id].everywhere);

/** The table as docs/differences.md shows it. */
export const table = () =>
  [
    '| | stripe 23.1.0 | stripe-apps-secrets | why |',
    '| --- | --- | --- | --- |',
    ...Object.entries(INTENDED).map(([id, row]) => `| ${id} | ${row.stripe} | ${row.ours} | ${row.reason} |`),
  ].join('\n');

/** Whether the keys of both change, and stay, at the same requests. */
function sameTurns({ stripe, ours }) {
  const turns = ({ requests }) => {
    const keys = requests.map(({ headers }) => headers['Idempotency-Key']);
    return keys.map((key) => keys.indexOf(key)).join();
  };
  return turns(stripe) === turns(ours);
}

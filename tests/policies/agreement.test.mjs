/**
 * Whoever gets the interpreter in place of WebAssembly gets the same package: both engines are given the same random
 * input, and all that can be seen of them has to be the same: what is sent and when, outcomes, each field of an error,
 * events, warnings, timers. A number out of range is where the two could part: WebAssembly traps at it, JavaScript wraps.
 *
 *   SEED   another seed
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cook, options, params, signedIn } from '../adversarial/hostile.mjs';
import { answers } from '../adversarial/hostile_answers.mjs';
import { START } from '../differential/clock.mjs';
import { differences } from '../differential/compare.mjs';
import { account, HEADERS, NAME, page, problem, secret, user } from '../differential/fixtures.mjs';
import { pagedScenario, scenario } from '../differential/generator.mjs';
import { OURS } from '../differential/libraries.mjs';
import { play } from '../differential/play.mjs';
import { coded, json, made, rejects } from '../differential/script.mjs';
import { ALL } from '../support/all.mjs';
import { METHODS } from '../support/host.mjs';
import { SEED } from '../support/seed.mjs';

/** Fewer cases that end in a way would mean that the generator hardly reaches it. */
const LEAST = ALL ? 5 : 1;

/** Keys are random. What has to agree is which requests share one. */
const KEY = /^stripe-apps-secrets(-\d+){4}$/;

/** What was seen, with each key as the number of its first place. */
function withoutKeys(seen) {
  const keys = [];
  const replaced = (value) => {
    if (typeof value === 'string' && KEY.test(value))
      return `key ${keys.includes(value) ? keys.indexOf(value) : keys.push(value) - 1}`;
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, replaced(field)]));
  };
  return replaced(seen);
}

/** Plays a case with a core. What it is given is made anew, since looking at it may change it. */
const seenOf = async (library, make) => {
  try {
    return withoutKeys(await play(library, make()));
  } catch (error) {
    return { unplayable: String(error) }; // what is compared cannot be read, such as a Proxy in `detail`
  }
};

const kindOf = ({ unplayable, calls = [] }) =>
  unplayable
    ? 'unplayable'
    : (calls.at(-1)?.error?.fields?.code ?? calls.at(-1)?.error?.class ?? calls.at(-1)?.outcome);

/**
 * @param most - how often the full run tries it; the ordinary one tries a third of that
 * @param arbitrary - of what `make` makes a case of
 * @param reaches - ways to end that the generator has to reach
 */
function agree(name, most, arbitrary, make, reaches) {
  const runs = ALL ? most : Math.ceil(most / 3);
  test(`${name} (${runs} runs, seed ${SEED})`, async (t) => {
    const [wasm, javascript] = OURS;
    const ends = new Map();
    await fc.assert(
      fc.asyncProperty(arbitrary, async (given) => {
        const [one, other] = [await seenOf(wasm, () => make(given)), await seenOf(javascript, () => make(given))];
        assert.deepEqual(
          differences(one, other)
            .slice(0, 5)
            .map(({ path, stripe, ours }) => ({ path, wasm: stripe, javascript: ours })),
          [],
        );
        ends.set(kindOf(one), (ends.get(kindOf(one)) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: runs },
    );
    t.diagnostic(
      [...ends]
        .sort((a, b) => b[1] - a[1])
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', '),
    );
    for (const end of reaches) assert.ok(ends.get(end) >= LEAST, `hardly any case ends with ${end}`);
    assert.ok((ends.get('unplayable') ?? 0) < runs / 20, 'too many cases cannot be compared');
  });
}

agree('any call that stripe knows ends alike on both cores', 500, scenario, (given) => given, [
  'resolves',
  'StripeConnectionError',
  'StripeAPIError',
]);
agree('any list is paged alike on both cores', 100, pagedScenario, (given) => given, ['resolves']);

const hostile = fc
  .constantFrom(...METHODS)
  .chain((method) => fc.record({ method: fc.constant(method), params: params(method), options, signedIn }));
agree(
  'any input whatever is sent, or refused, alike on both cores',
  1500,
  hostile,
  ({ method, params, options, signedIn }) => ({
    listens: true,
    script: [json(200, method === 'list' ? page([{}]) : secret(), HEADERS)],
    bind: cook(signedIn),
    call: () => [method, cook(params), cook(options)],
  }),
  [
    'scope_invalid',
    'scope_not_own_user',
    'scope_missing',
    'option_invalid',
    'parameter_unknown',
    'header_invalid',
    'response_scope_mismatch',
    'resolves',
  ],
);

agree(
  'any answer whatever is handed on, or withheld, alike on both cores',
  1000,
  answers,
  ({ method, type, name, recipe, status }) => ({
    listens: true,
    config: { emitEventBodies: true, maxNetworkRetries: 0 },
    script: [made(status, () => recipe.cook(), HEADERS)],
    call: [
      method,
      {
        scope: type === 'user' ? user : account,
        ...(method !== 'list' && { name }),
        ...(method === 'create' && { payload: 'payload-placeholder' }),
      },
    ],
  }),
  ['resolves', 'response_scope_mismatch', 'StripeAPIError'],
);

/** Numbers, near the borders of every type that a core may keep them in, and near those of the rules. */
const NOW = START / 1000;
const DAY = 86_400;
const BORDERS = [
  0,
  0.5,
  1,
  100,
  128,
  255,
  256,
  5000,
  65_536,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  2 ** 64,
  1e12,
  1e21,
  1e308,
  5e-324,
  NOW,
  NOW - DAY,
  NOW + 36_525 * DAY,
  START,
  (NOW - DAY) * 1000,
  (NOW + 36_525 * DAY) * 1000,
];
const number = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.constantFrom(...BORDERS), fc.constantFrom(-1, -0.5, 0, 0.5, 1), fc.constantFrom(1, 1, 1, -1))
      .map(([border, off, sign]) => sign * (border + off)),
  },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0) },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 102 }) },
  { weight: 1, arbitrary: fc.integer({ min: -100_000, max: 3_200_000_000 }).map((seconds) => NOW + seconds) },
);
const numeric = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: number.map(String) },
  { weight: 1, arbitrary: number.map((value) => ({ date: value })) },
  { weight: 1, arbitrary: fc.stringMatching(/^[-+ 0-9.eEx_]{1,12}$/) },
);
const written = (value) => (Object(value) === value ? new Date(value.date) : value);
const small = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: number });
const optional = (arbitrary) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const failure = fc
  .tuple(
    fc.constantFrom('409', '500', '429', 'gone', 'odd'),
    number,
    fc.constantFrom({}, { 'stripe-should-retry': 'true' }, { 'stripe-should-retry': 'false' }),
  )
  .map(([how, odd, headers]) =>
    how === 'gone' ? rejects(coded('ECONNRESET')) : json(how === 'odd' ? odd : Number(how), problem(), headers),
  );
agree(
  'any number is understood, and any wait taken, alike on both cores',
  2000,
  fc.record({
    method: fc.constantFrom('create', 'list', 'find'),
    numeric,
    timeout: optional(small),
    retries: optional(small),
    configured: optional(small),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    failures: fc.array(failure, { maxLength: 5 }),
  }),
  ({ method, numeric, timeout, retries, configured, random, failures }) => ({
    listens: true,
    random,
    config: { maxNetworkRetries: configured },
    script: [...failures, json(200, method === 'list' ? page([{}]) : secret(), HEADERS)],
    call: [
      method,
      {
        scope: user,
        ...(method === 'list' ? { limit: written(numeric) } : { name: NAME }),
        ...(method === 'create' && { payload: 'payload-placeholder', expires_at: written(numeric) }),
      },
      { timeout, maxNetworkRetries: retries },
    ],
  }),
  [
    'resolves',
    'parameter_invalid_integer',
    'option_invalid',
    'expires_at_in_past',
    'expires_at_too_far',
    'StripeConnectionError',
  ],
);

/** What reads like the number of a card, and what is one, by its check digit. */
const digits = fc.stringMatching(/^[0-9]{11,19}$/).map((digits) => {
  const sum = [...digits]
    .reverse()
    .reduce(
      (sum, digit, place) =>
        sum + (place % 2 ? Number(digit) : ((Number(digit) * 2) % 10) + Math.floor(Number(digit) / 5)),
      0,
    );
  return digits + ((10 - (sum % 10)) % 10);
});
const branded = fc
  .tuple(fc.constantFrom('4', '51', '2221', '34', '37', '6011', '3528', '30', '62', '9'), digits)
  .map(([prefix, rest]) => prefix + rest.slice(prefix.length));
const separated = fc
  .tuple(
    fc.oneof(digits, branded, fc.constant('4242424242424242')),
    fc.array(fc.tuple(fc.nat(20), fc.constantFrom(' ', '-', '.', '\n')), { maxLength: 4 }),
  )
  .map(([number, marks]) =>
    marks.reduce((text, [place, mark]) => text.slice(0, place) + mark + text.slice(place), number),
  );
const long = fc
  .tuple(fc.constantFrom('x', '🔑', '\u0301'), fc.integer({ min: 4998, max: 5002 }))
  .map(([letter, count]) => letter.repeat(count));
agree(
  'any payload is taken, warned of or refused alike on both cores',
  600,
  fc.record({
    payload: fc.oneof({ weight: 5, arbitrary: separated }, { weight: 1, arbitrary: long }),
    cardNumbers: fc.constantFrom(undefined, 'refuse', 'warn', 'allow'),
  }),
  ({ payload, cardNumbers }) => ({
    config: { cardNumbers },
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload }],
  }),
  ['resolves', 'card_number_refused', 'parameter_too_long'],
);

/** A character of every kind that a header, a key or a name of an app may hold, and of every kind that it may not. */
const character = fc
  .oneof(
    fc.integer({ min: 0, max: 0x180 }),
    fc.integer({ min: 0, max: 0xffff }),
    fc.constantFrom(...Array.from('!~ "(),/:;<=>?@[\\]{}_-\x7f\x80\xff\r\n\0', (one) => one.charCodeAt(0))),
  )
  .map((code) => String.fromCharCode(code));
const characters = (fallback) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.array(character, { maxLength: 2 }).map((all) => `a${all.join('')}`) },
    { weight: 3, arbitrary: fc.constant(fallback) },
  );
agree(
  'any character of a header is sent, or refused, alike on both cores',
  1500,
  fc.record({
    name: characters('X-A'),
    value: characters('x'),
    version: characters('2025-04-30.basil'),
    key: characters('key-placeholder'),
    app: characters('app'),
    reserved: fc.constantFrom(
      ...Array(30).fill(undefined),
      'Authorization',
      'stripe-version',
      'STRIPE-',
      'Content-Length',
      'hosts',
      'HOST',
    ),
  }),
  ({ name, value, version, key, app, reserved }) => ({
    config: { appInfo: { name: app } },
    script: [json(200, secret(), HEADERS)],
    call: [
      'find',
      { scope: user, name: NAME },
      { headers: { [name]: value, ...(reserved && { [reserved]: 'x' }) }, apiVersion: version, idempotencyKey: key },
    ],
  }),
  ['resolves', 'header_invalid', 'header_refused'],
);

/** Places of properties are numbers, too: objects that are wider than these may be. */
const wide = (count, extra) => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, undefined])),
  ...extra,
});
agree(
  'any number of properties is read alike on both cores',
  200,
  fc.record({
    count: fc.oneof(
      fc.constantFrom(0, 1, 63, 64, 65, 127, 128, 250, 251, 252, 253, 254, 255, 256, 257, 1000),
      fc.nat(300),
    ),
    first: fc.boolean(),
    of: fc.constantFrom('params', 'scope', 'headers', 'expand'),
    more: fc.constantFrom({}, { nonsense: 1 }, { pay_load: 1 }),
  }),
  ({ count, first, of, more }) => {
    const made = (good, undefinedFields = wide(count, more)) =>
      first ? { ...good, ...undefinedFields } : { ...undefinedFields, ...good };
    const params = {
      scope: of === 'scope' ? made(user) : user,
      name: NAME,
      ...(of === 'expand' && { expand: Array.from({ length: count }, (_, i) => `x${i}`) }),
    };
    const headers =
      of === 'headers'
        ? { headers: Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-${i}`, String(i)])) }
        : {};
    return { script: [json(200, secret(), HEADERS)], call: ['find', of === 'params' ? made(params) : params, headers] };
  },
  ['resolves', 'parameter_unknown'],
);

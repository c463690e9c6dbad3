/** What others write about a `create` that takes long to look through: the call ends at once, and does not repeat the payload. */
import { ALL, thinned } from '../support/all.mjs';
import { KEY, recording, response } from '../support/host.mjs';
import {
  alike,
  doubled,
  endless,
  heir,
  LARGEST,
  many,
  named,
  nested,
  OBJECTS,
  parts,
  showing,
  TEXTS,
} from './values.mjs';

const scope = { type: 'account' };
const LETTERS = 5e6;

/** Payloads that a text nearly repeats at each place: what the text is of, and the payload around an `x`. */
const NEAR = {
  'é, and the payload has another letter in its middle': ['é', 'é'.repeat(2500), 'é'.repeat(2499)],
  'é, and the payload has another letter at its end': ['é', 'é'.repeat(4999), ''],
  'é, and the payload has another letter at its start': ['é', '', 'é'.repeat(4999)],
  'pairs, and the payload has another letter in its middle': ['ab', 'ab'.repeat(1250), 'ab'.repeat(1249)],
  'ideographs, and the payload has another letter in its middle': ['秘', '秘'.repeat(2500), '秘'.repeat(2499)],
  'emoji, and the payload has another letter in its middle': [
    '\u{1F600}',
    '\u{1F600}'.repeat(2500),
    '\u{1F600}'.repeat(2499),
  ],
  'letters, and the payload is short': ['a', 'aaaa', 'aaaa'],
  'backslashes, and the payload is longer in JSON': ['\\', '\b', '\\'.repeat(4998)],
  'lone surrogates, and the payload has whole ones': ['\uD83D', '\u{1F600}'.repeat(1000), ''],
};

const ERROR = { type: 'invalid_request_error', code: 'parameter_invalid' };
const rejecting = (thrown) => () => Promise.reject(thrown);
const answering = (body, more) => () => response(body, { status: 400, ...more });

/** Where the text may stand: makes what a host does. */
const PLACES = {
  'an error': (text) => rejecting(new Error(text)),
  'an error with a cause': (text) => rejecting(new Error('x', { cause: new Error(text) })),
  'a text in place of an error': (text) => rejecting(text),
  'objects in an error': (text) => rejecting(Object.assign(new Error('x'), { a: { b: [{ c: text }] } })),
  "the API's message": (text) => answering({ error: { ...ERROR, message: text } }),
  "a field of the API's error": (text) => answering({ error: { ...ERROR, message: 'x', source: { deep: [text] } } }),
  'a header': (text) => answering({ error: ERROR }, { headers: { 'x-echo': text } }),
  'a notice': (text) => answering({ error: ERROR }, { headers: { 'stripe-notice': text } }),
  'a body that cannot be read': (text) => answering(undefined, { toJSON: rejecting(new SyntaxError(text)) }),
  'a status that throws': (text) =>
    answering(undefined, {
      getStatusCode() {
        throw new Error(text);
      },
    }),
};

const textsOf = (error) => {
  const { message, raw, headers, detail } = error ?? {};
  const { cause, a } = Object(detail);
  return [
    message,
    raw?.message,
    raw?.source?.deep?.[0],
    headers?.['x-echo'],
    detail,
    detail?.message,
    cause?.message,
    a?.b[0].c,
  ];
};

const foreign = (name, prepare) => ({
  name,
  prepare({ Stripe }) {
    const { act, payload = 'payload-placeholder', signal } = prepare();
    const { secrets } = new Stripe(KEY, { httpClient: recording([act]), maxNetworkRetries: 0 }).apps;
    return {
      act: () => secrets.create({ scope, name: 'name', payload }, { signal }),
      problem(error) {
        if (!/^Stripe(Connection|API|InvalidRequest)Error$/.test(error?.type)) return `it ends with ${error}`;
        const repeats = textsOf(error).some((text) => typeof text === 'string' && text.endsWith(payload));
        return repeats ? 'it repeats the payload' : '';
      },
    };
  },
});

/** A payload, and a text with it at its end: to look for it elsewhere would take the engine minutes. */
const near = (/** @type {string[]} */ [unit, before, after]) => {
  const payload = `${before}x${after}`;
  return { payload, text: unit.repeat(LETTERS / unit.length) + payload };
};

const aborted = (reason) => {
  const signal = { aborted: true, reason, addEventListener() {}, removeEventListener() {} };
  return { signal, act: () => new Promise(() => {}) };
};

const hanging = (make) => () => ({ act: rejecting(Object.assign(new Error('x'), { inside: make() })) });
const PAYLOAD = 'payload-placeholder';

/** What may hang on an error. */
const HANGING = {
  '100,000 fields': () => named(1e5),
  '100,000 objects': () => many(1e5, (place) => ({ place })),
  '100,000 texts that repeat the payload': () => many(1e5, (place) => PAYLOAD + place),
  'ten million items': () => new Array(1e7).fill('x'),
  '1,000 lists of 90,000 items': () => many(1000, () => new Array(90_000)).map((list) => list.fill(0, 0, 1000)),
  'ten megabytes of texts that are alike': () => alike(200, 50_000),
  '10,000 parts of one text': () => parts(10_000, 'é'.repeat(5e6)),
  'a list within itself 2 ** 40 times': () => doubled(40, (left, right) => [left, right]),
  'objects that are all within one another': () => {
    const all = many(300, () => ({ text: PAYLOAD }));
    for (const each of all) each.all = all;
    return all;
  },
  '5,000 causes': () => nested(5000, (cause) => new Error('x', { cause }), new Error(PAYLOAD)),
  'objects 50,000 levels deep': () => nested(50_000, (inside) => ({ inside }), PAYLOAD),
  'a Proxy that shows another one inside, for ever': endless,
  'a Proxy whose prototype is another one, for ever': () => heir(PAYLOAD),
  'a Proxy that shows 50,000 names': () => showing(50_000, PAYLOAD),
  '2,000 names of a million letters': () => many(2000, () => ({ [`stripe-${'a'.repeat(1e6)}\n`]: 'x' })),
  '30,000 errors with a name of a million letters': () => {
    class Named extends Error {}
    Named.prototype.name = 'x'.repeat(1e6);
    return many(30_000, () => new Named(PAYLOAD));
  },
  '20,000 objects with 3,000 prototypes': () => {
    const heir = /** @type {object} */ (nested(3000, (parent) => Object.create(/** @type {object} */ (parent)), {}));
    return many(20_000, () => Object.assign(Object.create(heir), { text: PAYLOAD }));
  },
  'ten million items with holes in the middle': () => {
    const items = new Array(1e7).fill(0);
    for (let i = 99_900; i <= 100_000; i++) delete items[i];
    return items;
  },
  ...OBJECTS,
  ...LARGEST,
};

/** Near payloads, in each place. */
const NEAR_IN_PLACES = thinned(
  Object.values(PLACES).map((make) =>
    Object.entries(NEAR).map(([name, row]) =>
      foreign(name, () => {
        const { payload, text } = near(row);
        return { payload, act: make(text) };
      }),
    ),
  ),
);

/** Lists of cases by the titles of their tests. */
export const FOREIGN = {
  ...Object.fromEntries(
    Object.keys(PLACES).map((place, row) => [
      `a text of millions of letters in ${place} does not hold the thread`,
      NEAR_IN_PLACES[row],
    ]),
  ),
  'what hangs on an error does not hold the thread': Object.entries(HANGING).map(([name, make]) =>
    foreign(name, hanging(make)),
  ),
  'what is in place of an error does not hold the thread': [
    ...(ALL ? Object.entries(HANGING) : []),
    ...Object.entries(TEXTS),
  ].map(([name, make]) => foreign(name, () => ({ act: rejecting(make()) }))),
  'the reason of an abort does not hold the thread': [
    ...Object.entries(NEAR).map(([name, row]) =>
      foreign(name, () => {
        const { payload, text } = near(row);
        return { payload, ...aborted(new Error(text)) };
      }),
    ),
    ...Object.entries(OBJECTS).map(([name, make]) => foreign(name, () => aborted(make()))),
  ],
  "what the API's error holds does not hold the thread": [
    foreign('90,000 fields', () => ({ act: answering({ error: { ...ERROR, message: 'x', more: named(90_000) } }) })),
    foreign('90,000 fields of its own', () => ({ act: answering({ error: { ...named(90_000), ...ERROR } }) })),
    ...Object.entries(OBJECTS).map(([name, make]) =>
      foreign(name, () => ({ act: answering({ error: { ...ERROR, message: make() } }) })),
    ),
    ...Object.entries(OBJECTS).map(([name, make]) =>
      foreign(`${name} as headers`, () => ({ act: answering({ error: ERROR }, { headers: make() }) })),
    ),
  ],
};

/**
 * Answers that are not what was asked for, by what a user would lose. Each line: its name, the methods that it answers,
 * the scope that was asked for, what must come (`withheld`, `handed on`, or an error's type), and the answer, whose payload
 * is a marker that nothing may tell.
 */
import { KEY, page, response, SIGNED_IN, secret, USER } from '../support/host.mjs';
import { withGetter as getter, raise, shifting } from '../support/odd.mjs';
import { leakOf, MARKER, problemOfAnswer } from './judge.mjs';

const NAME = 'n';
const OTHER = 'usr_other';
const OWN = { type: 'user', user: USER };
const SCOPES = { user: OWN, account: { type: 'account' } };
const SINGLE = ['create', 'find', 'deleteWhere'];

/** What was asked for; `more` changes it. */
const own = (scope, more) => secret({ name: NAME, scope: SCOPES[scope], payload: MARKER, ...more });
const without = (object, key) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
/** An object that is one thing at the first reading of each property, and another after it. */
const shifty = (first, later) => {
  const seen = new Set();
  return new Proxy(Array.isArray(first) ? [...first] : { ...first }, {
    get: (target, key) => {
      const again = seen.has(key);
      seen.add(key);
      return again ? later[key] : target[key];
    },
  });
};

const line = (methods, scope, comes, name, body, more) =>
  methods.map((method) => ({ method, scope, comes, name: `${method} in the ${scope} scope: ${name}`, body, ...more }));
const both = (methods, comes, name, body) =>
  ['user', 'account'].flatMap((scope) => line(methods, scope, comes, name, () => body(scope)));

/** @type {Record<string, unknown[]>} */
const FOREIGN_SCOPES = {
  user: [
    { type: 'user', user: OTHER },
    { type: 'user' },
    { type: 'user', user: null },
    { type: 'user', user: '' },
    { type: 'user', user: [USER] },
    { type: 'user', user: { id: USER } },
    { type: 'user', user: `${USER} ` },
    { type: 'user', user: 'USR_EXAMPLE' },
    { type: 'user', user: 'uѕr_example' },
    { type: 'account' },
    { type: 'account', user: USER },
    { user: USER },
    { type: ['user'], user: USER },
    { type: 'User', user: USER },
    [OWN],
    ['user', USER],
    { type: 'user', user: { toString: () => USER } },
    'user',
    USER,
    null,
    undefined,
    true,
    1,
    {},
  ],
  account: [
    OWN,
    { type: 'user', user: OTHER },
    { type: 'account', user: OTHER },
    { type: 'account', user: '' },
    { type: 'account', user: 0 },
    { type: 'account', user: false },
    { type: 'account', user: {} },
    {},
    { type: null },
    ['account'],
    'account',
    null,
    undefined,
  ],
};
const scopes = Object.entries(FOREIGN_SCOPES).flatMap(([scope, foreign]) =>
  foreign.flatMap((value) => [
    ...line(SINGLE, scope, 'withheld', `a secret of the scope ${JSON.stringify(value)}`, () =>
      own(scope, { scope: value }),
    ),
    ...line(['list'], scope, 'withheld', `a list with one secret of the scope ${JSON.stringify(value)}`, () =>
      page([own(scope), own(scope, { scope: value }), own(scope)]),
    ),
    ...line(['list'], scope, 'withheld', `a list that ends with a secret of the scope ${JSON.stringify(value)}`, () =>
      page([...Array.from({ length: 99 }, () => own(scope)), own(scope, { scope: value })]),
    ),
  ]),
);

const names = ['other', 'N', 'n ', 'n\0', 'ｎ', '', null, undefined, 0, ['n'], { name: 'n' }].flatMap((name) =>
  both(['find'], 'withheld', `a secret of the name ${JSON.stringify(name)}`, (scope) => own(scope, { name })),
);
const objects = [
  'customer',
  'list',
  'apps.secret ',
  'Apps.Secret',
  '',
  null,
  undefined,
  1,
  ['apps.secret'],
  { object: 'apps.secret' },
].flatMap((object) => [
  ...both(SINGLE, 'withheld', `an object ${JSON.stringify(object)}`, (scope) => own(scope, { object })),
  ...both(['list'], 'withheld', `a list with an object ${JSON.stringify(object)}`, (scope) =>
    page([own(scope), own(scope, { object })]),
  ),
]);
const missing = ['object', 'scope']
  .flatMap((field) => both(SINGLE, 'withheld', `a secret without ${field}`, (scope) => without(own(scope), field)))
  .concat(both(['find'], 'withheld', 'a secret without name', (scope) => without(own(scope), 'name')))
  .concat(
    line(SINGLE, 'user', 'withheld', 'a secret whose scope has no user', () =>
      own('user', { scope: { type: 'user' } }),
    ),
  );

const deleted = [
  ...both(['find', 'deleteWhere', 'create'], 'withheld', 'deleted, with a payload and without a scope', (scope) =>
    without(own(scope, { deleted: true }), 'scope'),
  ),
  ...both(SINGLE, 'withheld', 'deleted, of another user', (scope) =>
    own(scope, { deleted: true, scope: { type: 'user', user: OTHER } }),
  ),
  ...both(SINGLE, 'withheld', 'deleted, of another user, without a payload', (scope) =>
    without(own(scope, { deleted: true, scope: { type: 'user', user: OTHER }, metadata: MARKER }), 'payload'),
  ),
  ...['true', 1, 'yes', {}, [true]].flatMap((value) =>
    both(SINGLE, 'withheld', `deleted ${JSON.stringify(value)}, without a scope`, (scope) =>
      without(own(scope, { deleted: value }), 'scope'),
    ),
  ),
  ...both(['list'], 'withheld', 'a list with one deleted, that has a payload and no scope', (scope) =>
    page([own(scope), without(own(scope, { deleted: true }), 'scope')]),
  ),
  ...both(['find'], 'withheld', 'deleted, without a payload, of another name', (scope) =>
    without(own(scope, { deleted: true, name: 'other', metadata: MARKER }), 'payload'),
  ),
  ...both(['deleteWhere'], 'handed on', 'deleted, with its id only', () => ({
    id: 'appsecret_example',
    object: 'apps.secret',
    deleted: true,
  })),
  ...both(['deleteWhere'], 'handed on', 'deleted, without its object', () => ({
    id: 'appsecret_example',
    deleted: true,
  })),
  ...both(['deleteWhere'], 'handed on', 'deleted, and nothing else', () => ({ deleted: true })),
  ...both(['find', 'create', 'list'], 'withheld', 'deleted, and nothing else', () => ({ deleted: true })),
  ...both(['list'], 'withheld', 'a list with one that is deleted, and nothing else', (scope) =>
    page([own(scope), { deleted: true }]),
  ),
  ...both(['deleteWhere'], 'withheld', 'deleted, of another object', () => ({
    id: 'appsecret_example',
    object: 'customer',
    deleted: true,
  })),
  ...both(['deleteWhere'], 'withheld', 'deleted at the first look only', (scope) =>
    getter(without(own(scope), 'scope'), 'deleted', shifting(true, false)),
  ),
  ...both(['deleteWhere'], 'withheld', 'deleted, with a payload at the first look only', (scope) =>
    getter(without(own(scope, { deleted: true }), 'scope'), 'payload', shifting(MARKER, undefined)),
  ),
];

const shapes = [
  null,
  undefined,
  true,
  1,
  '',
  MARKER,
  [],
  [{ payload: MARKER }],
  Object.assign([], {
    [Symbol.iterator]() {
      throw new Error(MARKER);
    },
  }),
  1n,
  () => MARKER,
  Symbol(MARKER),
];
const lengthOf = (body) => String(body?.length ?? '');
const shaped = [
  ...shapes.flatMap((body) =>
    both(
      ['find', 'list', 'create', 'deleteWhere'],
      'StripeAPIError',
      `a body that is ${typeof body} ${Array.isArray(body) ? 'array' : ''}${lengthOf(body)}`,
      () => body,
    ),
  ),
  ...both(SINGLE, 'withheld', 'a list in place of a secret', (scope) => page([own(scope)])),
  ...both(['list'], 'withheld', 'a secret in place of a list', (scope) => own(scope)),
  ...both(SINGLE, 'StripeAPIError', 'a secret in an array', (scope) => [own(scope)]),
  ...both(['list'], 'StripeAPIError', 'an array in place of a list', (scope) => [own(scope)]),
];

const lists = [
  ...[undefined, null, {}, '', MARKER, 0, true, { length: 1, 0: { payload: MARKER } }, { length: 0 }, () => []].flatMap(
    (data) =>
      both(['list'], 'withheld', `data that are ${typeof data} ${JSON.stringify(data)}`, () =>
        page(data, { payload: MARKER }),
      ),
  ),
  ...[undefined, null, 'secret', 1, ['x'], () => {}].flatMap((entry) =>
    both(['list'], 'withheld', `an entry that is ${typeof entry} ${JSON.stringify(entry)}`, (scope) =>
      page([own(scope), entry, own(scope)]),
    ),
  ),
  ...both(['list'], 'withheld', 'a list with a hole', (scope) =>
    page(Object.assign(new Array(3), { 0: own(scope), 2: own(scope) })),
  ),
  ...both(['list'], 'handed on', 'a list with more properties than its entries', (scope) =>
    page(Object.assign([own(scope)], { foreign: own(scope, { scope: { type: 'user', user: OTHER } }), '-1': MARKER })),
  ),
  ...both(['list'], 'handed on', 'a list that iterates over other entries than it has', (scope) =>
    page(
      Object.defineProperty([own(scope)], Symbol.iterator, {
        value: function* others() {
          yield own(scope, { scope: { type: 'user', user: OTHER } });
        },
      }),
    ),
  ),
  ...both(['list'], 'handed on', 'a list of a subclass', (scope) =>
    page(Object.defineProperty(class Odd extends Array {}, Symbol.species, { get: () => Object }).of(own(scope))),
  ),
  ...both(['list'], 'withheld', 'a list that has another object', (scope) =>
    page([own(scope)], { object: 'search_result' }),
  ),
  ...['yes', 1, null, undefined, {}, NaN].flatMap((more) =>
    both(['list'], 'handed on', `a has_more of ${JSON.stringify(more)}`, (scope) =>
      page([own(scope)], { has_more: more }),
    ),
  ),
];

const isFirst = (value) => JSON.stringify(value).includes(OTHER) && 'it is what it was at a later look';
const turning = [
  ...['object', 'name', 'scope', 'payload', 'deleted', 'id', 'metadata'].flatMap((field) =>
    both(SINGLE, 'handed on', `a secret whose ${field} is another's at the second look`, (scope) =>
      getter(own(scope, { deleted: false }), field, shifting(own(scope, { deleted: false })[field], OTHER)),
    ),
  ),
  ...both(SINGLE, 'handed on', "a secret that is another's at the second look", (scope) =>
    shifty(own(scope), own(scope, { scope: { type: 'user', user: OTHER }, name: 'other', payload: OTHER })),
  ),
  ...both(SINGLE, 'withheld', 'a secret that becomes the right one at the second look', (scope) =>
    shifty(own(scope, { scope: { type: 'user', user: OTHER }, name: 'other' }), own(scope)),
  ),
  ...line(SINGLE, 'user', 'handed on', "a scope whose user is another's at the second look", () =>
    own('user', { scope: getter({ type: 'user' }, 'user', shifting(USER, OTHER)) }),
  ),
  ...line(SINGLE, 'user', 'withheld', 'a scope whose user becomes the right one', () =>
    own('user', { scope: getter({ type: 'user' }, 'user', shifting(OTHER, USER)) }),
  ),
  ...both(SINGLE, 'handed on', "a scope that is another's at the second look", (scope) =>
    own(scope, { scope: shifty(SCOPES[scope], { type: 'user', user: OTHER }) }),
  ),
  ...both(['list'], 'handed on', 'a list whose data are others at the second look', (scope) =>
    getter(page([]), 'data', shifting([own(scope)], [own(scope, { scope: { type: 'user', user: OTHER } })])),
  ),
  ...both(['list'], 'handed on', 'an entry that is another at the second look', (scope) =>
    page(getter([], '0', shifting(own(scope), own(scope, { scope: { type: 'user', user: OTHER } })))),
  ),
  ...both(['list'], 'handed on', 'a list that is longer at the second look', (scope) =>
    getter(page([]), 'data', shifting(shifty([own(scope)], [own(scope), own(scope, { name: OTHER })]), [])),
  ),
  ...both(['list'], 'handed on', 'an entry inside which is another at the second look', (scope) =>
    page([shifty(own(scope), own(scope, { scope: { type: 'user', user: OTHER } }))]),
  ),
].map((entry) => ({ ...entry, also: isFirst }));

const protos = [
  ...line(['find'], 'user', 'withheld', 'a __proto__ key that has the scope', () =>
    JSON.parse(
      JSON.stringify({ ...without(own('user'), 'scope'), PROTO: { scope: OWN } }).replace('PROTO', '__proto__'),
    ),
  ),
  ...line(['find'], 'user', 'withheld', 'a __proto__ key inside the scope that has the user', () =>
    JSON.parse(
      JSON.stringify(own('user', { scope: { type: 'user', PROTO: { user: USER } } })).replace('PROTO', '__proto__'),
    ),
  ),
  ...line(['find'], 'account', 'withheld', "a scope that inherits the account's type", () =>
    own('account', { scope: Object.create({ type: 'account' }) }),
  ),
  ...line(['find'], 'user', 'withheld', 'a secret that inherits its scope', () =>
    Object.assign(Object.create({ scope: OWN }), without(own('user'), 'scope')),
  ),
  ...line(['find'], 'user', 'withheld', 'a secret whose scope is hidden', () =>
    Object.defineProperty(own('user'), 'scope', { enumerable: false }),
  ),
  ...line(['list'], 'user', 'withheld', 'a __proto__ key that has the data', () =>
    JSON.parse(`{"object":"list","has_more":false,"__proto__":{"data":[]},"payload":${JSON.stringify(MARKER)}}`),
  ),
  ...line(
    ['find'],
    'user',
    'handed on',
    'a __proto__ key beside a good scope',
    () => JSON.parse(JSON.stringify({ ...own('user'), PROTO: { polluted: true } }).replace('PROTO', '__proto__')),
    {
      also: (value) =>
        value.polluted || {}.polluted ? 'it pollutes' : Object.hasOwn(value, '__proto__') ? '' : 'it is lost',
    },
  ),
  ...line(['find'], 'user', 'withheld', 'a __proto__ key that has the object', () =>
    JSON.parse(
      JSON.stringify({ ...without(own('user'), 'object'), PROTO: { object: 'apps.secret' } }).replace(
        'PROTO',
        '__proto__',
      ),
    ),
  ),
  ...line(['find'], 'user', 'handed on', 'keys like constructor and toString', () =>
    own('user', {
      constructor: { prototype: { polluted: true } },
      toString: 'x',
      valueOf: 'x',
      then: 'x',
      toJSON: 'x',
    }),
  ),
];

/** What a host keeps of its answer is not what was handed on. */
const kept = (() => {
  const held = {};
  return both(
    SINGLE,
    'handed on',
    'an answer that the host changes afterwards',
    (scope) => (held.body = own(scope, { scope: { ...SCOPES[scope] } })),
  ).map((entry) => ({
    ...entry,
    also: ({ scope }) => {
      held.body.scope.changed = true;
      return scope.changed && 'it is what the host has';
    },
  }));
})();

const fields = [
  ...both(['find'], 'handed on', 'fields that nobody knows', (scope) =>
    own(scope, { livemode: false, deep: [1, { x: null }], big: 10n, zero: -0 }),
  ).map((entry) => ({
    ...entry,
    also: ({ livemode, deep, big, zero }) =>
      !(livemode === false && JSON.stringify(deep) === '[1,{"x":null}]' && big === 10n && Object.is(zero, -0)) &&
      'a field is another',
  })),
  ...both(['find'], 'handed on', 'functions', (scope) =>
    own(scope, { toJSON: () => OTHER, list: [() => 1], deep: { act() {} } }),
  ).map((entry) => ({
    ...entry,
    also: ({ toJSON, list, deep }) => (toJSON || list[0] || deep.act) && 'a function is handed on',
  })),
  ...both(['find'], 'handed on', 'a Proxy that throws where it is asked for a name', (scope) =>
    own(scope, { metadata: new Proxy({ a: 1 }, { has: raise }) }),
  ),
  ...Array.from({ length: 50 }, (_, place) => 100_000 - place).flatMap((name) =>
    line(['find'], 'account', 'handed on', `a field whose name is ${name}`, () =>
      own('account', { metadata: { [name]: 'x' } }),
    ),
  ),
];

const statuses = [100, 302, 399]
  .flatMap((status) =>
    both(SINGLE, 'withheld', `another user's secret under a status of ${status}`, (scope) =>
      own(scope, { scope: { type: 'user', user: OTHER } }),
    ).map((entry) => ({ ...entry, status })),
  )
  .concat(
    [
      [400, 'StripeInvalidRequestError'],
      [401, 'StripeAuthenticationError'],
      [403, 'StripePermissionError'],
      [404, 'StripeInvalidRequestError'],
      [429, 'StripeRateLimitError'],
      [500, 'StripeAPIError'],
    ].flatMap(([status, type]) =>
      both(SINGLE, type, `a secret under a status of ${status}`, (scope) =>
        own(scope, { scope: { type: 'user', user: OTHER } }),
      ).map((entry) => ({ ...entry, status })),
    ),
  )
  .concat(
    [0, NaN, '200', null, 1000].flatMap((status) =>
      both(SINGLE, 'StripeAPIError', `a secret under a status of ${String(status)}`, (scope) => own(scope)).map(
        (entry) => ({ ...entry, status }),
      ),
    ),
  )
  .concat(
    [{ message: 'Why.' }, 'invalid_grant', 1, ['x'], true].flatMap((error) =>
      both(SINGLE, undefined, `a secret with an error that is ${typeof error} ${JSON.stringify(error)}`, (scope) =>
        own(scope, { error }),
      ),
    ),
  );

/** Where a secret of somebody else's could hide, for each scope that was asked for. */
const FOREIGN = {
  user: [own('user', { scope: { type: 'user', user: OTHER } }), own('account')],
  account: [own('user'), own('user', { scope: { type: 'user', user: OTHER } })],
};
const unclear = without(own('user'), 'scope');
const PLACES = {
  'an unknown field': (secret) => ({ value: secret }),
  'a list of a field': (secret) => ({ values: [null, [secret]] }),
  'a list object': (secret) => ({ related: page([secret]) }),
  'the scope': (secret, scope) => ({ scope: { ...SCOPES[scope], of: secret } }),
  'metadata, deep': (secret) => ({ metadata: { a: [{ b: { c: secret } }] } }),
  'a __proto__ key': (secret) => JSON.parse(`{"__proto__":${JSON.stringify(secret)}}`),
};
/** A list that stands in itself once, with a page of somebody else's there. */
const inItself = (scope, foreign) => {
  let inside = false;
  return {
    object: 'list',
    has_more: false,
    get data() {
      return [inside ? foreign : own(scope)];
    },
    get more() {
      const again = inside ? undefined : this;
      inside = true;
      return again;
    },
  };
};
const hidden = ['user', 'account'].flatMap((scope) => [
  ...line(['list'], scope, 'withheld', 'a list that stands in itself, where it has a foreign secret', () =>
    inItself(scope, FOREIGN[scope][0]),
  ),
  ...Object.entries(PLACES).flatMap(([where, put]) => [
    ...[...FOREIGN[scope], { ...unclear, deleted: true }, unclear].flatMap((secret, i) => [
      ...line(SINGLE, scope, 'withheld', `a foreign secret ${i} in ${where}`, () => ({
        ...own(scope),
        ...put(secret, scope),
      })),
      ...line(SINGLE, scope, 'withheld', `deleted, with a foreign secret ${i} in ${where}`, () => ({
        deleted: true,
        ...put(secret, scope),
      })),
      ...line(['list'], scope, 'withheld', `an entry with a foreign secret ${i} in ${where}`, () =>
        page([own(scope), { ...own(scope), ...put(secret, scope) }]),
      ),
      ...line(['list'], scope, 'withheld', `a list with a foreign secret ${i} in ${where}`, () => ({
        ...page([own(scope)]),
        ...put(secret, scope),
      })),
      ...line(SINGLE, scope, 'withheld', `an error with a foreign secret ${i} in ${where}`, () => ({
        error: { message: 'Why.', ...put(secret, scope) },
      })).map((entry) => ({ ...entry, status: 400 })),
      ...line(SINGLE, scope, 'withheld', `a foreign secret ${i} in ${where} beside an error`, () => ({
        error: { message: 'Why.' },
        ...put(secret, scope),
      })),
    ]),
    ...line([...SINGLE, 'list'], scope, 'handed on', `a secret of the same scope in ${where}`, () => ({
      ...own(scope),
      ...put(own(scope, { name: 'other' }), scope),
    })).map((entry) =>
      entry.method === 'list'
        ? { ...entry, body: () => page([{ ...own(scope), ...put(own(scope, { name: 'other' }), scope) }]) }
        : entry,
    ),
  ]),
]);

/** `{ what a user would lose: [answer] }` */
export const ANSWERS = {
  "another scope's secret is withheld, and nothing tells of it": scopes,
  'another name than the one to be found is withheld, and nothing tells of it': names,
  'another object than a secret is withheld, and nothing tells of it': objects,
  'a secret that does not say whose it is is withheld': missing,
  'a secret of another scope in an unknown field withholds the answer, and nothing tells of it': hidden,
  'a deletion is no excuse for a payload or another scope': deleted,
  'an answer that is neither a secret nor a list is not handed on': shaped,
  'a list is handed on only when every entry may be': lists,
  'an answer that changes while it is read is handed on as it was checked, or withheld': turning,
  'a polluted answer is judged by its own fields': protos,
  'what is handed on is a copy of all that can be copied': [...kept, ...fields],
  'no status and no error hands on what was not asked for, or tells of it': statuses,
};

/** Carries an answer out, and says what is wrong with how the call ended; `''` for nothing. */
export async function problemOfCall(
  { method, scope, comes, body, status = 200, also },
  { Stripe, isStripeError },
  timers,
  inspect,
) {
  const events = [];
  const host = { makeRequest: async () => response(body(), { status }) };
  const client = new Stripe(KEY, {
    httpClient: host,
    userContext: SIGNED_IN,
    emitEventBodies: true,
    maxNetworkRetries: 0,
  });
  client.on('response', (event) => events.push(event));
  const params = {
    scope: SCOPES[scope],
    ...(method !== 'list' && { name: NAME }),
    ...(method === 'create' && { payload: 'payload-placeholder' }),
  };
  const { value, error, late } = await timers.ended(() => client.apps.secrets[method](params));
  if (late) return 'it does not settle';
  if (comes === 'handed on')
    return error
      ? `it rejects with ${error.code}: ${error.message}`
      : problemOfAnswer(value, { method, scope: SCOPES[scope], name: NAME }) || also?.(value) || '';
  if (!error) return 'it is handed on';
  if (!isStripeError(error) || error.code === 'internal_error')
    return `it rejects with ${String(error)} (${String(error.detail)})`;
  const isTold = error.requestId === 'req_example' && error.statusCode === status;
  const isWrite = method === 'create' || method === 'deleteWhere';
  if (comes === 'withheld' && !(isTold && /may have happened/.test(error.message) === isWrite))
    return `it is withheld as ${error.statusCode}, ${error.requestId}: ${error.message}`;
  if (comes === 'withheld' ? error.code !== 'response_scope_mismatch' : comes && error.type !== comes)
    return `it rejects with ${error.type}, ${error.code}`;
  const leak = leakOf([error, events], inspect);
  return leak ? `it is told in ${leak}` : '';
}

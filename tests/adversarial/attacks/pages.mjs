/** Pages after the first are asked for without the caller: each keeps the scope, whatever has changed meanwhile. */
import { page, response, SIGNED_IN, secret } from '../../support/host.mjs';
import { shifting, withGetter } from '../../support/odd.mjs';
import { ACCOUNT_SCOPE, attack, OWN, refused, sent } from '../attack.mjs';
import { OTHER } from './calls.mjs';

const PAGES = 3;

const FOREIGN = secret({ name: 'n', scope: { type: 'user', user: OTHER } });

/** A field of an answer, with a getter that asks the client for a list. The answer `told` is there at once, and copied meanwhile. */
const asks = ({ make }, told) => {
  const now = (value) => Object.assign(Promise.resolve(), { then: (act) => act(value) });
  const httpClient = { makeRequest: () => now({ ...response(told), toJSON: () => now(told) }) };
  let asked = false;
  return {
    get asks() {
      const isFirst = !asked;
      asked = true;
      if (isFirst)
        make({ httpClient })
          .apps.secrets.list({ scope: OWN })
          .catch(() => {});
      return 1;
    },
  };
};
/** Where the foreign secret stands behind such a field. */
const WITHIN = {
  'in its list': (field) => ({ object: 'list', field, data: [FOREIGN] }),
  'in a list after it': (field) => ({ field, after: { object: 'list', data: [FOREIGN] } }),
  'in a list of lists': (field) => [field, [FOREIGN]],
};
/** The field gets the list that it stands in, or what leaves a copy unfinished. */
const ASKING_WITHIN = Object.entries(WITHIN).flatMap(([where, put]) => [
  ...Object.entries({ 'a text': 'x', 'a list of no list': { object: 'list', data: {} } }).map(([what, told]) => ({
    name: `and gets ${what}: ${where}`,
    more: (env) => put(asks(env, told)),
  })),
  {
    name: `and gets itself: ${where}`,
    more: (env) => {
      const told = {};
      return Object.assign(told, put(asks(env, told)));
    },
  },
]);

/** A host that gives page after page of the scope, and does something before each. */
const paged = (scope, act = (_turn) => {}) =>
  Array.from({ length: PAGES }, (_, turn) => () => {
    act(turn);
    return Promise.resolve(
      response(page([secret({ id: `appsecret_${turn}`, name: `n${turn}`, scope })], { has_more: turn < PAGES - 1 })),
    );
  });

const CONSUMERS = {
  'for await': async (list) => {
    for await (const entry of list) void entry;
  },
  next: async (list) => {
    while (!(await list.next()).done);
  },
  autoPagingEach: (list) => list.autoPagingEach(() => {}),
  autoPagingToArray: (list) => list.autoPagingToArray({ limit: 100 }),
};

/** It ends the paging: no page is asked for under a mistaken identity. */
const SECOND = 'a second bindUser';

const CHANGES = {
  'another user': ({ params }) => {
    params.scope.user = OTHER;
  },
  'another scope': ({ params }) => {
    params.scope = { type: 'user', user: OTHER };
  },
  'a smuggled key': ({ params }) => {
    params['scope[user]'] = OTHER;
  },
  'another cursor': ({ params }) => {
    params.starting_after = 'appsecret_other';
    params.limit = 1;
  },
  'emptied parameters': ({ params }) => {
    for (const key of Object.keys(params)) delete params[key];
  },
  'another account': ({ options }) => {
    options.stripeAccount = 'acct_other';
  },
  'a header': ({ options }) => {
    options.headers['Stripe-Account'] = 'acct_other';
  },
  'another user in the userContext': ({ context }) => {
    context.id = OTHER;
  },
  [SECOND]: ({ client }) => {
    client.bindUser(OTHER);
  },
  'a replaced list method': ({ client }) => {
    client.apps.secrets.list = () => {
      throw new Error('replaced');
    };
  },
};

const kept = Object.entries(CHANGES).flatMap(([change, apply]) =>
  Object.entries(CONSUMERS).flatMap(([how, consume]) =>
    [OWN, ACCOUNT_SCOPE].map((scope) => {
      const held = { client: undefined, context: undefined, params: undefined, options: undefined };
      return attack(
        `${change} between the pages of ${scope.type === 'user' ? 'an own' : 'an account'} list (${how})`,
        sent(scope, {
          headers: { 'Stripe-Account': SIGNED_IN.account.id, 'X-A': 'a' },
          ...(change === SECOND ? { times: 1, end: 'user_already_bound' } : { times: PAGES }),
        }),
        ({ make }) => {
          held.context = structuredClone(SIGNED_IN);
          held.client = make({ userContext: held.context });
          held.params = { scope: { ...scope }, limit: 2 };
          held.options = { stripeAccount: SIGNED_IN.account.id, headers: { 'X-A': 'a' } };
          return consume(held.client.apps.secrets.list(held.params, held.options));
        },
        { script: () => paged(scope, () => apply(held)) },
      );
    }),
  ),
);

const others = [
  attack(
    'parameters that are another list at the second look',
    sent(ACCOUNT_SCOPE, { times: PAGES }),
    ({ secrets }) =>
      secrets
        .list(withGetter({}, 'scope', shifting({ ...ACCOUNT_SCOPE }, { type: 'user', user: OTHER })))
        .autoPagingToArray({ limit: 10 }),
    { script: () => paged(ACCOUNT_SCOPE) },
  ),
  attack('the parameters of one list used for another', sent(OWN, { form: {}, times: 2 }), async ({ secrets }) => {
    const params = { scope: { ...OWN } };
    await secrets.list(params);
    await secrets.list(params);
  }),
  ...['appsecret_1&scope[user]=usr_other', '\0', '🔑', '%26', '__proto__'].map((id) =>
    attack(
      `an answer whose last id is ${JSON.stringify(id)}`,
      sent(OWN, { times: 2 }),
      ({ secrets }) => secrets.list({ scope: OWN }).autoPagingToArray({ limit: 10 }),
      {
        script: () => [
          async () => response(page([secret({ id, name: 'n', scope: OWN })], { has_more: true })),
          async () => response(page([])),
        ],
      },
    ),
  ),
  ...[{ toString: () => 'x' }, ['x'], 7, true, '\ud800', {}].map((id) =>
    attack(
      `an answer whose last id is ${typeof id} ${JSON.stringify(id)}`,
      sent(OWN, { times: 1 }),
      ({ secrets }) => secrets.list({ scope: OWN }).autoPagingToArray({ limit: 10 }),
      {
        script: () => [async () => response(page([secret({ id, name: 'n', scope: OWN })], { has_more: true }))],
      },
    ),
  ),
  ...ASKING_WITHIN.map(({ name, more }) =>
    attack(
      `another user's secret in an answer that asks while it is copied, ${name}`,
      refused('response_scope_mismatch'),
      (env) => {
        env.host.makeRequest = async () => response(page([secret({ name: 'n', scope: OWN })], { more: more(env) }));
        return env.secrets.list({ scope: OWN });
      },
    ),
  ),
  attack("a second page of another user's", refused('response_scope_mismatch'), ({ secrets, host }) => {
    const script = [...paged(OWN).slice(0, 1), ...paged({ type: 'user', user: OTHER })];
    let at = 0;
    host.makeRequest = () => script[at++]();
    return secrets.list({ scope: OWN }).autoPagingToArray({ limit: 10 });
  }),
];

export const PAGE_GROUPS = {
  'every page keeps the scope, the account and the headers of the first': kept,
  'a page cannot lead to another scope': others,
};

/** Who is signed in: told once, and not to be talked out of. */
import { SIGNED_IN, USER } from '../../support/host.mjs';
import { raise, shifting, withGetter } from '../../support/odd.mjs';
import { ACCOUNT_SCOPE, attack, OWN, refused, sent, thrown } from '../attack.mjs';
import { form, METHODS, OTHER, plain } from './calls.mjs';

const bindAll = (client, contexts) => {
  for (const context of contexts) client.bindUser(context);
  return client;
};

const SECOND = [
  OTHER,
  { id: OTHER },
  { id: OTHER, account: { id: 'acct_example' } },
  { id: USER, account: { id: 'acct_other' } },
  { id: 'USR_EXAMPLE' },
  `${USER} `,
  `${USER}\0`,
  'uѕr_example',
];
const again = SECOND.map((context) =>
  attack(`a second bindUser with ${JSON.stringify(context)}`, refused('user_already_bound'), ({ client }) =>
    client.bindUser(context).apps.secrets.find(plain('find')),
  ),
);
const others = METHODS.flatMap((method) => [
  attack(
    `${method}: forUser reaches that user's secrets, and leaves the client to its own`,
    sent({ type: 'user', user: OTHER }, { form: form(method) }),
    ({ client }) => client.forUser(OTHER).apps.secrets[method](plain(method, { scope: { type: 'user', user: OTHER } })),
    { bound: { user: OTHER } },
  ),
  attack(
    `${method}: a client of forUser does not reach the first user's`,
    refused('scope_not_own_user'),
    ({ client }) => client.forUser(OTHER).apps.secrets[method](plain(method)),
  ),
]);

const ODD = [0, 1, true, Symbol('x'), () => {}, [USER], new Date(0), 1n];
const odd = ODD.map((context) =>
  attack(
    `a userContext that is ${typeof context} ${String(context)}`,
    thrown('option_invalid'),
    ({ make }) =>
      make({ userContext: typeof context === 'object' && !Array.isArray(context) ? { id: context } : context }),
    { bind: false },
  ),
);
const oddIds = [0, true, {}, [USER], new String(USER), { toString: () => USER }, '\ud800'].map((id) =>
  attack(`an id that is ${typeof id} ${JSON.stringify(id)}`, thrown('option_invalid'), ({ client }) =>
    client.bindUser({ id }),
  ),
);

const still = [
  ...METHODS.map((method) =>
    attack(
      `${method}: after every attempt to bind another, and the first again, nobody's secrets are reached`,
      refused('user_already_bound'),
      ({ client }) => bindAll(client, [...SECOND, SIGNED_IN]).apps.secrets[method](plain(method)),
    ),
  ),
  ...METHODS.map((method) =>
    attack(
      `${method}: after every attempt to bind another, the other is refused`,
      refused('user_already_bound'),
      ({ client }) =>
        bindAll(client, SECOND).apps.secrets[method](plain(method, { scope: { type: 'user', user: OTHER } })),
    ),
  ),
  attack(
    'a userContext that is changed after it was bound',
    sent(OWN, { form: form('find') }),
    ({ client }) => {
      const context = { id: USER, account: { id: 'acct_example' } };
      client.bindUser(context);
      context.id = OTHER;
      context.account.id = 'acct_other';
      return client.apps.secrets.find(plain('find'));
    },
    { bind: false, bound: { user: USER } },
  ),
  attack(
    'a userContext that is changed after the client was made with it',
    refused('scope_not_own_user'),
    ({ make }) => {
      const context = { id: USER };
      const client = make({ userContext: context });
      context.id = OTHER;
      return client.apps.secrets.find(plain('find', { scope: { type: 'user', user: OTHER } }));
    },
  ),
  attack(
    'a userContext that is another user at the second look',
    sent(OWN, { form: form('find') }),
    ({ client }) => client.bindUser(withGetter({}, 'id', shifting(USER, OTHER))).apps.secrets.find(plain('find')),
    { bind: false, bound: { user: USER } },
  ),
  attack(
    'an account that is another at the second look',
    refused('scope_not_own_account'),
    ({ client }) => {
      client.bindUser({ id: USER, account: withGetter({}, 'id', shifting('acct_example', 'acct_other')) });
      return client.apps.secrets.find(plain('find'), { stripeAccount: 'acct_other' });
    },
    { bind: false, bound: { user: USER } },
  ),
  attack(
    'a userContext without an id',
    refused('scope_user_unbound'),
    ({ client }) => client.bindUser({ name: OTHER, account: { id: 'acct_other' } }).apps.secrets.find(plain('find')),
    { bind: false },
  ),
  attack(
    'a userContext without an id, then one with',
    sent(OWN, { form: form('find') }),
    ({ client }) => client.bindUser({}).bindUser(null).bindUser(SIGNED_IN).apps.secrets.find(plain('find')),
    { bind: false, bound: { user: USER } },
  ),
  attack(
    'an inherited id',
    refused('scope_user_unbound'),
    ({ client }) => client.bindUser(Object.create({ id: OTHER })).apps.secrets.find(plain('find')),
    { bind: false },
  ),
  attack(
    'a promise of a userContext',
    refused('scope_user_unbound'),
    ({ client }) => client.bindUser(Promise.resolve(SIGNED_IN)).apps.secrets.find(plain('find')),
    { bind: false },
  ),
  attack(
    'nobody is bound, and the user is left out',
    refused('scope_user_unbound'),
    ({ secrets }) => secrets.find(plain('find', { scope: { type: 'user' } })),
    { bind: false },
  ),
  attack(
    'nobody is bound, and the account scope is',
    sent(ACCOUNT_SCOPE, { form: form('find') }),
    ({ secrets }) => secrets.find(plain('find', { scope: ACCOUNT_SCOPE })),
    { bind: false },
  ),
  attack('a getter of the userContext that binds somebody else', refused('user_already_bound'), ({ client }) =>
    client
      .bindUser({
        get id() {
          client.bindUser(OTHER);
          return USER;
        },
      })
      .apps.secrets.find(plain('find')),
  ),
  attack(
    'a getter of the userContext that binds somebody else first',
    refused('user_already_bound'),
    ({ make }) => {
      const client = make({ userContext: undefined });
      const bound = client.bindUser({
        get id() {
          client.bindUser(OTHER);
          return USER;
        },
      });
      return bound.apps.secrets.find(plain('find'));
    },
    { bind: false },
  ),
  attack('an account whose id throws', thrown('parameter_unreadable'), ({ client }) =>
    client.bindUser({
      id: USER,
      account: {
        get id() {
          return raise(new Error('a getter'));
        },
      },
    }),
  ),
  attack('a userContext that throws', thrown('parameter_unreadable'), ({ client }) =>
    client.bindUser({
      get id() {
        return raise(new Error('a getter'));
      },
    }),
  ),
  attack('the bindUser of another client', refused('user_already_bound'), ({ client, make }) =>
    make({ userContext: undefined }).bindUser.call(client, OTHER).apps.secrets.find(plain('find')),
  ),
  attack('two clients of two users do not mix', sent(OWN, { form: form('find') }), ({ make }) => {
    make({ userContext: OTHER, httpClient: { makeRequest: () => new Promise(() => {}) } })
      .apps.secrets.find(plain('find', { scope: { type: 'user', user: OTHER } }), { timeout: 1 })
      .catch(() => {});
    return make().apps.secrets.find(plain('find'));
  }),
];

export const BINDING_GROUPS = {
  'a client cannot be bound to a second user': again,
  'a client of forUser is bound to that user alone': others,
  'an invalid user is not bound': [...odd, ...oddIds],
  'the user stays who was bound': still,
};

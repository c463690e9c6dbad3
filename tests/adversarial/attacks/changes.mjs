/** What changes after it was checked: while the host is asked, while a retry waits, while the answer is read. */
import { asked, gone, KEY, page, response, SIGNED_IN } from '../../support/host.mjs';
import { shifting, withGetter } from '../../support/odd.mjs';
import { attack, guardedAnyhow, OWN, sent } from '../attack.mjs';
import { form, METHODS, OTHER, plain } from './calls.mjs';

const OPTIONS = () => ({
  stripeAccount: SIGNED_IN.account.id,
  apiVersion: '2025-04-30.basil',
  idempotencyKey: 'key',
  headers: { 'X-A': 'a' },
});
const headers = {
  'Stripe-Account': SIGNED_IN.account.id,
  'Stripe-Version': '2025-04-30.basil',
  'Idempotency-Key': 'key',
  'X-A': 'a',
};

/** What a caller, or code that has got hold of the caller's objects, may do to them. */
const CHANGES = {
  'another user': ({ params }) => {
    params.scope.user = OTHER;
  },
  'another scope': ({ params }) => {
    params.scope = { type: 'user', user: OTHER };
  },
  'a type': ({ params }) => {
    params.scope.type = 'account';
  },
  'a smuggled key': ({ params }) => {
    params['scope[user]'] = OTHER;
  },
  'a getter for the scope': ({ params }) => {
    Object.defineProperty(params, 'scope', { get: () => ({ type: 'user', user: OTHER }), enumerable: true });
  },
  'a prototype': ({ params }) => {
    Object.setPrototypeOf(params.scope, { user: OTHER });
  },
  'an emptied object': ({ params }) => {
    for (const key of Object.keys(params)) delete params[key];
  },
  'other texts': ({ params }) => {
    params.name = 'other';
    params.payload = 'other';
    params.expand.push('x');
  },
  'another account': ({ options }) => {
    options.stripeAccount = 'acct_other';
    options.stripeContext = 'acct_other';
  },
  "a header of Stripe's": ({ options }) => {
    options.headers['Stripe-Account'] = 'acct_other';
    options.headers.Authorization = 'x';
  },
  'other options': ({ options }) => {
    options.apiVersion = 'x';
    options.idempotencyKey = 'x';
    options.apiKey = 'x';
    options.maxNetworkRetries = 0;
  },
  'another user in the userContext': ({ context }) => {
    context.id = OTHER;
    context.account.id = 'acct_other';
  },
};

/** When it is done. `script` gives the host's turns; `act` does it. */
const MOMENTS = {
  'right after the call': { script: () => [asked], after: true, times: 1 },
  'while the host is asked': {
    script: (act) => [
      (request) => {
        act();
        return asked(request);
      },
    ],
    times: 1,
  },
  'while the host fails, so that it is asked again': {
    script: (act) => [
      () => {
        act();
        return gone();
      },
      asked,
    ],
    times: 2,
  },
  'while a retry waits': {
    script: (act) => [
      async () => {
        queueMicrotask(() => queueMicrotask(act));
        return gone();
      },
      asked,
    ],
    times: 2,
  },
  'between two retries': {
    script: (act) => [
      gone,
      () => {
        act();
        return Promise.resolve(response({}, { status: 503 }));
      },
      asked,
    ],
    times: 3,
  },
  'while the body is read': {
    script: (act) => [
      (request) => ({
        ...asked(request),
        toJSON: async () => {
          act();
          return asked(request).toJSON();
        },
      }),
    ],
    times: 1,
  },
};

const changed = METHODS.filter((method) => method !== 'list').flatMap((method) =>
  Object.entries(CHANGES).flatMap(([change, apply]) =>
    Object.entries(MOMENTS).map(([moment, { script, after, times }]) => {
      const kept = { params: undefined, options: undefined, context: undefined };
      const act = () => apply(kept);
      return attack(
        `${method}: ${change} ${moment}`,
        sent(OWN, { form: form(method, { 'expand[0]': 'payload' }), headers, times }),
        ({ make }) => {
          Object.assign(kept, {
            params: plain(method, { expand: ['payload'] }),
            options: OPTIONS(),
            context: structuredClone(SIGNED_IN),
          });
          const started = make({ userContext: kept.context }).apps.secrets[method](kept.params, kept.options);
          if (after) act();
          return started;
        },
        { script: () => script(act) },
      );
    }),
  ),
);

/** A host client that spoils the headers it is given; the next attempt has them as they were checked. */
const SPOILS = {
  'empties them': (given) => {
    for (const name of Object.keys(given)) delete given[name];
  },
  'names another account in them': (given) => {
    given['Stripe-Account'] = 'acct_other';
    given['Stripe-Context'] = 'acct_other';
  },
  'freezes them': (given) => {
    Object.freeze(given);
  },
  'gives them another prototype': (given) => {
    Object.setPrototypeOf(given, { 'Stripe-Account': 'acct_other' });
  },
  'puts getters into them': (given) => {
    for (const name of Object.keys(given))
      Object.defineProperty(given, name, { get: () => 'acct_other', enumerable: true });
  },
};
const spoilt = Object.entries(SPOILS).flatMap(([how, spoil]) => [
  attack(
    `a host client that ${how} between attempts`,
    sent(OWN, { form: form('create'), headers: { 'Idempotency-Key': 'key', 'Stripe-Account': undefined }, times: 3 }),
    ({ secrets }) => secrets.create(plain('create'), { idempotencyKey: 'key' }),
    {
      script: () => [
        (_, given) => {
          spoil(given);
          return gone();
        },
        (_, given) => {
          spoil(given);
          return gone();
        },
        asked,
      ],
    },
  ),
  attack(
    `a host client that ${how} between calls`,
    sent(OWN, { form: form('find'), times: 3 }),
    async ({ secrets }) => {
      for (let i = 0; i < 3; i++) await secrets.find(plain('find'));
    },
    {
      script: () => [
        (request, given) => {
          spoil(given);
          return asked(request);
        },
      ],
    },
  ),
  attack(
    `a host client that ${how} between pages`,
    sent(OWN, { times: 2 }),
    ({ secrets }) => secrets.list({ scope: OWN }).autoPagingToArray({ limit: 10 }),
    {
      script: () => [
        (request, given) => {
          spoil(given);
          const first = asked(request);
          return { ...first, toJSON: async () => ({ ...(await first.toJSON()), has_more: true }) };
        },
        async (request) => ({ ...asked(request), toJSON: async () => page([]) }),
      ],
    },
  ),
]);

const rejecting = () => Promise.reject(new Error('a promise of somebody else'));
const told = [
  attack(
    'a dispose that promises, and rejects',
    sent(OWN, { form: form('create'), times: 2 }),
    ({ secrets }) => secrets.create(plain('create')),
    { script: () => [async () => ({ ...response({}, { status: 500 }), dispose: rejecting }), asked] },
  ),
  attack('listeners that promise, and reject', sent(OWN, { form: form('create') }), ({ client, secrets }) => {
    for (const event of ['request', 'response']) client.on(event, rejecting);
    return secrets.create(plain('create'));
  }),
  attack(
    'a listener that spoils what it is told of',
    sent(OWN, { form: form('create'), times: 2 }),
    ({ client, secrets }) => {
      client.on('request', (event) => {
        Object.assign(event, { path: '/v1/customers', method: 'DELETE', account: 'acct_other', body: {} });
      });
      return secrets.create(plain('create'));
    },
    { config: { emitEventBodies: true }, script: () => [gone, asked] },
  ),
  attack(
    'a listener that changes the parameters',
    sent(OWN, { form: form('create'), times: 2 }),
    ({ client, secrets }) => {
      const params = plain('create');
      client.on('request', () => {
        params.scope.user = OTHER;
      });
      return secrets.create(params);
    },
    { script: () => [gone, asked] },
  ),
  attack(
    'a host client that calls the client while it is asked',
    sent(OWN, { form: form('find'), times: 4 }),
    ({ secrets, host }) => {
      const { makeRequest } = host;
      const promises = [];
      let inner = 0;
      host.makeRequest = (...request) => {
        if (inner++ < 3) promises.push(secrets.find(plain('find')));
        return makeRequest(...request);
      };
      const outer = secrets.find(plain('find'));
      return [outer, ...promises];
    },
  ),
  attack(
    'a host client that is exchanged while a retry waits',
    sent(OWN, { times: 2 }),
    ({ secrets, host }) => {
      const { makeRequest } = host;
      host.makeRequest = function exchanged(...request) {
        const made = makeRequest.apply(this, request);
        host.getClientName = null;
        return made;
      };
      return secrets.find(plain('find'));
    },
    { script: () => [gone, asked] },
  ),
  attack(
    'a makeRequest that is another at the second attempt',
    sent(OWN, { form: form('find'), times: 2 }),
    ({ secrets, host }) => {
      const { makeRequest } = host;
      let spent = false;
      host.makeRequest = (...first) => {
        host.makeRequest = function second(...request) {
          return this === host ? makeRequest(...request) : undefined;
        };
        if (spent) return undefined;
        spent = true;
        return makeRequest(...first);
      };
      return secrets.find(plain('find'));
    },
    { script: () => [gone, asked] },
  ),
  attack(
    'a late answer of an attempt that is over',
    sent(OWN, { times: 2 }),
    ({ secrets }) => secrets.find(plain('find'), { timeout: 1 }),
    {
      script: () => [
        (request) => ({
          then: (resolve, reject) => {
            reject(new Error('gone'));
            resolve(asked(request));
          },
        }),
        asked,
      ],
    },
  ),
  attack('a call that is spread, bound and kept', sent(OWN, { form: form('find'), times: 3 }), async ({ secrets }) => {
    const { find } = { ...secrets };
    await find(plain('find'));
    await find.call({ client: null }, plain('find'));
    await Reflect.apply(find, undefined, [plain('find'), undefined, { stripeAccount: 'acct_other' }]);
  }),
];

/** What becomes of the settings once a client was made of them is nothing to it. */
const ofClient = { form: form('find'), headers: { 'Stripe-Version': '2025-04-30.basil', 'Stripe-Account': undefined } };
const settings = [
  attack('settings that are others at the second look', sent(OWN, ofClient), ({ Stripe, host }) => {
    const config = {};
    const looks = {
      httpClient: [host, {}],
      userContext: [SIGNED_IN, OTHER],
      apiVersion: ['2025-04-30.basil', 'x'],
      stripeAccount: [undefined, 'acct_other'],
      host: [undefined, 'other.example'],
    };
    for (const [name, values] of Object.entries(looks)) withGetter(config, name, shifting(...values));
    return new Stripe(KEY, config).apps.secrets.find(plain('find'));
  }),
  attack('settings that are changed after the client was made of them', sent(OWN, ofClient), ({ Stripe, host }) => {
    const config = { httpClient: host, userContext: structuredClone(SIGNED_IN), apiVersion: '2025-04-30.basil' };
    const { secrets } = new Stripe(KEY, config).apps;
    config.userContext.id = OTHER;
    Object.assign(config, { httpClient: {}, apiVersion: 'x', stripeAccount: 'acct_other', host: 'other.example' });
    return secrets.find(plain('find'));
  }),
];

/** Makes calls where the stack ends: JavaScript throws from anywhere there. */
const atTheEndOfTheStack = (start) => {
  const promises = [];
  const fall = () => {
    try {
      fall();
    } catch (error) {
      try {
        if (promises.length < 40) promises.push(start());
      } catch {
        /* the method itself had no room */
      }
      throw error;
    }
  };
  try {
    fall();
  } catch {
    /* it has come up again */
  }
  return promises;
};
const deep = [
  attack(
    'calls made where the stack ends are whole, or not sent',
    guardedAnyhow(),
    ({ secrets }) => atTheEndOfTheStack(() => secrets.create(plain('create'))),
    { realm: 'fresh' },
  ),
  attack(
    'another user, where the stack ends',
    guardedAnyhow(),
    ({ secrets }) =>
      atTheEndOfTheStack(() => secrets.create(plain('create', { scope: { type: 'user', user: OTHER } }))),
    { realm: 'fresh', sends: 0 },
  ),
  attack(
    'a call after many made where the stack ends',
    sent(OWN, { form: form('find') }),
    async ({ secrets, host }) => {
      for (let i = 0; i < 5; i++) await Promise.allSettled(atTheEndOfTheStack(() => secrets.create(plain('create'))));
      host.requests.length = 0;
      return secrets.find(plain('find'));
    },
    { realm: 'fresh' },
  ),
];

export const CHANGES_GROUPS = {
  'what a caller changes after the check is not sent': changed,
  'a host client that spoils its headers spoils no other attempt': spoilt,
  'a listener, a host or another call cannot change a request': told,
  'settings that change after the client was made of them change no request': settings,
  'where the stack ends, a request is whole or is not sent': deep,
};

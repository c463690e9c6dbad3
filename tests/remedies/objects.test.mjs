/**
 * An object that shows a known name without having it as an own enumerable property is refused: its author meant the value.
 * What a plain object's prototype lends is pollution: it has no effect, and is not sent.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { CONFIG, OPTIONS, PARAMETERS, SCOPE } from '../../pkg-template/src/contract.js';
import { asked, KEY, recording, SIGNED_IN, USER } from '../support/host.mjs';
import { BOTH_CORES, load } from '../support/package.mjs';

const METHODS = ['create', 'find', 'list', 'deleteWhere'];
/** Settings and options that are given in each place beside what is tried out, so that a call is whole. */
const needed = (method) => ({
  scope: { type: 'user', user: USER },
  ...(method !== 'list' && { name: 'n' }),
  ...(method === 'create' && { payload: 'p' }),
});

/** A value that is allowed where it stands. */
const VALUES = {
  __proto__: null,
  scope: { type: 'user', user: USER },
  type: 'user',
  user: USER,
  expires_at: new Date(Date.now() + 1e9),
  expand: ['payload'],
  limit: 1,
  headers: { 'x-other': 'y' },
  signal: new AbortController().signal,
  streaming: false,
  authenticator: null,
  maxNetworkRetries: 1,
  timeout: 1000,
  host: 'api.stripe.com',
  protocol: 'https',
  appInfo: { name: 'app' },
  userContext: SIGNED_IN,
  cardNumbers: 'warn',
};
const example = (name) => (name in VALUES ? VALUES[name] : 'value');

/** The four places: what they know, the refusal, and a call with an object in that place. `given` is what has to be there, and `least`
 * lacks one that may be absent. */
const PLACES = {
  params: {
    known: PARAMETERS,
    code: 'parameter_invalid_object',
    given: needed,
    use: ({ Stripe, httpClient }, method, params) =>
      new Stripe(KEY, { httpClient, userContext: SIGNED_IN }).apps.secrets[method](params),
  },
  scope: {
    known: SCOPE,
    code: 'scope_invalid',
    given: () => VALUES.scope,
    least: () => ({ type: 'account' }),
    use: ({ Stripe, httpClient }, method, scope) =>
      new Stripe(KEY, { httpClient, userContext: SIGNED_IN }).apps.secrets[method]({ ...needed(method), scope }),
  },
  options: {
    known: OPTIONS,
    code: 'option_invalid',
    given: () => ({}),
    use: ({ Stripe, httpClient }, method, options) =>
      new Stripe(KEY, { httpClient, userContext: SIGNED_IN }).apps.secrets[method](needed(method), options),
  },
  config: {
    known: CONFIG,
    code: 'config_invalid',
    given: (_method, httpClient) => ({ httpClient, userContext: SIGNED_IN }),
    use: async ({ Stripe }, method, config) => new Stripe(KEY, config).apps.secrets[method](needed(method)),
  },
};

/** The ways to show `name` without having it. Each gives an object that has `rest` besides. */
const SHOWING = {
  'a getter of its class': (rest, name, value) => {
    class Model {}
    Object.defineProperty(Model.prototype, name, { get: () => value });
    return Object.assign(new Model(), rest);
  },
  'a getter of the class that its class extends': (rest, name, value) => {
    class Base {}
    Object.defineProperty(Base.prototype, name, { get: () => value });
    return Object.assign(new (class extends Base {})(), rest);
  },
  'a plain prototype': (rest, name, value) => Object.assign(Object.create({ [name]: value }), rest),
  'a hidden property': (rest, name, value) => Object.defineProperty({ ...rest }, name, { value }),
  'a Proxy that answers get only': (rest, name, value) =>
    new Proxy({ ...rest }, { get: (target, key) => (key === name ? value : target[key]) }),
  'a Proxy that answers get and has only': (rest, name, value) =>
    new Proxy(
      { ...rest },
      {
        get: (target, key) => (key === name ? value : target[key]),
        has: (target, key) => key === name || key in target,
      },
    ),
};

/** Plain objects: each gives one with the fields. */
const PLAIN = {
  'a plain object': (fields) => ({ ...fields }),
  'an object without a prototype': (fields) => ({ __proto__: null, ...fields }),
  'a frozen object': (fields) => Object.freeze({ ...fields }),
  'a plain object of another realm': (fields) => Object.assign(vm.runInNewContext('({})'), fields),
  'an object of a class whose fields are its own': (fields) => Object.assign(new (class Model {})(), fields),
  'a Proxy that passes everything on': (fields) => new Proxy({ ...fields }, {}),
};

/** Lends `fields` to all plain objects of a realm while `act` runs. */
async function polluting(prototype, fields, act) {
  for (const [name, value] of Object.entries(fields))
    Object.defineProperty(prototype, name, { value, configurable: true, enumerable: true, writable: true });
  try {
    return await act();
  } finally {
    for (const name of Object.keys(fields)) delete prototype[name];
  }
}

const without = (fields, name) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
const lent = (known, given) =>
  Object.fromEntries(known.filter((name) => !(name in given)).map((name) => [name, example(name)]));
/** Keys are random, and nothing else of a request is. */
const sent = ({ headers: { 'Idempotency-Key': key, ...headers }, ...request }) => ({ ...request, headers });

for (const entry of BOTH_CORES) {
  const { default: Stripe, isStripeError } = await load(entry);
  const refusal = (act) =>
    act().then(
      () => assert.fail('nothing is refused'),
      (error) => error,
    );

  for (const [place, { known, code, given, least = given, use }] of Object.entries(PLACES)) {
    suite(`${place} of ${entry.name}`, () => {
      for (const [how, show] of Object.entries(SHOWING)) {
        test(`a known name in ${how} is refused`, async () => {
          for (const method of METHODS) {
            for (const name of known) {
              const httpClient = recording([asked]);
              const object = show(without(given(method, httpClient), name), name, example(name));
              const error = await refusal(() => use({ Stripe, httpClient }, method, object));
              assert.ok(isStripeError(error, code), `${method}, ${name}: ${error.stack}`);
              assert.equal(error.param, place);
              assert.match(error.message, /plain object/);
              assert.equal(httpClient.requests.length, 0);
            }
          }
        });
      }

      for (const [what, make] of Object.entries(PLAIN)) {
        test(`${what} is taken as it is`, async () => {
          for (const method of METHODS) {
            const requests = [];
            for (const object of [(fields) => fields, make]) {
              const httpClient = recording([asked]);
              await use({ Stripe, httpClient }, method, object(given(method, httpClient)));
              requests.push(sent(httpClient.requests[0]));
            }
            assert.deepEqual(requests[1], requests[0], method);
          }
        });
      }

      for (const whose of ['this', 'another']) {
        const realm = vm.createContext({});
        test(`what pollutes all plain objects of ${whose} realm is neither refused nor sent`, async () => {
          const evaluate = (code) => (whose === 'this' ? vm.runInThisContext(code) : vm.runInContext(code, realm));
          for (const method of METHODS) {
            const requests = [];
            for (const pollution of [{}, lent(known, least(method, undefined))]) {
              const httpClient = recording([asked]);
              const object = Object.assign(evaluate('({})'), least(method, httpClient));
              await polluting(evaluate('Object.prototype'), pollution, () =>
                use({ Stripe, httpClient }, method, object),
              );
              requests.push(sent(httpClient.requests[0]));
            }
            assert.deepEqual(requests[1], requests[0], method);
          }
        });
      }
    });
  }
}

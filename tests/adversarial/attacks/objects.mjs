/** Values that are not what they look like: getters, instances, inherited and hidden properties, arrays, boxed strings. */
import { raise, shifting, withGetter } from '../../support/odd.mjs';
import { ACCOUNT_SCOPE, attack, OWN, refused, sent } from '../attack.mjs';
import { form, METHODS, OTHER, plain } from './calls.mjs';

const FOREIGN = { type: 'user', user: OTHER };

const getters = [
  attack('a user that changes at the second look', sent(OWN, { form: form('find') }), ({ secrets }) =>
    secrets.find(plain('find', { scope: withGetter({ type: 'user' }, 'user', shifting(OWN.user, OTHER)) })),
  ),
  attack('a user that becomes the own at the second look', refused('scope_not_own_user'), ({ secrets }) =>
    secrets.find(plain('find', { scope: withGetter({ type: 'user' }, 'user', shifting(OTHER, OWN.user)) })),
  ),
  attack('a type that changes at the second look', sent(ACCOUNT_SCOPE, { form: form('find') }), ({ secrets }) =>
    secrets.find(plain('find', { scope: withGetter({}, 'type', shifting('account', 'user')) })),
  ),
  attack('a scope that changes at the second look', sent(ACCOUNT_SCOPE, { form: form('create') }), ({ secrets }) =>
    secrets.create(withGetter(plain('create'), 'scope', shifting(ACCOUNT_SCOPE, FOREIGN))),
  ),
  attack('a name that changes at the second look', sent(OWN, { form: form('deleteWhere') }), ({ secrets }) =>
    secrets.deleteWhere(withGetter(plain('deleteWhere'), 'name', shifting('n', 'other'))),
  ),
  attack('a getter that changes the scope before it', refused('scope_not_own_user'), ({ secrets }) => {
    const params = { scope: { ...OWN } };
    return secrets.find(
      withGetter(params, 'name', () => {
        params.scope.user = OTHER;
        params['scope[user]'] = OTHER;
        return 'n';
      }),
    );
  }),
  attack('a getter that adds a key while the keys are read', sent(OWN, { form: form('find') }), ({ secrets }) => {
    const params = withGetter({}, 'scope', () => {
      params['scope[user]'] = OTHER;
      return { ...OWN };
    });
    params.name = 'n';
    return secrets.find(params);
  }),
  attack('an option whose getter changes the parameters', sent(OWN, { form: form('find') }), ({ secrets }) => {
    const params = plain('find');
    return secrets.find(params, {
      get apiVersion() {
        Object.assign(params, { scope: FOREIGN, 'scope[user]': OTHER });
        return '2025-04-30.basil';
      },
    });
  }),
  attack('a getter that binds another user to the client', refused('user_already_bound'), ({ client, secrets }) =>
    secrets.find({
      get scope() {
        client.bindUser(OTHER);
        return FOREIGN;
      },
      name: 'n',
    }),
  ),
  attack(
    'a getter that calls the client, which calls the getter',
    sent(OWN, { form: form('find'), times: 6 }),
    ({ secrets }) => {
      const promises = [];
      let depth = 0;
      const params = withGetter({ scope: OWN }, 'name', () => {
        if (depth++ < 5) promises.push(secrets.find(params));
        return 'n';
      });
      promises.push(secrets.find(params));
      return promises;
    },
  ),
  attack('a getter that throws', refused('parameter_unreadable', 'params'), ({ secrets }) =>
    secrets.find({
      get scope() {
        throw new Error('a getter');
      },
    }),
  ),
  attack('a getter that throws a refusal', refused('parameter_unreadable', 'params'), ({ secrets }) =>
    secrets.find({
      get scope() {
        return raise({ code: 0, param: 'x', type: 0, raw: {} });
      },
    }),
  ),
  attack('a setter without a getter for a user', sent(OWN, { form: form('find') }), ({ secrets }) =>
    secrets.find(
      plain('find', { scope: Object.defineProperty({ type: 'user' }, 'user', { set() {}, enumerable: true }) }),
    ),
  ),
];

class Params {
  get scope() {
    return FOREIGN;
  }
  get name() {
    return 'n';
  }
}
class OwnFields {
  scope = { ...OWN };
  name = 'n';
  get user() {
    return OTHER;
  }
  get 'scope[user]'() {
    return OTHER;
  }
}
class Scope {
  type = 'account';
  get user() {
    return OTHER;
  }
}
class Asked {
  type = 'account';
  toJSON() {
    return FOREIGN;
  }
  toString() {
    return OTHER;
  }
  [Symbol.toPrimitive]() {
    return OTHER;
  }
}

const instances = [
  attack(
    'an instance as a scope, that turns into another user where it is asked',
    sent(ACCOUNT_SCOPE, { form: form('find') }),
    ({ secrets }) => secrets.find(plain('find', { scope: new Asked() })),
  ),
  attack(
    'an instance whose scope is a getter of its class',
    refused('parameter_invalid_object', 'params'),
    ({ secrets }) => secrets.find(new Params()),
  ),
  attack('an instance with own fields, and more in its class', sent(OWN, { form: form('find') }), ({ secrets }) =>
    secrets.find(new OwnFields()),
  ),
  attack(
    'an instance as a scope, whose class has a getter for the user',
    refused('scope_invalid', 'scope'),
    ({ secrets }) => secrets.find(plain('find', { scope: new Scope() })),
  ),
  attack('a Map for the parameters', refused('scope_missing'), ({ secrets }) =>
    secrets.find(new Map(Object.entries(plain('find')))),
  ),
  attack('a Map for the scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: new Map([['type', 'account']]) })),
  ),
  attack('URLSearchParams for the parameters', refused('scope_missing'), ({ secrets }) =>
    secrets.find(new URLSearchParams('scope[type]=user&scope[user]=usr_other&name=n')),
  ),
  attack('a Date for the scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: new Date() })),
  ),
  attack('a thenable for the parameters', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find({ ...plain('find'), then: (resolve) => resolve(plain('find', { scope: FOREIGN })) }),
  ),
  attack('a promise of parameters', refused('scope_missing'), ({ secrets }) =>
    secrets.find(Promise.resolve(plain('find'))),
  ),
  attack('a promise of a scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: Promise.resolve(FOREIGN) })),
  ),
  attack('a promise of a name', refused('parameter_invalid_string'), ({ secrets }) =>
    secrets.find(plain('find', { name: Promise.resolve('n') })),
  ),
  attack('a thenable for the options', refused('option_unknown'), ({ secrets }) =>
    secrets.find(plain('find'), { then: (resolve) => resolve({ stripeAccount: 'acct_other' }) }),
  ),
  attack('a thenable for the user', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: { type: 'user', user: { then: (resolve) => resolve(OTHER) } } })),
  ),
  ...[1, true, Symbol('x'), 1n].map((value) =>
    attack(`parameters that are ${typeof value}`, refused('parameter_invalid_object'), ({ secrets }) =>
      secrets.find(value),
    ),
  ),
  ...[null, {}, new Date(0)].map((value) =>
    attack(`parameters that are ${String(value)}`, refused('scope_missing'), ({ secrets }) => secrets.find(value)),
  ),
  attack('a function for the parameters', refused('parameter_invalid_object'), ({ secrets }) =>
    secrets.find(Object.assign(() => {}, { scope: OWN })),
  ),
  attack('a function for the scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: Object.assign(() => {}, OWN) })),
  ),
  attack('a query for the parameters', refused('parameter_invalid_object'), ({ secrets }) =>
    secrets.find('scope[type]=user&scope[user]=usr_other&name=n'),
  ),
  attack('no parameters', refused('scope_missing'), ({ secrets }) => secrets.find()),
];

const hide = (object, key, value) => Object.defineProperty(object, key, { value, enumerable: false });

const inherited = [
  attack('inherited parameters', refused('parameter_invalid_object', 'params'), ({ secrets }) =>
    secrets.find(Object.create(plain('find', { scope: FOREIGN }))),
  ),
  attack('an inherited scope', refused('parameter_invalid_object', 'params'), ({ secrets }) =>
    secrets.find(Object.assign(Object.create({ scope: FOREIGN }), { name: 'n' })),
  ),
  attack('an inherited user', refused('scope_invalid', 'scope'), ({ secrets }) =>
    secrets.find(plain('find', { scope: Object.assign(Object.create({ user: OTHER }), { type: 'user' }) })),
  ),
  attack('an inherited user in an account scope', refused('scope_invalid', 'scope'), ({ secrets }) =>
    secrets.find(plain('find', { scope: Object.assign(Object.create({ user: OTHER }), ACCOUNT_SCOPE) })),
  ),
  attack('an inherited type', refused('scope_invalid', 'scope'), ({ secrets }) =>
    secrets.find(plain('find', { scope: Object.create(ACCOUNT_SCOPE) })),
  ),
  attack('inherited options', refused('option_invalid', 'options'), ({ secrets }) =>
    secrets.find(plain('find'), Object.create({ stripeAccount: 'acct_other', headers: { 'X-A': 'a' } })),
  ),
  attack('inherited headers', sent(OWN, { headers: { 'Stripe-Account': undefined } }), ({ secrets }) =>
    secrets.find(plain('find'), { headers: Object.create({ 'Stripe-Account': 'acct_other' }) }),
  ),
  attack('objects without a prototype', sent(OWN, { form: form('create') }), ({ secrets }) =>
    secrets.create(
      Object.assign(Object.create(null), plain('create', { scope: Object.assign(Object.create(null), OWN) })),
    ),
  ),
  attack('symbol keys at every level', sent(ACCOUNT_SCOPE, { form: form('find') }), ({ secrets }) =>
    secrets.find(
      {
        scope: { ...ACCOUNT_SCOPE, [Symbol('user')]: OTHER, [Symbol.for('user')]: OTHER },
        name: 'n',
        [Symbol('scope[user]')]: OTHER,
      },
      { [Symbol('stripeAccount')]: 'acct_other', headers: { [Symbol('Stripe-Account')]: 'acct_other' } },
    ),
  ),
  attack('hidden keys of no known name at every level', sent(ACCOUNT_SCOPE, { form: form('find') }), ({ secrets }) =>
    secrets.find(
      hide(plain('find', { scope: hide({ ...ACCOUNT_SCOPE }, 'user]', OTHER) }), 'scope[user]', OTHER),
      hide({ headers: hide({}, 'Stripe-Account', 'acct_other') }, 'account', 'acct_other'),
    ),
  ),
  attack('a hidden scope', refused('parameter_invalid_object', 'params'), ({ secrets }) =>
    secrets.find(hide({ name: 'n' }, 'scope', ACCOUNT_SCOPE)),
  ),
  attack('a hidden user', refused('scope_invalid', 'scope'), ({ secrets }) =>
    secrets.find(plain('find', { scope: hide({ ...ACCOUNT_SCOPE }, 'user', OTHER) })),
  ),
  attack('a hidden account', refused('option_invalid', 'options'), ({ secrets }) =>
    secrets.find(plain('find'), hide({}, 'stripeAccount', 'acct_other')),
  ),
  attack('frozen objects', sent(OWN, { form: form('find') }), ({ secrets }) =>
    secrets.find(
      Object.freeze(plain('find', { scope: Object.freeze({ ...OWN }) })),
      Object.freeze({ headers: Object.freeze({}) }),
    ),
  ),
];

const holes = (length, entries) => Object.assign(new Array(length), entries);
const listed = (name, comes, make) =>
  attack(`an expand ${name}`, comes, ({ secrets }) => secrets.find(plain('find', { expand: make() })));
const expanded = (...items) =>
  sent(OWN, { form: form('find', Object.fromEntries(items.map((item, i) => [`expand[${i}]`, item]))) });
const arrays = [
  listed('with a hole', refused('parameter_invalid_array'), () => holes(2, { 1: 'payload' })),
  listed('with a hole that a getter of Array.prototype would fill', refused('parameter_invalid_array'), () =>
    Object.setPrototypeOf(holes(2, { 1: 'payload' }), Object.create(Array.prototype, { 0: { value: 'x' } })),
  ),
  listed('with a hole at its end', expanded('payload'), () => holes(3, { 0: 'payload' })),
  listed('with another property', refused('parameter_invalid_array'), () =>
    Object.assign(['payload'], { 'x]&scope[user': OTHER }),
  ),
  listed('with a property that looks like an index', refused('parameter_invalid_array'), () =>
    Object.assign(['payload'], { '01': 'x' }),
  ),
  listed('with a negative index', refused('parameter_invalid_array'), () => Object.assign(['payload'], { '-1': 'x' })),
  listed('with a symbol and a hidden property', expanded('payload'), () =>
    Object.defineProperty(Object.assign(['payload'], { [Symbol('x')]: 'x' }), 'y', { value: 'y', enumerable: false }),
  ),
  listed('of a subclass that iterates over something else', expanded('payload'), () => {
    class Odd extends Array {
      *[Symbol.iterator]() {
        yield 'x&scope[user]=usr_other';
      }
      /** @returns {any[]} not what `Array` promises */
      map() {
        return [OTHER];
      }
      toJSON() {
        return OTHER;
      }
    }
    return Odd.of('payload');
  }),
  listed('with an item that changes at the second look', expanded('payload'), () =>
    withGetter([], '0', shifting('payload', OTHER)),
  ),
  listed('that shrinks while it is read', expanded('payload', 'b'), () => {
    const list = ['a', 'b', 'c'];
    return withGetter(list, '0', () => {
      list.length = 2;
      return 'payload';
    });
  }),
  listed('of arrays', refused('parameter_invalid_array'), () => [['payload']]),
  listed('of boxed strings', refused('parameter_invalid_array'), () => [new String('payload')]),
  listed('that only looks like an array', refused('parameter_invalid_array'), () => ({ 0: 'payload', length: 1 })),
  listed('that has the prototype of an array', refused('parameter_invalid_array'), () =>
    Object.assign(Object.create(Array.prototype), { 0: 'payload', length: 1 }),
  ),
  listed('that are arguments', refused('parameter_invalid_array'), () =>
    (function list(_) {
      // biome-ignore lint/complexity/noArguments: the list that is tried
      return arguments;
    })('payload'),
  ),
  listed('that is a Set', refused('parameter_invalid_array'), () => new Set(['payload'])),
  listed('that is a text', refused('parameter_invalid_array'), () => 'payload'),
  attack('an array for the parameters', refused('parameter_invalid_object'), ({ secrets }) =>
    secrets.find([plain('find')]),
  ),
  attack('an array with the parameters as properties', refused('parameter_invalid_object'), ({ secrets }) =>
    secrets.find(Object.assign([], plain('find'))),
  ),
  attack('an array for the scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: Object.assign([], OWN) })),
  ),
];

class Text extends String {
  toString() {
    return OTHER;
  }
  valueOf() {
    return OTHER;
  }
  get length() {
    return 9;
  }
}
/** Objects that look like a text: `text` is the one. */
const boxed = (text) => [
  ['boxed', new String(text)],
  ['subclassed', new Text(text)],
  ['a boxed one with another value', Object.assign(new String(text), { toString: () => OTHER })],
  ['in an array', [text]],
  ['an object that turns into it', { toString: () => text, valueOf: () => text, [Symbol.toPrimitive]: () => text }],
  ['a boxed one that has lost its prototype', Object.setPrototypeOf(new String(text), null)],
  ['an object that JSON turns into it', { toJSON: () => text }],
  ['a function that turns into it', Object.assign(() => text, { toString: () => text })],
  ['a Map of it', new Map([[text, text]])],
  ['a Date', new Date(0)],
  ['a symbol', Symbol(text)],
];
const exact = METHODS.flatMap((method) => [
  ...boxed(OWN.user).map(([how, value]) =>
    attack(`${method}: a user that is ${how}`, refused('scope_invalid', 'scope[user]'), ({ secrets }) =>
      secrets[method](plain(method, { scope: { type: 'user', user: value } })),
    ),
  ),
  ...boxed(OWN.user).map(([how, value]) =>
    attack(
      `${method}: an account scope with a user that is ${how}`,
      refused('scope_user_on_account', 'scope[user]'),
      ({ secrets }) => secrets[method](plain(method, { scope: { type: 'account', user: value } })),
    ),
  ),
  ...boxed('account').map(([how, value]) =>
    attack(`${method}: a type that is ${how}`, refused('scope_invalid', 'scope[type]'), ({ secrets }) =>
      secrets[method](plain(method, { scope: { type: value } })),
    ),
  ),
]);
const exactTexts = [
  ...boxed('n').map(([how, value]) =>
    attack(`a name that is ${how}`, refused('parameter_invalid_string', 'name'), ({ secrets }) =>
      secrets.find(plain('find', { name: value })),
    ),
  ),
  ...boxed('p').map(([how, value]) =>
    attack(`a payload that is ${how}`, refused('parameter_invalid_string', 'payload'), ({ secrets }) =>
      secrets.create(plain('create', { payload: value })),
    ),
  ),
  ...boxed('x').map(([how, value]) =>
    attack(`a cursor that is ${how}`, refused('parameter_invalid_string', 'starting_after'), ({ secrets }) =>
      secrets.list({ scope: OWN, starting_after: value }),
    ),
  ),
];

const SECONDS = 2_000_000_000;
const stored = (how, make) =>
  attack(
    `an expiry that is ${how}`,
    sent(OWN, { form: form('create', { expires_at: String(SECONDS) }) }),
    ({ secrets }) => secrets.create(plain('create', { expires_at: make() })),
  );
const numbers = [
  ...[[5], new Number(5), { valueOf: () => 5 }, 5n, true, ' 5', '5.0', '0x5', '1e1', NaN, 5.5, '٥'].flatMap((value) => [
    attack(
      `a limit that is ${typeof value} ${String(value)}`,
      refused('parameter_invalid_integer', 'limit'),
      ({ secrets }) => secrets.list({ scope: OWN, limit: value }),
    ),
    attack(
      `an expiry that is ${typeof value} ${String(value)}`,
      refused('parameter_invalid_integer', 'expires_at'),
      ({ secrets }) => secrets.create(plain('create', { expires_at: value })),
    ),
  ]),
  ...Object.entries({
    'an invalid Date': new Date(NaN),
    'what only has getTime': { getTime: () => SECONDS * 1000 },
    'what only inherits from Date': Object.create(Date.prototype),
    'a Proxy of a Date': new Proxy(new Date(), {}),
  }).map(([how, value]) =>
    attack(`an expiry that is ${how}`, refused('parameter_invalid_integer', 'expires_at'), ({ secrets }) =>
      secrets.create(plain('create', { expires_at: value })),
    ),
  ),
  stored('a Date whose methods say something else', () =>
    Object.assign(new Date(SECONDS * 1000 + 999), { getTime: () => 1, valueOf: () => 1 }),
  ),
  stored(
    'a Date of a class that says something else',
    () =>
      new (class extends Date {
        getTime() {
          return 1;
        }
        valueOf() {
          return 1;
        }
      })(SECONDS * 1000),
  ),
  attack(
    'an expiry that passes while the client lives',
    refused('expires_at_in_past', 'expires_at'),
    ({ secrets, after }) => {
      const { now } = Date;
      Date.now = () => (SECONDS + 2 * 86_400) * 1000;
      after(() => {
        Date.now = now;
      });
      return secrets.create(plain('create', { expires_at: SECONDS }));
    },
  ),
];

/** Types and users that are nearly right. */
const NEARLY = [
  OTHER,
  'USR_EXAMPLE',
  'usr_example ',
  ' usr_example',
  'usr_example\0',
  'usr_example\u200b',
  'uѕr_example',
  'usr_exampl',
  'usr_example1',
  'usr%5Fexample',
  '*',
  '%',
  'null',
  'undefined',
  'me',
  'self',
];
const near = [
  ...METHODS.flatMap((method) =>
    NEARLY.map((user) =>
      attack(
        `${method}: the user ${JSON.stringify(user)}`,
        refused('scope_not_own_user', 'scope[user]'),
        ({ secrets }) => secrets[method](plain(method, { scope: { type: 'user', user } })),
      ),
    ),
  ),
  ...['', 0, 1, false, true, NaN, {}, [], 1n, () => {}].map((user) =>
    attack(`a user that is ${typeof user} ${String(user)}`, refused('scope_invalid', 'scope[user]'), ({ secrets }) =>
      secrets.find(plain('find', { scope: { type: 'user', user } })),
    ),
  ),
  ...['', 0, false, NaN, {}, [], OWN.user].map((user) =>
    attack(
      `an account scope with a user that is ${typeof user} ${String(user)}`,
      refused('scope_user_on_account'),
      ({ secrets }) => secrets.find(plain('find', { scope: { type: 'account', user } })),
    ),
  ),
  attack(
    'a user of the same letters to the eye, composed of others',
    refused('scope_not_own_user', 'scope[user]'),
    ({ make }) =>
      make({ userContext: 'us\u00e9r' }).apps.secrets.find(
        plain('find', { scope: { type: 'user', user: 'use\u0301r' } }),
      ),
  ),
  ...['User', 'ACCOUNT', 'account ', 'account\0', 'uѕer', 'users', '', null, undefined, 0, {}, ['account']].map(
    (type) =>
      attack(`the type ${JSON.stringify(type)}`, refused('scope_invalid'), ({ secrets }) =>
        secrets.find(plain('find', { scope: { type, user: OWN.user } })),
      ),
  ),
  ...['account', 'user', 1, true, [], Symbol('account'), ''].map((scope) =>
    attack(`a scope that is ${typeof scope} ${String(scope)}`, refused('scope_invalid', 'scope'), ({ secrets }) =>
      secrets.find(plain('find', { scope })),
    ),
  ),
];

export const OBJECT_GROUPS = {
  'a getter cannot show one thing to the check and another to the wire': getters,
  'an instance or a thenable is read by its own properties': instances,
  'inherited, hidden and symbol properties are not sent, and known names among them are refused': inherited,
  'an object that only looks like an array is not sent': arrays,
  'a user or a type that is not a plain text is not taken for one': exact,
  'an object that only looks like a text is not sent': exactTexts,
  'a number or a time that only converts to one is not sent': numbers,
  'a scope that is only nearly right is refused': near,
};

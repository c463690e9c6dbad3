/** Proxies: each trap throws, or lies, at each place where one may stand. */
import { raise, revoked } from '../../support/odd.mjs';
import { attack, guarded, OWN, refused, sent } from '../attack.mjs';
import { form, OTHER, plain } from './calls.mjs';

const TRAPS = [
  'get',
  'has',
  'set',
  'ownKeys',
  'getOwnPropertyDescriptor',
  'defineProperty',
  'deleteProperty',
  'getPrototypeOf',
  'setPrototypeOf',
  'isExtensible',
  'preventExtensions',
  'apply',
  'construct',
];
/** The traps that are reached when an object is read: a throw in one is a refusal. */
const REACHED = new Set(['get', 'ownKeys', 'getOwnPropertyDescriptor']);
/** Where known names are looked for that an object shows without having them; a whole scope has them all. */
const LOOKED_AT = { parameters: 'parameter_invalid_object', options: 'option_invalid' };
const isReached = (trap, place) => REACHED.has(trap) || (trap === 'has' && place in LOOKED_AT);

/**
 * Where a Proxy may stand: how a call is made with one, and which argument is then named as unreadable.
 *
 * @type {Record<string, [param: string, call: (secrets, proxied) => unknown]>}
 */
const PLACES = {
  parameters: ['params', (secrets, proxied) => secrets.find(proxied(plain('find')))],
  scope: ['params', (secrets, proxied) => secrets.find(plain('find', { scope: proxied({ ...OWN }) }))],
  expand: ['params', (secrets, proxied) => secrets.find(plain('find', { expand: proxied(['payload']) }))],
  options: ['options', (secrets, proxied) => secrets.find(plain('find'), proxied({ apiVersion: '2025-04-30.basil' }))],
  headers: ['options', (secrets, proxied) => secrets.find(plain('find'), { headers: proxied({ 'X-A': 'a' }) })],
};
/** The headers that are made of what stands there. */
const HEADERS = {
  options: { 'Stripe-Version': '2025-04-30.basil', 'Stripe-Account': undefined },
  headers: { 'X-A': 'a', 'Stripe-Account': undefined },
};
const expanded = (place) => form('find', place === 'expand' ? { 'expand[0]': 'payload' } : {});

const throwing = Object.entries(PLACES).flatMap(([place, [param, call]]) =>
  TRAPS.map((trap) =>
    attack(
      `${place}: a Proxy whose ${trap} throws`,
      isReached(trap, place) ? refused('parameter_unreadable', param) : sent(OWN, { form: expanded(place) }),
      ({ secrets }) => call(secrets, (target) => new Proxy(target, { [trap]: () => raise(new Error('a trap')) })),
    ),
  ),
);

const FOREIGN = { type: 'user', user: OTHER };
const descriptor = (value) => ({ value, enumerable: true, configurable: true, writable: true });

const CHANGING = 'traps that change the target';
const SHOWING = 'a has that says yes';

/** Traps that lie: what each sees first is good, and what it would see later is another user's. */
const LIES = {
  'a get that changes its mind': () => {
    const seen = new Set();
    return {
      get(target, key) {
        if (seen.has(key)) return key === 'scope' ? FOREIGN : OTHER;
        seen.add(key);
        return target[key];
      },
    };
  },
  'an ownKeys that grows': () => {
    let calls = 0;
    return {
      ownKeys: (target) => [...Reflect.ownKeys(target), ...(calls++ ? ['scope[user]', 'user'] : [])],
      getOwnPropertyDescriptor: (target, key) => Reflect.getOwnPropertyDescriptor(target, key) ?? descriptor(OTHER),
    };
  },
  'an ownKeys that shrinks': () => {
    let calls = 0;
    return {
      ownKeys: (target) =>
        calls++ ? Reflect.ownKeys(target).filter((key) => key === 'length') : Reflect.ownKeys(target),
    };
  },
  'a descriptor that is not what get gives': () => ({
    getOwnPropertyDescriptor: (target, key) => {
      const real = Reflect.getOwnPropertyDescriptor(target, key);
      return real?.configurable ? descriptor(OTHER) : real;
    },
  }),
  'a getPrototypeOf that says it is anything': () => {
    const kinds = [Array.prototype, Date.prototype, null, Function.prototype, Proxy.prototype ?? null];
    let at = 0;
    return { getPrototypeOf: () => kinds[at++ % kinds.length] };
  },
  [SHOWING]: () => ({ has: () => true }),
  [CHANGING]: () => ({
    get(target, key) {
      const value = target[key];
      if (!Array.isArray(target)) {
        target.user = OTHER;
        target['scope[user]'] = OTHER;
      }
      return value;
    },
  }),
};
const comesOf = (place, lie) => {
  if (place === 'scope' && lie === CHANGING) return refused('scope_not_own_user');
  if (lie === SHOWING && place in LOOKED_AT) return refused(LOOKED_AT[place]);
  return sent(OWN, { form: expanded(place), headers: HEADERS[place] });
};
const lying = Object.entries(PLACES).flatMap(([place, [, call]]) =>
  Object.entries(LIES).map(([lie, make]) =>
    attack(`${place}: a Proxy with ${lie}`, comesOf(place, lie), ({ secrets }) =>
      call(secrets, (target) => new Proxy(target, make())),
    ),
  ),
);

/** Lies of the first look: whatever is taken from them has been checked. */
const extra = (key, value) => ({
  ownKeys: (target) => [...Reflect.ownKeys(target), key],
  getOwnPropertyDescriptor: (target, asked) => Reflect.getOwnPropertyDescriptor(target, asked) ?? descriptor(value),
  get: (target, asked) => (asked === key ? value : target[asked]),
});
const first = [
  attack('parameters that show a smuggled key', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(new Proxy(plain('find'), extra('scope[user]', OTHER))),
  ),
  attack('a scope that shows a smuggled key', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(plain('find', { scope: new Proxy({ type: 'account' }, extra('user]', OTHER)) })),
  ),
  attack('options that show another account', refused('scope_not_own_account'), ({ secrets }) =>
    secrets.find(plain('find'), new Proxy({}, extra('stripeAccount', 'acct_other'))),
  ),
  attack('headers that show another account', refused('header_refused'), ({ secrets }) =>
    secrets.find(plain('find'), { headers: new Proxy({}, extra('stripe-account', 'acct_other')) }),
  ),
  attack('parameters that name a key twice', refused('parameter_unreadable'), ({ secrets }) =>
    secrets.find(new Proxy({}, { ownKeys: () => ['scope', 'scope'], getOwnPropertyDescriptor: () => descriptor(1) })),
  ),
  attack('a Proxy of an array for the scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: new Proxy([], { get: (_, key) => OWN[key] }) })),
  ),
  attack('a Proxy of a function for the scope', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: new Proxy(() => {}, { get: (_, key) => OWN[key] }) })),
  ),
  attack('a Proxy of a Proxy of a Proxy', sent(OWN, { form: form('find') }), ({ secrets }) =>
    secrets.find(new Proxy(new Proxy(new Proxy(plain('find'), {}), {}), {})),
  ),
  attack('a Proxy of a text for the user', refused('scope_invalid'), ({ secrets }) =>
    secrets.find(plain('find', { scope: { type: 'user', user: new Proxy(new String(OWN.user), {}) } })),
  ),
  attack('a revoked Proxy for the parameters', refused('parameter_unreadable'), ({ secrets }) =>
    secrets.find(revoked()),
  ),
  attack('a Proxy that is revoked while it is read', guarded(), ({ secrets }) => {
    const { proxy, revoke } = Proxy.revocable(plain('find'), {
      get: (target, key) => {
        revoke();
        return target[key];
      },
    });
    return secrets.find(proxy);
  }),
  attack(
    'a Proxy that answers everything with itself',
    refused('parameter_invalid_object', 'params'),
    ({ secrets }) => {
      const self = new Proxy(
        {},
        { get: () => self, ownKeys: () => ['scope', 'name'], getOwnPropertyDescriptor: () => descriptor(self) },
      );
      return secrets.find(self);
    },
  ),
];

/** A signal may be anything that looks like one. */
const signals = [
  attack('a signal that is a Proxy that throws', guarded(), ({ secrets }) =>
    secrets.find(plain('find'), { signal: new Proxy({}, { get: () => raise(new Error('a trap')) }) }),
  ),
  attack('a signal that aborts while it is listened to', guarded(), ({ secrets }) =>
    secrets.find(plain('find'), {
      signal: { aborted: false, addEventListener: (_, act) => act(), removeEventListener: () => {} },
    }),
  ),
  attack('a signal that aborts again and again', guarded(), ({ secrets }) =>
    secrets.find(plain('find'), {
      signal: {
        aborted: false,
        addEventListener: (_, act) => {
          for (let i = 0; i < 5; i++) queueMicrotask(act);
        },
        removeEventListener: () => {},
      },
    }),
  ),
  attack('a signal whose reason throws', refused('request_aborted'), ({ secrets }) =>
    secrets.find(plain('find'), {
      signal: {
        aborted: true,
        addEventListener: () => {},
        removeEventListener: () => {},
        get reason() {
          return raise(null);
        },
      },
    }),
  ),
];

export const PROXY_GROUPS = {
  'a Proxy that throws is refused, and the call ends': throwing,
  'a Proxy that lies later changes no request': lying,
  'a Proxy that lies at once is checked by what it says': first,
  'an invalid signal changes no request, and the call ends': signals,
};

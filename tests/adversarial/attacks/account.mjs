/** Another account, or another key, by option, header or setting; and headers that could become others. */
import { SIGNED_IN } from '../../support/host.mjs';
import { attack, OWN, refused, sent, thrown } from '../attack.mjs';
import { form, METHODS, plain } from './calls.mjs';

const ACCOUNT = SIGNED_IN.account.id;
const FOREIGN = 'acct_other';
const named = METHODS.flatMap((method) =>
  ['stripeAccount', 'stripeContext'].flatMap((option) => [
    attack(`${method}: another ${option}`, refused('scope_not_own_account', option), ({ secrets }) =>
      secrets[method](plain(method), { [option]: FOREIGN }),
    ),
    attack(
      `${method}: the own ${option}`,
      sent(OWN, {
        form: form(method),
        headers: { 'Stripe-Account': option === 'stripeAccount' ? ACCOUNT : undefined },
      }),
      ({ secrets }) => secrets[method](plain(method), { [option]: ACCOUNT }),
    ),
  ]),
);

const NEARLY = [
  `${ACCOUNT} `,
  ` ${ACCOUNT}`,
  'ACCT_EXAMPLE',
  `${ACCOUNT},${FOREIGN}`,
  `${ACCOUNT}\0`,
  `${ACCOUNT}\r\nStripe-Account: ${FOREIGN}`,
  `${ACCOUNT}/${FOREIGN}`,
  '*',
  'аcct_example',
];
const near = ['stripeAccount', 'stripeContext'].flatMap((option) => [
  ...NEARLY.map((value) =>
    attack(`the ${option} ${JSON.stringify(value)}`, refused('scope_not_own_account', option), ({ secrets }) =>
      secrets.find(plain('find'), { [option]: value }),
    ),
  ),
  ...[[ACCOUNT], new String(ACCOUNT), { toString: () => FOREIGN }, 1, true].map((value) =>
    attack(
      `a ${option} that is ${typeof value} ${JSON.stringify(value)}`,
      refused('option_invalid', option),
      ({ secrets }) => secrets.find(plain('find'), { [option]: value }),
    ),
  ),
  attack(
    `a ${option} before anybody is bound`,
    refused('scope_not_own_account', option),
    ({ secrets }) => secrets.find(plain('find', { scope: { type: 'account' } }), { [option]: ACCOUNT }),
    { bind: false },
  ),
  attack(
    `a ${option} in the settings that is another`,
    refused('scope_not_own_account', option),
    ({ secrets }) => secrets.find(plain('find')),
    { config: { [option]: FOREIGN } },
  ),
  attack(
    `a ${option} in the settings that is another, hidden by the own one of the call`,
    refused('scope_not_own_account', option),
    ({ secrets }) => secrets.find(plain('find'), { [option]: ACCOUNT }),
    { config: { [option]: FOREIGN } },
  ),
]);
const both = [
  attack('stripeAccount and stripeContext at once', refused('option_invalid', 'stripeContext'), ({ secrets }) =>
    secrets.find(plain('find'), { stripeAccount: ACCOUNT, stripeContext: ACCOUNT }),
  ),
  attack(
    'a stripeAccount that is another at the second look',
    sent(OWN, { headers: { 'Stripe-Account': ACCOUNT } }),
    ({ secrets }) => {
      let looks = 0;
      return secrets.find(plain('find'), {
        get stripeAccount() {
          return looks++ ? FOREIGN : ACCOUNT;
        },
      });
    },
  ),
  ...[
    'account',
    'onBehalfOf',
    'Stripe-Account',
    'stripe_account',
    'StripeAccount',
    'host',
    'path',
    'method',
    'query',
    'body',
    'apiBase',
    'additionalHeaders',
    'httpClient',
    'userContext',
    'scope',
    'name',
    'port',
    'protocol',
    'constructor',
  ].map((option) =>
    attack(`the option ${option}`, refused('option_unknown'), ({ secrets }) =>
      secrets.find(plain('find'), { [option]: FOREIGN }),
    ),
  ),
  ...['function', 'text', 'array', 'number'].map((kind, i) =>
    attack(`options that are a ${kind}`, refused('option_invalid', 'options'), ({ secrets }) =>
      secrets.find(plain('find'), [() => {}, 'acct_other', [{ stripeAccount: FOREIGN }], 1][i]),
    ),
  ),
];

/** Names under which a server may read what is not the caller's to say. CGI, WSGI and Rack read `_` as `-`. */
const RESERVED = [
  'Authorization',
  'Host',
  'Content-Type',
  'Content-Length',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Cookie',
  'X-HTTP-Method-Override',
  'Proxy-Authorization',
  'Sec-Fetch-Site',
  'Stripe-Account',
  'Stripe-Context',
  'Stripe-Version',
  'Stripe-Anything',
].flatMap((name) => [
  ...new Set([
    name,
    name.toLowerCase(),
    name.toUpperCase(),
    [...name].map((letter, i) => (i % 2 ? letter.toUpperCase() : letter.toLowerCase())).join(''),
    name.replaceAll('-', '_'),
    name.toLowerCase().replaceAll('-', '_'),
  ]),
]);
const headers = [
  ...RESERVED.map((name) =>
    attack(`the header ${name}`, refused('header_refused', 'headers'), ({ secrets }) =>
      secrets.find(plain('find'), { headers: { [name]: FOREIGN } }),
    ),
  ),
  ...RESERVED.slice(0, 4).map((name) =>
    attack(`the header ${name} of a create, last of many`, refused('header_refused', 'headers'), ({ secrets }) =>
      secrets.create(plain('create'), {
        headers: { ...Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`X-${i}`, 'x'])), [name]: FOREIGN },
      }),
    ),
  ),
  ...[
    'Stripe-Account ',
    ' Stripe-Account',
    'Stripe-Account:',
    'Stripe-Account\0',
    'Stripe-Account\r\n',
    'X-A\r\nStripe-Account',
    'Stripe‐Account',
    'ſtripe-account',
    'Stripe\u00adAccount',
    'Ｓtripe-Account',
    'Stripe Account',
    'stripe-accоunt',
    '\ud800',
    '',
    '(x)',
    'X-漢',
  ].map((name) =>
    attack(`the header ${JSON.stringify(name)}`, refused('header_invalid', 'headers'), ({ secrets }) =>
      secrets.find(plain('find'), { headers: { [name]: FOREIGN } }),
    ),
  ),
  ...['a\r\nStripe-Account: acct_other', 'a\nb', '\r', '\0', '\x7f', '\x85', 'a\u2028b', '漢', '\ud800', '\t'].map(
    (value) =>
      attack(`a header's value ${JSON.stringify(value)}`, refused('header_invalid', 'headers'), ({ secrets }) =>
        secrets.find(plain('find'), { headers: { 'X-A': value } }),
      ),
  ),
  ...[1, true, ['a'], new String('a'), { toString: () => 'a' }, Symbol('a'), () => 'a'].map((value) =>
    attack(
      `a header's value that is ${typeof value} ${String(value)}`,
      refused('header_invalid', 'headers'),
      ({ secrets }) => secrets.find(plain('find'), { headers: { 'X-A': value } }),
    ),
  ),
  ...[[['Stripe-Account', FOREIGN]], 'Stripe-Account: acct_other', 1, () => {}].map((value) =>
    attack(`headers that are ${typeof value} ${String(value)}`, refused('option_invalid', 'headers'), ({ secrets }) =>
      secrets.find(plain('find'), { headers: value }),
    ),
  ),
  attack(
    'headers in a Headers, which has none of its own',
    sent(OWN, { headers: { 'Stripe-Account': undefined } }),
    ({ secrets }) => secrets.find(plain('find'), { headers: new Headers({ 'Stripe-Account': FOREIGN }) }),
  ),
  attack(
    'headers whose values are absent',
    sent(OWN, { headers: { 'X-A': undefined, 'X-B': undefined, 'X-C': 'c' } }),
    ({ secrets }) => secrets.find(plain('find'), { headers: { 'X-A': undefined, 'X-B': null, 'X-C': 'c' } }),
  ),
  attack('a header whose name is __proto__', sent(OWN, { headers: { 'Stripe-Account': undefined } }), ({ secrets }) =>
    secrets.find(plain('find'), { headers: JSON.parse('{"__proto__":"acct_other"}') }),
  ),
  attack('a header twice in two cases of letters', sent(OWN, { headers: { 'X-A': 'b' } }), ({ secrets }) =>
    secrets.find(plain('find'), { headers: { 'X-A': 'a', 'x-a': 'b' } }),
  ),
];

const OPTIONS = ['apiVersion', 'idempotencyKey', 'apiKey'];
const BREAKS = ['2025-04-30\r\nStripe-Account: acct_other', '2025-04-30\nx', '\r', 'a\0', 'a\x7f', '漢'];
const breaks = [
  ...OPTIONS.flatMap((option) =>
    BREAKS.map((value) =>
      attack(`the ${option} ${JSON.stringify(value)}`, refused('header_invalid', option), ({ secrets }) =>
        secrets.find(plain('find'), { [option]: value }),
      ),
    ),
  ),
  ...BREAKS.map((value) =>
    attack(
      `the API version ${JSON.stringify(value)} in the settings`,
      thrown('header_invalid'),
      ({ make }) => make({ apiVersion: value }),
      { bind: false },
    ),
  ),
  ...BREAKS.map((value) =>
    attack(
      `the app's name ${JSON.stringify(value)}`,
      thrown('header_invalid'),
      ({ make }) => make({ appInfo: { name: value } }),
      { bind: false },
    ),
  ),
  attack(
    'an API version in place of the settings, with a line break',
    thrown('header_invalid'),
    ({ Stripe }) => new Stripe('placeholder', BREAKS[0]),
    { bind: false },
  ),
];

/** Obvious placeholders in the form of real keys. */
const REAL = [
  'sk_test_placeholder',
  'rk_live_placeholder',
  'pk_test_placeholder',
  ' sk_live_placeholder',
  'Bearer sk_live_placeholder',
  'x,sk_x',
];
const keys = [
  ...REAL.map((key) =>
    attack(`the key ${key} in the options`, refused('api_key_refused', 'apiKey'), ({ secrets }) =>
      secrets.find(plain('find'), { apiKey: key }),
    ),
  ),
  ...REAL.map((key) =>
    attack(
      `the key ${key} for the client`,
      thrown('api_key_refused'),
      ({ Stripe }) => new Stripe(key, { httpClient: {} }),
      { bind: false },
    ),
  ),
  ...[['placeholder'], new String('placeholder'), { toString: () => 'sk_live_placeholder' }, 1].map((key) =>
    attack(`a key that is ${typeof key} ${String(key)}`, refused('option_invalid', 'apiKey'), ({ secrets }) =>
      secrets.find(plain('find'), { apiKey: key }),
    ),
  ),
  attack('an authenticator among the options', refused('authenticator_refused'), ({ secrets }) =>
    secrets.find(plain('find'), { authenticator: () => {} }),
  ),
  attack(
    'an authenticator in the settings',
    thrown('authenticator_refused'),
    ({ make }) => make({ authenticator: () => {} }),
    { bind: false },
  ),
  ...[
    'other.example',
    'api.stripe.com.other.example',
    'api.stripe.com:1',
    'api.stripe.com/x',
    'API.STRIPE.COM',
    'user@api.stripe.com',
    'api.stripe.com\r\n',
    ['api.stripe.com'],
    new String('api.stripe.com'),
  ].map((host) =>
    attack(`the host ${JSON.stringify(host)} ${typeof host}`, thrown('host_refused'), ({ make }) => make({ host }), {
      bind: false,
    }),
  ),
  ...['http', 'HTTPS', 'https:', 'file', ['https']].map((protocol) =>
    attack(`the protocol ${JSON.stringify(protocol)}`, thrown('protocol_refused'), ({ make }) => make({ protocol }), {
      bind: false,
    }),
  ),
  attack('a port in the settings', sent(OWN), ({ secrets }) => secrets.find(plain('find')), {
    config: { port: '8080' },
  }),
];

export const ACCOUNT_GROUPS = {
  'another account cannot be named': [...named, ...near, ...both],
  'a header cannot name another account, or become another header': headers,
  'a line break in an option or a setting cannot add a header': breaks,
  'another key, host or protocol is refused': keys,
};

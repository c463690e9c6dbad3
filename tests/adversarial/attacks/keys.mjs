/** Another scope, smuggled in under a key or inside a text. */
import { ACCOUNT_SCOPE, attack, OWN, refused, sent } from '../attack.mjs';
import { form, METHODS, OTHER, plain } from './calls.mjs';

/** Keys that a form, a server or an eye could take for `scope[user]` or `scope`. */
const SMUGGLED = [
  'scope[user]',
  'scope[type]',
  'scope][user',
  'scope][type',
  '[scope][user]',
  'scope[user',
  'scope.user',
  'scope[][user]',
  'scope[user][]',
  'scope[user][0]',
  'scope[0]',
  'scope[]',
  'scope%5Buser%5D',
  'scope%5buser%5d',
  '%73cope[user]',
  'scope%255Buser%255D',
  '&scope[user]',
  'x=y&scope[user]',
  'name=n&scope[user]',
  'scope[user]=usr_other&x',
  ';scope[user]',
  '#scope[user]',
  '?scope[user]',
  'scope[user]\0',
  '\0scope[user]',
  'scope\0',
  'scope[user]\r\n',
  'scope\r\n[user]',
  '\r\nStripe-Account: acct_other',
  'scope\ud800[user]',
  '\udfff',
  'scope[user]\ud83d',
  'ѕcope[user]',
  'scоpe[user]',
  'ｓcope',
  'scope［user］',
  'ſcope[user]',
  'scope[uѕer]',
  'scope\u200b',
  '\ufeffscope',
  'scope\u0301',
  'scope ',
  ' scope',
  'Scope',
  'SCOPE',
  'scope+',
  'user',
  'type',
  '0',
  '',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  'toJSON',
  'lastResponse',
  'stripeAccount',
  'Stripe-Account',
  'account',
];
const INSIDE = [
  'scope[user]',
  'user]',
  'user][',
  '[user]',
  'user[]',
  'user[0]',
  'user%5D',
  'type]=user&scope[user',
  'User',
  'USER',
  'uѕer',
  'usеr',
  'user\0',
  'user\r\n',
  'user\ud800',
  ' user',
  'user ',
  'user.id',
  'account',
  'id',
  '0',
  '',
  'constructor',
  'then',
  'Type',
  'tyре',
];

const written = (text) => JSON.stringify(text);
const own = (json) => JSON.parse(json);

const beside = SMUGGLED.flatMap((key) =>
  METHODS.flatMap((method) => [
    attack(`${method}: the key ${written(key)} beside an account scope`, refused('parameter_unknown'), ({ secrets }) =>
      secrets[method](plain(method, { scope: ACCOUNT_SCOPE, [key]: OTHER })),
    ),
    attack(
      `${method}: the key ${written(key)} with an object, before the own scope`,
      refused('parameter_unknown'),
      ({ secrets }) => secrets[method]({ [key]: { type: 'user', user: OTHER }, ...plain(method) }),
    ),
  ]),
);

const inside = INSIDE.flatMap((key) => [
  attack(`find: the key ${written(key)} inside an account scope`, refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(plain('find', { scope: { ...ACCOUNT_SCOPE, [key]: OTHER } })),
  ),
  attack(`create: the key ${written(key)} inside the own scope`, refused('parameter_unknown'), ({ secrets }) =>
    secrets.create(plain('create', { scope: { [key]: [OTHER], ...OWN } })),
  ),
]);

const protoKeys = [
  attack('an own __proto__ key beside the scope', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(
      own(`{"scope":{"type":"account"},"name":"n","__proto__":{"scope":{"type":"user","user":"${OTHER}"}}}`),
    ),
  ),
  attack('an own __proto__ key inside the scope', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(own(`{"scope":{"type":"user","__proto__":{"user":"${OTHER}"}},"name":"n"}`)),
  ),
  attack('an own __proto__ key among the options', refused('option_unknown'), ({ secrets }) =>
    secrets.find(plain('find'), own('{"__proto__":{"stripeAccount":"acct_other"}}')),
  ),
];

/** JavaScript has no duplicate keys; JSON has, and the last one counts. A form must have it once. */
const duplicates = [
  attack('a scope twice in JSON, the last another user', refused('scope_not_own_user', 'scope[user]'), ({ secrets }) =>
    secrets.find(own(`{"scope":{"type":"account"},"name":"n","scope":{"type":"user","user":"${OTHER}"}}`)),
  ),
  attack('a user twice in JSON, the last the own', sent(OWN, { form: form('find') }), ({ secrets }) =>
    secrets.find(own(`{"scope":{"type":"user","user":"${OTHER}","user":"${OWN.user}"},"name":"n"}`)),
  ),
  attack('a known key in two cases of letters', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(plain('find', { Name: 'n' })),
  ),
  attack('as many keys as an object may have', refused('parameter_unknown'), ({ secrets }) =>
    secrets.find(plain('find', Object.fromEntries(Array.from({ length: 98 }, (_, i) => [`scope[user]${i}`, OTHER])))),
  ),
];

/** Texts that would be something else if they were not encoded. */
const BREAKING = [
  'n&scope[user]=usr_other',
  'n#',
  'n?scope[user]=usr_other',
  'n%26scope[user]%3Dusr_other',
  'n+scope',
  'n=;scope[user]=usr_other',
  'n\r\nscope[user]=usr_other',
  'n\0',
  '&',
  '=',
  '%',
  '%00',
  '%zz',
  '[',
  ']',
  '../../v1/customers',
  'n\u2028',
  '🔑',
  '\uffff',
  '＆scope[user]＝usr_other',
];
const breaking = BREAKING.flatMap((text) => [
  ...['create', 'find', 'deleteWhere'].map((method) =>
    attack(
      `${method}: the name ${written(text)}`,
      sent(ACCOUNT_SCOPE, { form: form(method, { name: text }) }),
      ({ secrets }) => secrets[method](plain(method, { scope: ACCOUNT_SCOPE, name: text })),
    ),
  ),
  attack(
    `create: the payload ${written(text)}`,
    sent(OWN, { form: form('create', { payload: text }) }),
    ({ secrets }) => secrets.create(plain('create', { payload: text })),
  ),
  attack(`list: the cursor ${written(text)}`, sent(OWN, { form: { starting_after: text } }), ({ secrets }) =>
    secrets.list({ scope: OWN, starting_after: text }),
  ),
  attack(`find: the expand ${written(text)}`, sent(OWN, { form: form('find', { 'expand[0]': text }) }), ({ secrets }) =>
    secrets.find(plain('find', { expand: [text] })),
  ),
  attack(
    `find: a bound user of ${written(text)}`,
    sent({ type: 'user', user: text }, { form: form('find') }),
    ({ client }) => client.bindUser(text).apps.secrets.find(plain('find', { scope: { type: 'user', user: text } })),
    { bind: false, bound: { user: text } },
  ),
]);

/** A lone surrogate would reach the server as another text, the same for each of 2,048. */
const LONE = ['\ud800', '\udfff', 'n\ud83d', '\udd11n', '\udd11\ud83d'];
const lone = LONE.flatMap((text) => [
  attack(`the name ${written(text)}`, refused('parameter_invalid_string', 'name'), ({ secrets }) =>
    secrets.find(plain('find', { name: text })),
  ),
  attack(`the payload ${written(text)}`, refused('parameter_invalid_string', 'payload'), ({ secrets }) =>
    secrets.create(plain('create', { payload: text })),
  ),
  attack(`the cursor ${written(text)}`, refused('parameter_invalid_string', 'ending_before'), ({ secrets }) =>
    secrets.list({ scope: OWN, ending_before: text }),
  ),
  attack(`the expand ${written(text)}`, refused('parameter_invalid_array', 'expand'), ({ secrets }) =>
    secrets.list({ scope: OWN, expand: [text] }),
  ),
  attack(`the user ${written(text)}`, refused('scope_invalid', 'scope[user]'), ({ secrets }) =>
    secrets.list({ scope: { type: 'user', user: text } }),
  ),
  attack(`the API version ${written(text)}`, refused('header_invalid', 'apiVersion'), ({ secrets }) =>
    secrets.find(plain('find'), { apiVersion: text }),
  ),
]);

export const KEY_GROUPS = {
  'a smuggled key beside the scope cannot name another': beside,
  'a smuggled key inside the scope cannot name another user': inside,
  'an own __proto__ key is a key like another': protoKeys,
  'a key that is there twice does not get past the check': duplicates,
  'a text cannot break out of its place': breaking,
  'a lone surrogate, which would arrive as another text, is not sent': lone,
};

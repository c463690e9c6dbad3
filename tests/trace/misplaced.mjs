/**
 * A payload in every wrong place of a call: as a scope, a name, an option, a header, a setting.
 *
 *   call      what is done with a client, and with the text in the wrong place
 *   sent      whether it may go out (a name and a header are the caller's to choose); otherwise it is refused
 *   asks      whether a request is made all the same, without the text
 *   settings  of the client; without a call, the `key` and the `config` that a client is made with
 */
import { scope } from '../settling/hosts.mjs';
import { ACCOUNT, METHODS, SIGNED_IN } from '../support/host.mjs';
import { paramsOf } from './watch.mjs';

/** In each method that has the parameter. */
const parameters = (name, make, { only = METHODS, sent = false } = {}) =>
  only.map((method) => ({
    name: `${name} of ${method}`,
    sent,
    call: ({ apps }, text) => apps.secrets[method](...[make(text, paramsOf(method, 'another-placeholder'))].flat(1)),
  }));
/** Options are read alike in every method. */
const options = (name, make, more) => ({
  name: `${name} of an option`,
  ...more,
  call: ({ apps }, text) => apps.secrets.find(paramsOf('find'), make(text)),
});
const setting = (name, make) => ({ name: `${name} of a setting`, settings: make });
/** What `bindUser` accepted is refused by the next call. */
const found = (stripe) => stripe.apps.secrets.find(paramsOf('find'));
/** A list whose first page may fail without anybody asking for it. */
const listed = (stripe) => {
  const list = stripe.apps.secrets.list({ scope });
  list.catch(() => {});
  return list;
};
const named = { only: ['create', 'find', 'deleteWhere'] };
const create = { only: ['create'] };
const list = { only: ['list'] };
const SENT = { sent: true };
const BOUND = { settings: () => ({ userContext: SIGNED_IN }) };

export const MISPLACED = [
  ...parameters('the scope', (text, plain) => ({ ...plain, scope: text })),
  ...parameters("the scope's type", (text, plain) => ({ ...plain, scope: { type: text } })),
  ...parameters("the scope's user", (text, plain) => ({ ...plain, scope: { type: 'user', user: text } })),
  ...parameters("an account's user", (text, plain) => ({ ...plain, scope: { type: 'account', user: text } })),
  ...parameters('a field of the scope', (text, plain) => ({ ...plain, scope: { ...scope, more: text } })),
  ...parameters('a key of the scope', (text, plain) => ({ ...plain, scope: { ...scope, [text]: 1 } })),
  ...parameters('an unknown parameter', (text, plain) => ({ ...plain, secret: { deep: [text] } })),
  ...parameters('the key of a parameter', (text, plain) => ({ ...plain, [text]: 'x' })),
  ...parameters('an object as the name', (text, plain) => ({ ...plain, name: { toString: () => text } }), named),
  ...parameters('a name that is too long', (text, plain) => ({ ...plain, name: text.repeat(500) }), named),
  ...parameters('a name with half a character', (text, plain) => ({ ...plain, name: `${text}\ud800` }), named),
  ...parameters('an object as the payload', (text, plain) => ({ ...plain, payload: { text } }), create),
  ...parameters('a payload that is too long', (text, plain) => ({ ...plain, payload: text.repeat(500) }), create),
  ...parameters('a payload with half a character', (text, plain) => ({ ...plain, payload: `${text}\ud800` }), create),
  ...parameters('a payload where none belongs', (text, plain) => ({ ...plain, payload: text }), {
    only: ['find', 'list', 'deleteWhere'],
  }),
  ...parameters('the expiry', (text, plain) => ({ ...plain, expires_at: text }), create),
  ...parameters('expand', (text, plain) => ({ ...plain, expand: text })),
  ...parameters('a key of expand', (text, plain) => ({
    ...plain,
    expand: Object.assign(['payload'], { [text]: text }),
  })),
  ...parameters('the limit', (text, plain) => ({ ...plain, limit: text }), list),
  ...parameters('both cursors', (text, plain) => ({ ...plain, starting_after: text, ending_before: text }), list),
  ...parameters('all parameters', (text) => text),
  ...parameters('all options', (text, plain) => [plain, text]),

  ...parameters('the name', (text, plain) => ({ ...plain, name: text }), { ...named, ...SENT }),
  ...parameters('a text in expand', (text, plain) => ({ ...plain, expand: [text] }), SENT),
  ...parameters('a cursor', (text, plain) => ({ ...plain, starting_after: text }), { ...list, ...SENT }),
  options('the idempotency key', (text) => ({ idempotencyKey: encodeURIComponent(text) }), SENT),
  options('a header', (text) => ({ headers: { 'X-Own': encodeURIComponent(text) } }), SENT),
  options('the API version', (text) => ({ apiVersion: encodeURIComponent(text) }), SENT),
  options('another key', (text) => ({ apiKey: encodeURIComponent(text) }), SENT),

  options('a real key', (text) => ({ apiKey: `sk_test_${text}` })),
  options('another account', (text) => ({ stripeAccount: text }), BOUND),
  options('a header with a line break', (text) => ({ headers: { 'X-Own': `${text}\r\nX-Other: x` } })),
  options('the name of a header', (text) => ({ headers: { [`${text} x`]: 'x' } })),
  options('a refused header', (text) => ({ headers: { Authorization: text } })),
  options('a text as the headers', (text) => ({ headers: text })),
  options('the timeout', (text) => ({ timeout: text })),
  options('the signal', (text) => ({ signal: text })),
  options('an unknown option', (text) => ({ secret: text })),
  options('the key', (text) => ({ [text]: 1 })),

  setting('a real key', (text) => ({ key: `sk_live_${text}` })),
  setting('an object as the key', (text) => ({ key: { text } })),
  setting('an unknown setting', (text) => ({ config: { secret: text } })),
  setting('the key', (text) => ({ config: { [text]: 1 } })),
  setting('an array as the config', (text) => ({ config: [text] })),
  setting('the host', (text) => ({ config: { host: text } })),
  setting('the timeout', (text) => ({ config: { timeout: text } })),
  setting('what card numbers do', (text) => ({ config: { cardNumbers: text } })),
  setting("an object as the app's name", (text) => ({ config: { appInfo: { name: { text } } } })),
  setting('the API version with a line break', (text) => ({ config: { apiVersion: `${text}\n` } })),
  setting('an object as the user', (text) => ({ config: { userContext: { id: { text } } } })),

  { name: 'another user to be bound', call: (stripe, text) => found(stripe.bindUser({ id: text })), ...BOUND },
  {
    name: 'another account to be bound',
    call: (stripe, text) => found(stripe.bindUser({ id: SIGNED_IN.id, account: { id: text + ACCOUNT } })),
    ...BOUND,
  },
  { name: 'a callback of paging', asks: true, call: (stripe, text) => listed(stripe).autoPagingEach(text) },
  { name: "paging's options", asks: true, call: (stripe, text) => listed(stripe).autoPagingToArray(text) },
];

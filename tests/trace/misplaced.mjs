/**
 * A payload in every wrong place of a call: as a scope, a name, an option, a header, a setting.
 *
 *   call      what is done with a client, and with the text in the wrong place
 *   sent      whether it may go out (a name and a header are the caller's to choose); otherwise it is refused
 *   asks      whether a request is made all the same, without the text
 *   settings  of the client
 */
import { scope } from '../settling/hosts.mjs';
import { METHODS } from '../support/host.mjs';


const given = (method) => ({
  scope, ...(method === 'list' ? {} : { name: 'name' }), ...(method === 'create' ? { payload: 'another-placeholder' } : {}),
});

/** In each method that has the parameter. */
const parameters = (name, make, { only = METHODS, sent = false } = {}) => only.map((method) => ({
  name: `${name} of ${method}`, sent, call: (stripe, text) => stripe.apps.secrets[method](...[make(text, given(method))].flat(1)),
}));
const options = (name, make, more) => METHODS.map((method) => ({
  name: `${name} of ${method}`, ...more, call: (stripe, text) => stripe.apps.secrets[method](given(method), make(text)),
}));
const setting = (name, make) => ({ name, settings: make });
/** A list whose first page may fail without anybody asking for it. */
const listed = (stripe) => {
  const list = stripe.apps.secrets.list({ scope });
  list.catch(() => {});
  return list;
};
const named = ['create', 'find', 'deleteWhere'];
const create = ['create'];

export const MISPLACED = [
  ...parameters('the scope', (text, plain) => ({ ...plain, scope: text })),
  ...parameters('an array as the scope', (text, plain) => ({ ...plain, scope: [text] })),
  ...parameters("the scope's type", (text, plain) => ({ ...plain, scope: { type: text } })),
  ...parameters("the scope's user", (text, plain) => ({ ...plain, scope: { type: 'user', user: text } })),
  ...parameters("an account's user", (text, plain) => ({ ...plain, scope: { type: 'account', user: text } })),
  ...parameters('an object as the user', (text, plain) => ({ ...plain, scope: { type: 'user', user: { id: text } } })),
  ...parameters('an unknown field of the scope', (text, plain) => ({ ...plain, scope: { ...scope, more: text } })),
  ...parameters('the key of an unknown field of the scope', (text, plain) => ({ ...plain, scope: { ...scope, [text]: 1 } })),
  ...parameters('an unknown parameter', (text, plain) => ({ ...plain, secret: text })),
  ...parameters('an object as an unknown parameter', (text, plain) => ({ ...plain, secret: { deep: [text] } })),
  ...parameters('the key of an unknown parameter', (text, plain) => ({ ...plain, [text]: 'x' })),
  ...parameters('an object as the name', (text, plain) => ({ ...plain, name: { text, toString: () => text } }), { only: named }),
  ...parameters('a boxed text as the name', (text, plain) => ({ ...plain, name: new String(text) }), { only: named }),
  ...parameters('a name that is too long', (text, plain) => ({ ...plain, name: text.repeat(500) }), { only: named }),
  ...parameters('a name with half a character', (text, plain) => ({ ...plain, name: `${text}\ud800` }), { only: named }),
  ...parameters('an object as the payload', (text, plain) => ({ ...plain, payload: { text } }), { only: create }),
  ...parameters('an array as the payload', (text, plain) => ({ ...plain, payload: [text] }), { only: create }),
  ...parameters('a boxed text as the payload', (text, plain) => ({ ...plain, payload: new String(text) }), { only: create }),
  ...parameters('a symbol as the payload', (text, plain) => ({ ...plain, payload: Symbol(text) }), { only: create }),
  ...parameters('a payload that is too long', (text, plain) => ({ ...plain, payload: text.repeat(500) }), { only: create }),
  ...parameters('a payload with half a character', (text, plain) => ({ ...plain, payload: `${text}\ud800` }), { only: create }),
  ...parameters('a payload where none belongs', (text, plain) => ({ ...plain, payload: text }), { only: ['find', 'list', 'deleteWhere'] }),
  ...parameters('the expiry', (text, plain) => ({ ...plain, expires_at: text }), { only: create }),
  ...parameters('an object as the expiry', (text, plain) => ({ ...plain, expires_at: { text } }), { only: create }),
  ...parameters('expand', (text, plain) => ({ ...plain, expand: text })),
  ...parameters('an object in expand', (text, plain) => ({ ...plain, expand: [{ text }] })),
  ...parameters('a field of expand', (text, plain) => ({ ...plain, expand: Object.assign(['payload'], { [text]: text }) })),
  ...parameters('the limit', (text, plain) => ({ ...plain, limit: text }), { only: ['list'] }),
  ...parameters('an object as a cursor', (text, plain) => ({ ...plain, starting_after: { text } }), { only: ['list'] }),
  ...parameters('both cursors', (text, plain) => ({ ...plain, starting_after: text, ending_before: text }), { only: ['list'] }),
  ...parameters('all parameters', (text) => text),
  ...parameters('an array of parameters', (text) => [[text]]),
  ...parameters('all options', (text, plain) => [plain, text]),

  ...parameters('the name', (text, plain) => ({ ...plain, name: text }), { only: named, sent: true }),
  ...parameters('a text in expand', (text, plain) => ({ ...plain, expand: [text] }), { sent: true }),
  ...parameters('a cursor', (text, plain) => ({ ...plain, starting_after: text }), { only: ['list'], sent: true }),
  ...options('the idempotency key', (text) => ({ idempotencyKey: encodeURIComponent(text) }), { sent: true }),
  ...options('a header', (text) => ({ headers: { 'X-Own': encodeURIComponent(text) } }), { sent: true }),
  ...options('the API version', (text) => ({ apiVersion: encodeURIComponent(text) }), { sent: true }),
  ...options('another key', (text) => ({ apiKey: encodeURIComponent(text) }), { sent: true }),

  ...options('a real key', (text) => ({ apiKey: `sk_test_${text}` })),
  ...options('another account', (text) => ({ stripeAccount: text }), { settings: () => ({ userContext: { id: scope.user, account: { id: 'acct_example' } } }) }),
  ...options('another context', (text) => ({ stripeContext: text }), { settings: () => ({ userContext: { id: scope.user, account: { id: 'acct_example' } } }) }),
  ...options('a header with a line break', (text) => ({ headers: { 'X-Own': `${text}\r\nX-Other: x` } })),
  ...options('the name of a header', (text) => ({ headers: { [`${text} x`]: 'x' } })),
  ...options('a refused header', (text) => ({ headers: { Authorization: text } })),
  ...options('an object as a header', (text) => ({ headers: { 'X-Own': { text } } })),
  ...options('a text as the headers', (text) => ({ headers: text })),
  ...options('the timeout', (text) => ({ timeout: text })),
  ...options('the retries', (text) => ({ maxNetworkRetries: text })),
  ...options('the signal', (text) => ({ signal: text })),
  ...options('an object as the idempotency key', (text) => ({ idempotencyKey: { text } })),
  ...options('an unknown option', (text) => ({ secret: text })),
  ...options('the key of an unknown option', (text) => ({ [text]: 1 })),
  ...options('an authenticator', (text) => ({ authenticator: text })),
  ...options('streaming', (text) => ({ streaming: text })),

  setting('a real key', (text) => [`sk_live_${text}`]),
  setting('an object as the key', (text) => [{ text }]),
  setting('an unknown setting', (text) => ['x', { secret: text }]),
  setting('the key of an unknown setting', (text) => ['x', { [text]: 1 }]),
  setting('an array as the config', (text) => ['x', [text]]),
  setting('the host', (text) => ['x', { host: text }]),
  setting('the protocol', (text) => ['x', { protocol: text }]),
  setting('the authenticator', (text) => ['x', { authenticator: text }]),
  setting('the timeout', (text) => ['x', { timeout: text }]),
  setting('the retries', (text) => ['x', { maxNetworkRetries: text }]),
  setting('what card numbers do', (text) => ['x', { cardNumbers: text }]),
  setting('a text as the app', (text) => ['x', { appInfo: text }]),
  setting("an object as the app's name", (text) => ['x', { appInfo: { name: { text } } }]),
  setting('an app without a name', (text) => ['x', { appInfo: { url: text } }]),
  setting('the API version with a line break', (text) => ['x', { apiVersion: `${text}\n` }]),
  setting('an object as the user', (text) => ['x', { userContext: { id: { text } } }]),

  { name: 'another user to be bound', call: (stripe, text) => stripe.bindUser({ id: text }) },
  { name: 'another account to be bound', call: (stripe, text) => stripe.bindUser({ id: scope.user, account: { id: text } }), settings: () => ({ userContext: { id: scope.user, account: { id: 'acct_example' } } }) },
  { name: 'a callback of paging', asks: true, call: (stripe, text) => listed(stripe).autoPagingEach(text) },
  { name: "paging's options", asks: true, call: (stripe, text) => listed(stripe).autoPagingToArray(text) },
];

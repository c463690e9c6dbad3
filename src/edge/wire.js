// What goes out: the form and the headers of a request. Which there are is the core's to say.
//
// The built-ins are captured when the package loads: what is patched afterwards changes nothing here.

import { Bare, WORDS, captured, own, valueOf } from './values.js';

const { keys } = Object;
const encodeComponent = encodeURIComponent;
const slice = captured(String.prototype.slice);
const lower = captured(String.prototype.toLowerCase);
const upper = captured(String.prototype.toUpperCase);

const PLAIN = { __proto__: null, '%5B': '[', '%5D': ']', '!': '%21', '*': '%2A', '(': '%28', ')': '%29', "'": '%27' };

/** A value as stripe's forms have it (`encodeQueryValue` of stripe 23.1.0), letter by letter: a pattern can be patched. */
export const encode = (text) => {
  const encoded = encodeComponent(text);
  let written = '';
  let from = 0;
  for (let i = 0; i < encoded.length; i++) {
    const letters = encoded[i] === '%' ? '%' + encoded[i + 1] + encoded[i + 2] : encoded[i];
    const other = PLAIN[letters];
    if (other) {
      written += slice(encoded, from, i) + other;
      from = i + letters.length;
    }
  }
  return written + slice(encoded, from);
};

/** What goes out: the form, and the settings that become headers. */
let draft;

/** Collects what the core writes while it is asked. */
export const drafting = (ask) => {
  const collected = (draft = new Bare());
  collected.form = '';
  ask();
  return collected;
};

// What the core writes, for `wire.rs`.

const append = (key, value) => { draft.form += (draft.form && '&') + WORDS[key] + value; };
export const appendText = (key, index, text) =>
  append(key, (index < 0 ? '=' : `[${index}]=`) + encode(valueOf(text)));
export const appendWord = (key, value) => append(key, '=' + WORDS[value]);
export const appendInteger = (key, value) => append(key, '=' + value);
export const fill = (name, value) => { draft[WORDS[name]] = valueOf(value); };

/** `User-Agent`: this package and its version, then the app that `appInfo` names. */
export const userAgent = (version, app) => {
  const part = (before, name, after) => (own(app, name) ? before + app[name] + after : '');
  return 'stripe-apps-secrets/' + version + part(' ', 'name', '') + part('/', 'version', '') + part(' (', 'url', ')');
};

const { random } = Math;
const source = globalThis.crypto;
const fillRandom = source?.getRandomValues && captured(source.getRandomValues);

const POOL = 256;
const bits = new Uint32Array(POOL);
let used = POOL;

/** A key that no other call has: 128 random bits, from the platform's source where it has one. */
const idempotencyKey = () => {
  if (used === POOL) {
    used = 0;
    if (fillRandom) fillRandom(source, bits);
    else for (let i = 0; i < POOL; i++) bits[i] = random() * 2 ** 32;
  }
  return `stripe-apps-secrets-${bits[used++]}-${bits[used++]}-${bits[used++]}-${bits[used++]}`;
};

/** `foo-BAR` becomes `Foo-Bar`, as in stripe. */
const normalise = (name) => {
  const letters = lower(name);
  let normal = '';
  for (let i = 0; i < letters.length; i++) normal += i === 0 || letters[i - 1] === '-' ? upper(letters[i]) : letters[i];
  return normal;
};

// By the number of the `Operation`.
const PATHS = ['', '/find', '', '/delete'];
const METHODS = ['POST', 'GET', 'GET', 'POST'];

/** The request of a draft, the same at every attempt. The headers are in stripe's order. */
export const request = (operation, draft, agent) => {
  const method = METHODS[operation];
  const isPost = method === 'POST';
  const { form, headers: others = {} } = draft;
  const headers = new Bare();
  const add = (name, value) => { if (value) headers[name] = value; };
  headers.Accept = 'application/json';
  headers['Content-Type'] = 'application/x-www-form-urlencoded';
  headers['User-Agent'] = agent;
  headers['Stripe-Version'] = draft.apiVersion || '2026-10-28.endive';
  add('Stripe-Account', draft.stripeAccount);
  add('Stripe-Context', draft.stripeContext);
  add('Idempotency-Key', draft.idempotencyKey || (isPost && idempotencyKey()));
  if (isPost) headers['Content-Length'] = form.length; // a form is ASCII
  const names = keys(others);
  for (let i = 0; i < names.length; i++) add(normalise(names[i]), others[names[i]]);
  headers.Authorization = 'Bearer ' + draft.apiKey;
  return { method, path: '/v1/apps/secrets' + PATHS[operation] + (isPost ? '' : '?' + form), headers, body: isPost ? form : '' };
};

/** Hands a request to the host. Its headers are a copy, so that a host may change them. */
export const send = (host, { method, path, headers, body }, timeout) =>
  host.makeRequest('api.stripe.com', '443', path, method, { ...headers }, body, 'https', timeout);

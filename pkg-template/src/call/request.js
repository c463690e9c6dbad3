// A request, from what the core wrote: method, path, headers and body.
//
// The built-ins are captured when the package loads: what is patched afterwards changes nothing here.

import { API_VERSION, HOST, OPERATIONS, PACKAGE_VERSION, PROTOCOL } from '../contract.js';
import { Bare, define, keys, lower, own, uncurry } from '../core/objects.js';

const upper = uncurry(String.prototype.toUpperCase);

/** `User-Agent`: this package and its version, then the app that `appInfo` names. */
export const userAgent = (app) => {
  const part = (before, name, after) => (own(app, name) ? before + app[name] + after : '');
  return (
    'stripe-apps-secrets/' + PACKAGE_VERSION + part(' ', 'name', '') + part('/', 'version', '') + part(' (', 'url', ')')
  );
};

const { random } = Math;
const source = globalThis.crypto;
const fillRandom = source?.getRandomValues && uncurry(source.getRandomValues);

const POOL = 256;
const bits = new Uint32Array(POOL);
define(bits, 'byteLength', 4 * POOL); // Node.js asks for it, and ends the process where its getter is patched
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

/** The request of a draft, the same at every attempt. The headers are in stripe's order. */
export const request = (operation, draft, agent) => {
  const { 0: method, 1: path } = OPERATIONS[operation];
  const isPost = method === 'POST';
  const { form, headers: others = {} } = draft;
  const headers = new Bare();
  const add = (name, value) => {
    if (value) headers[name] = value;
  };
  headers.Accept = 'application/json';
  headers['Content-Type'] = 'application/x-www-form-urlencoded';
  headers['User-Agent'] = agent;
  headers['Stripe-Version'] = draft.apiVersion || API_VERSION;
  add('Stripe-Account', draft.stripeAccount);
  add('Stripe-Context', draft.stripeContext);
  add('Idempotency-Key', draft.idempotencyKey || (isPost && idempotencyKey()));
  if (isPost) headers['Content-Length'] = form.length; // a form is ASCII
  const names = keys(others);
  for (let i = 0; i < names.length; i++) {
    const value = others[names[i]];
    if (value !== undefined && value !== null) headers[normalise(names[i])] = value;
  }
  headers.Authorization = 'Bearer ' + draft.apiKey;
  return { method, path: path + (isPost ? '' : '?' + form), headers, body: isPost ? form : '' };
};

/** Hands a request to the host. Its headers are a copy, so that a host may change them. */
export const send = (host, { method, path, headers, body }, timeout) =>
  host.makeRequest(HOST, '443', path, method, { ...headers }, body, PROTOCOL, timeout);

/**
 * What a server makes of a request, without a line of the package: the query or the body is read by the platform's own
 * `URLSearchParams`, then nested as servers nest it (`scope[user]` is `user` inside `scope`), but more strictly: what two
 * servers could read in two ways is a problem.
 */

import { KEY } from '../support/host.mjs';

/** The requests that there are: `[method, path]`. */
const ENDPOINTS = {
  create: ['POST', '/v1/apps/secrets'],
  find: ['GET', '/v1/apps/secrets/find'],
  list: ['GET', '/v1/apps/secrets'],
  deleteWhere: ['POST', '/v1/apps/secrets/delete'],
};

/** The parameters that go out, as their names read on the wire. */
const PARAMETERS =
  /^(?:scope\[(?:type|user)\]|name|payload|expires_at|limit|starting_after|ending_before|expand\[\d+\])$/;

/** Names as servers compare them: CGI, WSGI and Rack know no case, and take `_` for `-`. */
const asServersDo = (name) => name.toLowerCase().replaceAll('_', '-');

/** The headers that the package itself writes, and a caller may not. */
const GUARDED = new Set(['authorization', 'host', 'content-type', 'content-length']);

const fail = (problem) => {
  throw new Error(problem);
};

/** The parameters of a request, by their names; each stands there once. */
export const parametersOf = ({ method, path, body }) => {
  const [, query] = path.split('?');
  const form = method === 'POST' ? body : (query ?? '');
  const read = new URLSearchParams(form);
  const parameters = new Map();
  for (const [key, value] of read) {
    if (!PARAMETERS.test(key)) fail(`a parameter that nobody checked is sent: ${JSON.stringify(key)}`);
    if (parameters.has(key)) fail(`${key} is sent twice`);
    parameters.set(key, value);
  }
  if (form.split('&').length !== parameters.size) fail('an empty pair is sent');
  return parameters;
};

/** The one scope that a request is for. */
export const scopeOf = (request) => {
  const parameters = parametersOf(request);
  const scope = { type: parameters.get('scope[type]') };
  if (parameters.has('scope[user]')) scope.user = parameters.get('scope[user]');
  return scope;
};

const checkTarget = ({ host, port, protocol, method, path, body }, call) => {
  if (host !== 'api.stripe.com' || port !== '443' || protocol !== 'https')
    fail(`sent to ${protocol}://${host}:${port}`);
  const [endpoint, ...queries] = path.split('?');
  const known = call ? [ENDPOINTS[call]] : Object.values(ENDPOINTS);
  if (!known.some(([verb, at]) => verb === method && at === endpoint)) fail(`sent as ${method} ${endpoint}`);
  if (method === 'GET' ? body !== '' || queries.length !== 1 : queries.length !== 0)
    fail('query and body are mixed up');
  if (/[^\x21-\x7e]/.test(path + body)) fail('path or body is not plain ASCII');
};

const checkScope = (request, { user, scope }) => {
  const sent = scopeOf(request);
  const isAccount = sent.type === 'account' && !('user' in sent);
  const isOwn = sent.type === 'user' && user !== undefined && sent.user === user;
  if (!isAccount && !isOwn) fail(`the scope on the wire is ${JSON.stringify(sent)}`);
  if (scope && scope !== sent.type) fail(`the scope on the wire is the ${sent.type}'s`);
};

const checkHeaders = ({ method, headers, body }, { account, apiKeys = [KEY] }) => {
  const seen = new Set();
  for (const [name, value] of Object.entries(headers)) {
    const known = asServersDo(name);
    if (seen.has(known)) fail(`the header ${name} is sent twice`);
    seen.add(known);
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) fail(`${JSON.stringify(name)} is not a header's name`);
    if (!/^[\x20-\x7e\xa0-\xff]*$/.test(String(value))) fail(`the header ${name} could end, or become another`);
    if (typeof value !== 'string' && known !== 'content-length') fail(`the header ${name} is not a text`);
    if (known === 'stripe-account' || known === 'stripe-context') {
      if (account === undefined || value !== account) fail(`${name} names another account`);
    } else if (known.startsWith('stripe-') && name !== 'Stripe-Version') fail(`a header of Stripe's is sent: ${name}`);
    if (known.startsWith('stripe-') && !name.startsWith('Stripe-'))
      fail(`a header that reads as Stripe's is sent: ${name}`);
    if (GUARDED.has(known) && !['Authorization', 'Content-Type', 'Content-Length'].includes(name))
      fail(`${name} is sent`);
  }
  if (!apiKeys.some((key) => headers.Authorization === `Bearer ${key}`))
    fail('Authorization is not the key that was given');
  if (headers['Content-Type'] !== 'application/x-www-form-urlencoded') fail('Content-Type is not that of a form');
  if (method === 'POST' && headers['Content-Length'] !== body.length) fail("Content-Length is not the body's");
};

/**
 * What is wrong with a request that reached the wire; `''` for nothing.
 *
 * @param expected `user` and `account` as they are bound; where it is known, the method (`call`) and the type of the `scope`
 */
export const problemOfRequest = (request, expected) => {
  try {
    checkTarget(request, expected.call);
    checkScope(request, expected);
    checkHeaders(request, expected);
    return '';
  } catch ({ message }) {
    return message;
  }
};

/** Requests as a caller of a door sends them. */

export const SECRETS = '/v1/apps/secrets';
export const ACCOUNT = { 'scope[type]': 'account' };
export const USER = (user) => ({ 'scope[type]': 'user', 'scope[user]': user });

export const create = (ask, scope, name, payload = 'payload-placeholder', more = {}, headers = {}) =>
  ask('POST', SECRETS, { form: { ...scope, name, payload, ...more }, headers });

export const remove = (ask, scope, name) => ask('POST', `${SECRETS}/delete`, { form: { ...scope, name } });

export const find = (ask, scope, name, headers = {}) =>
  ask('GET', `${SECRETS}/find?${new URLSearchParams({ ...scope, name, 'expand[]': 'payload' })}`, { headers });

export const list = (ask, scope, more = {}, headers = {}) =>
  ask('GET', `${SECRETS}?${new URLSearchParams({ ...scope, ...more })}`, { headers });

export const named = ({ data }) => data.map(({ name }) => name);

// What tells one signed-in user from another.

import { isRecord, own } from '../core/objects.js';

/** The user's id of a context that has been read, or of an id in its place; undefined where it has none. */
export const userOf = (context) => (isRecord(context) ? own(context, 'id') : context) ?? undefined;

/** The account's id of a context that has been read. */
export const accountOf = (context) => own(own(context, 'account'), 'id') ?? undefined;

/** A text that is the same for the same user and account; empty where the core refuses them. */
export const identityOf = (context) => {
  const id = userOf(context) ?? '';
  const account = accountOf(context) ?? '';
  return typeof id === 'string' && typeof account === 'string' ? `${id.length}:${id}${account}` : '';
};

/** What the cases are made of: placeholders, and answers in the shapes of Stripe's OpenAPI description. */

import * as host from '../support/host.mjs';

export { ACCOUNT, KEY, PAYLOAD, SIGNED_IN as USER_CONTEXT, USER } from '../support/host.mjs';
export const NAME = 'secret_name';

export const account = { type: 'account' };
export const user = { type: 'user', user: host.USER };

/** A secret as the API answers it. */
export const secret = (fields) => host.secret({ name: NAME, scope: user, ...fields });

/** A page of secrets. Each entry is a secret's fields. */
export const page = (entries, more) => host.page(entries.map(secret), more);

/** An error as the API answers it. */
export const problem = (fields = {}) => ({
  error: { type: 'invalid_request_error', message: 'The API says why.', ...fields },
});

/**
 * The headers that every answer of the API has.
 *
 * @type {Record<string, string>}
 */
export const HEADERS = { ...host.HEADERS, 'stripe-version': '2026-10-28.endive' };

/** What the cases are made of: placeholders, and answers in the shapes of Stripe's OpenAPI description. */

export const KEY = 'DO_NOT_PASS_A_REAL_API_KEY';
export const USER = 'usr_example';
export const ACCOUNT = 'acct_example';
export const PAYLOAD = 'payload-placeholder';
export const NAME = 'secret_name';

/** Who is signed in, as the SDK's `userContext` has it. */
export const USER_CONTEXT = { id: USER, account: { id: ACCOUNT } };

export const account = { type: 'account' };
export const user = { type: 'user', user: USER };

/** A secret as the API answers it. */
export const secret = (fields = {}) => ({
  id: 'appsecret_example',
  object: 'apps.secret',
  created: 1700000000,
  expires_at: null,
  livemode: false,
  name: NAME,
  scope: user,
  ...fields,
});

/** A page of secrets. Each entry is a secret's fields. */
export const page = (entries, more = {}) => ({
  object: 'list',
  url: '/v1/apps/secrets',
  has_more: false,
  data: entries.map((fields) => secret(fields)),
  ...more,
});

/** An error as the API answers it. */
export const problem = (fields = {}) => ({
  error: { type: 'invalid_request_error', message: 'The API says why.', ...fields },
});

/** The headers that every answer of the API has. */
export const HEADERS = { 'content-type': 'application/json', 'request-id': 'req_example', 'stripe-version': '2026-10-28.endive' };

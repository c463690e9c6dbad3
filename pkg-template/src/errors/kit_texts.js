// What the errors of `/store` and `/react` say in full, by their code. `{subject}` is a parameter, or the name of a secret.

export const KIT_TEXTS = {
  __proto__: null,
  secret_not_json: 'The secret {subject} is not JSON: read it with get, or write it anew with setJSON.',
  secret_invalid:
    'parse refused what the secret {subject} holds: what it threw is in detail. Write the secret anew with setJSON.',
  parse_invalid: '{subject} must be a function that returns the checked value, no promise.',
  option_unknown: '{subject} is no option here: leave it out, or correct its name.',
  listener_missing: '{subject} must be a function: pass it in the second argument.',
  payload_missing: 'Stripe answered without the payload of {subject}: ask again.',
  paging_stuck: 'The {subject} does not move on: two pages end with the same id. Ask again.',
  value_not_json:
    'The value for {subject} cannot be written as JSON: leave out functions, BigInts and circles; to remove a secret call delete.',
  expires_in_invalid: '{subject} must be a positive number of seconds: pass 3600 for an hour.',
  expiry_exclusive: '{subject} cannot be used together with expiresAt: pass one of them.',
  now_invalid:
    '{subject} must be a function that returns Unix seconds: pass () => emulator.now in a test, or leave it out.',
  refresh_missing:
    '{subject} must be a function from a refresh token to a token response: pass it in the third argument.',
  leeway_invalid: '{subject} must be a number of seconds, 0 or more: pass 60, or leave it out.',
  store_scope_invalid: '{subject} must be a scope of a store: pass user or account of store.for(userContext).',
  oauth_tokens_invalid:
    'The tokens for {subject} have no access_token: pass the token response of a successful exchange.',
  oauth_signed_out: 'There are no tokens in {subject}: sign the user in, and pass the token response to save.',
  oauth_refresh_failed: 'The tokens in {subject} could not be refreshed: ask again later, or sign the user in again.',
};

// What errors say. The core refuses with a number and the parameter at fault; the words are here,
// since text is smaller outside the module. They name the parameter and what was expected, never the
// value.

import { WORDS } from './values.js';

/** `[code, message]` in the order of `Code` in `src/policy/refusal.rs`. `$` stands for the parameter. */
export const REFUSALS = [
  ['scope_missing', "$ is missing: pass { type: 'account' } or { type: 'user', user: userContext.id }."],
  ['scope_invalid', "$ is invalid: type is 'account' or 'user', user is a string, the signed-in user's id."],
  ['scope_user_on_account', "$ does not belong to an account scope."],
  ['scope_not_own_user', "$ is not the signed-in user: an extension reaches its own user's secrets only."],
  ['scope_user_unbound', '$ cannot be checked: call stripe.bindUser(userContext) first.'],
  ['scope_not_own_account', '$ is not the bound account: drop it, or bind a userContext with this account.'],
  ['parameter_unknown', 'Received unknown parameter: $'],
  ['parameter_missing', 'Missing required param: $.'],
  ['parameter_invalid_empty', '$ is empty: pass a value, or leave it out if it is optional.'],
  ['parameter_invalid_string', '$ must be a string of well-formed Unicode.'],
  ['parameter_invalid_integer', '$ must be an integer (limit: 1 to 100; expires_at: Unix seconds, or a valid Date).'],
  ['parameter_invalid_array', "$ must be an array of strings, such as ['payload']."],
  ['parameter_invalid_object', '$ must be an object.'],
  ['parameter_too_long', '$ is too long: at most 5000 characters.'],
  ['parameter_unreadable', '$ cannot be read: a getter or a Proxy threw.'],
  ['parameters_exclusive', '$ cannot be used together with starting_after.'],
  ['card_number_refused', '$ is a card number, which the Secret Store does not permit.'],
  ['expires_at_in_past', '$ is in the past (in Unix seconds).'],
  ['expires_at_too_far', '$ is more than 36525 days (100 years) ahead (in Unix seconds).'],
  ['expires_at_too_far', '$ reads as milliseconds: divide by 1000 (in Unix seconds).'],
  ['option_unknown', 'Unknown option: $'],
  ['option_invalid', '$ is of the wrong type, or out of range.'],
  ['option_invalid', "Can't specify both stripeAccount and stripeContext."],
  ['header_invalid', '$ cannot be a header: a name is a token, a value is Latin-1 without control characters.'],
  ['header_refused', '$ cannot set Authorization, Host, Content-Type, Content-Length or Stripe-*.'],
  ['api_key_missing', 'Neither apiKey nor config.authenticator provided'],
  ['api_key_refused', '$ is a real key: pass STRIPE_API_KEY of @stripe/ui-extension-sdk/http_client.'],
  ['config_invalid', 'Config must either be an object or a string'],
  ['config_unknown', 'Config object may only contain the following: ' +
    'authenticator, apiVersion, typescript, maxNetworkRetries, httpAgent, httpClient, timeout, host, port, protocol, ' +
    'telemetry, emitEventBodies, appInfo, stripeAccount, stripeContext, userContext, cardNumbers'],
  ['http_client_missing', '$ is missing: pass createHttpClient() of @stripe/ui-extension-sdk/http_client.'],
  ['authenticator_refused', '$ is refused: the host authenticates.'],
  ['streaming_refused', '$ is refused: a secret is not streamed.'],
  ['host_refused', "$ must be api.stripe.com: the host's key would go elsewhere."],
  ['protocol_refused', "$ must be https: the Dashboard's client takes no other."],
  ['option_invalid', 'AppInfo must be an object.'],
  ['option_invalid', 'AppInfo.name is required'],
  ['user_already_bound', '$ is not the bound user: make a new client for another user.'],
];

/** In the order of `Failure` in `src/policy/failure.rs`. */
export const FAILURES = [
  ({ retries }) => `An error occurred with our connection to Stripe.${retries ? ` Request was retried ${retries} times.` : ''}`,
  ({ timeout }) => `Request aborted due to timeout being reached (${timeout}ms)`,
  () => 'Invalid JSON received from the Stripe API',
  ({ statusCode }) => `Stripe answered with status ${statusCode} and did not say why.`,
  () => 'The answer is not what was asked for (object, scope or name), and was withheld.',
  () => 'The answer is not what was asked for (object, scope or name), and was withheld. The write may have happened.',
  () => 'The call was aborted by its signal. What was sent may have happened.',
];

/** The codes of failures that stripe does not know; the others have none, as in stripe. */
export const failureCode = (failure) =>
  [undefined, undefined, undefined, undefined, 'response_scope_mismatch', 'response_scope_mismatch', 'request_aborted'][failure];

/** How many letters two names do not share, roughly: enough to tell a slip from another word. */
const distance = (a, b) => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    row = row.reduce((next, _, j) => {
      next.push(j ? Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] !== b[j - 1])) : i);
      return next;
    }, []);
  }
  return row[b.length];
};

const letters = (name) => name.toLowerCase().replace(/[^a-z]/g, '');

/** How many words are names of parameters and options. */
const LAST_KNOWN = WORDS.indexOf('streaming');

/** `. Did you mean …?`, where a known name is near. */
export const hint = (name) => {
  const nearest = WORDS.slice(0, LAST_KNOWN).map((known) => ({ known, far: distance(letters(name), letters(known)) }))
    .filter(({ known, far }) => far <= 1 + known.length / 5)
    .sort((a, b) => a.far - b.far)[0];
  return nearest ? `. Did you mean ${nearest.known}?` : '.';
};

// What Rust and JavaScript both have to know. Written by `cargo xtask generate` from src/contract and
// fetch/src/refusal.rs: change the rows there. 0 means none in each number that crosses.
// @ts-check

/** Every word, by its number. */
export const WORDS = /* @__PURE__ */ '  scope name payload expires_at expand limit starting_after ending_before type user scope[type] scope[user] apiKey idempotencyKey stripeAccount stripeContext apiVersion timeout maxNetworkRetries headers signal streaming authenticator typescript httpAgent httpClient host port protocol telemetry emitEventBodies appInfo userContext cardNumbers id account version url api.stripe.com https refuse warn allow true false apps.secret list object deleted data error code params options config rate_limit idempotency_error invalid_grant invalid_client invalid_request invalid_scope unsupported_grant_type unsupported_response_type ETIMEDOUT ECONNRESET EPIPE'.split(' ');
export const ABSENT = 0;
export const UNKNOWN = 1;

/** The names of parameters and options, which a message may suggest. */
export const NAMES = /* @__PURE__ */ WORDS.slice(2, 23);

/** The properties that are looked into. */
export const LOOKED_INTO = ['scope', 'expand', 'headers', 'appInfo', 'account'];

/** The settings of a config that hold for each call. */
export const OF_CALLS = ['apiVersion', 'maxNetworkRetries', 'timeout', 'stripeAccount', 'stripeContext', 'cardNumbers'];

// The four methods.
export const OPERATION_CREATE = 1;
export const OPERATION_FIND = 2;
export const OPERATION_LIST = 3;
export const OPERATION_DELETE_WHERE = 4;

/** @type {[method: string, path: string][]} */
export const OPERATIONS = [
  ['', ''],
  ['POST', '/v1/apps/secrets'],
  ['GET', '/v1/apps/secrets/find'],
  ['GET', '/v1/apps/secrets'],
  ['POST', '/v1/apps/secrets/delete'],
];

export const HOST = 'api.stripe.com';
export const PROTOCOL = 'https';

// What a value is.
export const KIND_UNDEFINED = 0;
export const KIND_NULL = 1;
export const KIND_NUMBER = 2;
export const KIND_TEXT = 3;
export const KIND_ILL_FORMED = 4;
export const KIND_LIST = 5;
export const KIND_DATE = 6;
export const KIND_RECORD = 7;
export const KIND_OTHER = 8;

// What happened in a call.
export const EVENT_DUE = 1;
export const EVENT_RESPONSE = 2;
export const EVENT_LOST = 3;
export const EVENT_TIMER = 4;
export const EVENT_BODY = 5;
export const EVENT_BODY_LOST = 6;
export const EVENT_ABORT = 7;

// What to do.
export const ACTION_IGNORE = 0;
export const ACTION_SEND = 1;
export const ACTION_READ = 2;
export const ACTION_WAIT = 3;
export const ACTION_FINISH = 4;
export const ACTION_FAIL = 5;

// How a text compares.
export const MATCH_ABSENT = 0;
export const MATCH_NULL = 1;
export const MATCH_SAME = 2;
export const MATCH_OTHER = 3;

// Error classes, without `Stripe` and `Error`.

/** @type {[name: string, base: string][]} */
export const CLASSES = [
  ['', ''],
  ['InvalidRequest', ''],
  ['API', ''],
  ['Authentication', ''],
  ['Card', ''],
  ['Permission', ''],
  ['RateLimit', ''],
  ['Idempotency', ''],
  ['Connection', ''],
  ['OAuth', ''],
  ['Scope', 'InvalidRequest'],
  ['InvalidGrant', 'OAuth'],
  ['InvalidClient', 'OAuth'],
  ['OAuthInvalidRequest', 'OAuth'],
  ['InvalidScope', 'OAuth'],
  ['UnsupportedGrantType', 'OAuth'],
  ['UnsupportedResponseType', 'OAuth'],
];

// Why a call has no result.
export const REASON_SCOPE_MISSING = 1;
export const REASON_SCOPE_INVALID = 2;
export const REASON_SCOPE_USER_ON_ACCOUNT = 3;
export const REASON_SCOPE_NOT_OWN_USER = 4;
export const REASON_SCOPE_USER_UNBOUND = 5;
export const REASON_SCOPE_NOT_OWN_ACCOUNT = 6;
export const REASON_PARAMETER_UNKNOWN = 7;
export const REASON_PARAMETER_MISSING = 8;
export const REASON_PARAMETER_INVALID_EMPTY = 9;
export const REASON_PARAMETER_INVALID_STRING = 10;
export const REASON_PARAMETER_INVALID_INTEGER = 11;
export const REASON_PARAMETER_INVALID_ARRAY = 12;
export const REASON_PARAMETER_INVALID_OBJECT = 13;
export const REASON_PARAMETER_TOO_LONG = 14;
export const REASON_PARAMETER_UNREADABLE = 15;
export const REASON_PARAMETERS_EXCLUSIVE = 16;
export const REASON_CARD_NUMBER_REFUSED = 17;
export const REASON_EXPIRES_AT_IN_PAST = 18;
export const REASON_EXPIRES_AT_TOO_FAR = 19;
export const REASON_EXPIRES_AT_IN_MILLISECONDS = 20;
export const REASON_OPTION_UNKNOWN = 21;
export const REASON_OPTION_INVALID = 22;
export const REASON_OPTIONS_EXCLUSIVE = 23;
export const REASON_HEADER_INVALID = 24;
export const REASON_HEADER_REFUSED = 25;
export const REASON_API_KEY_MISSING = 26;
export const REASON_API_KEY_REFUSED = 27;
export const REASON_CONFIG_INVALID = 28;
export const REASON_CONFIG_UNKNOWN = 29;
export const REASON_HTTP_CLIENT_MISSING = 30;
export const REASON_AUTHENTICATOR_REFUSED = 31;
export const REASON_STREAMING_REFUSED = 32;
export const REASON_HOST_REFUSED = 33;
export const REASON_PROTOCOL_REFUSED = 34;
export const REASON_APP_INFO_INVALID = 35;
export const REASON_APP_INFO_NAME_MISSING = 36;
export const REASON_SIGNAL_INVALID = 37;
export const REASON_USER_ALREADY_BOUND = 38;
export const REASON_NO_CONNECTION = 39;
export const REASON_NO_CONNECTION_RETRIED = 40;
export const REASON_TIMED_OUT = 41;
export const REASON_INVALID_JSON = 42;
export const REASON_NO_WORDS = 43;
export const REASON_SCOPE_MISMATCH = 44;
export const REASON_SCOPE_MISMATCH_AFTER_WRITE = 45;
export const REASON_ABORTED = 46;
export const REASON_WEB_ASSEMBLY_FORBIDDEN = 47;
export const REASON_INTERNAL = 48;

/** @type {[code: string, text: string, ofClass: number][]} */
export const REASONS = [
  ['', '', 0],
  ['scope_missing', "{param} is missing: pass { type: 'account' } or { type: 'user', user: userContext.id }.", 10],
  ['scope_invalid', "{param} is invalid: type is 'account' or 'user', user is a string, the signed-in user's id.", 10],
  ['scope_user_on_account', '{param} does not belong to an account scope.', 10],
  ['scope_not_own_user', "{param} is not the signed-in user: an extension reaches its own user's secrets only.", 10],
  ['scope_user_unbound', '{param} cannot be checked: call stripe.bindUser(userContext) first.', 10],
  ['scope_not_own_account', '{param} is not the bound account: drop it, or bind a userContext with this account.', 10],
  ['parameter_unknown', 'Received unknown parameter: {param}{hint}', 1],
  ['parameter_missing', 'Missing required param: {param}.', 1],
  ['parameter_invalid_empty', '{param} is empty: pass a value, or leave it out if it is optional.', 1],
  ['parameter_invalid_string', '{param} must be a string of well-formed Unicode.', 1],
  ['parameter_invalid_integer', '{param} must be an integer (limit: 1 to 100; expires_at: Unix seconds, or a valid Date).', 1],
  ['parameter_invalid_array', "{param} must be an array of strings, such as ['payload'].", 1],
  ['parameter_invalid_object', '{param} must be an object.', 1],
  ['parameter_too_long', '{param} is too long: at most 5000 characters.', 1],
  ['parameter_unreadable', '{param} cannot be read: a getter or a Proxy threw.', 1],
  ['parameters_exclusive', '{param} cannot be used together with starting_after.', 1],
  ['card_number_refused', '{param} is a card number, which the Secret Store does not permit.', 1],
  ['expires_at_in_past', '{param} is in the past (in Unix seconds).', 1],
  ['expires_at_too_far', '{param} is more than 36525 days (100 years) ahead (in Unix seconds).', 1],
  ['expires_at_too_far', '{param} reads as milliseconds: divide by 1000 (in Unix seconds).', 1],
  ['option_unknown', 'Unknown option: {param}{hint}', 1],
  ['option_invalid', '{param} is of the wrong type, or out of range.', 1],
  ['option_invalid', "Can't specify both stripeAccount and stripeContext.", 1],
  ['header_invalid', '{param} cannot be a header: a name is a token, a value is Latin-1 without control characters.', 1],
  ['header_refused', '{param} cannot set Authorization, Host, Content-Type, Content-Length or Stripe-*.', 1],
  ['api_key_missing', 'Neither apiKey nor config.authenticator provided', 1],
  ['api_key_refused', '{param} is a real key: pass STRIPE_API_KEY of @stripe/ui-extension-sdk/http_client.', 1],
  ['config_invalid', 'Config must either be an object or a string', 1],
  ['config_unknown', 'Config object may only contain the following: authenticator, apiVersion, typescript, maxNetworkRetries, httpAgent, httpClient, timeout, host, port, protocol, telemetry, emitEventBodies, appInfo, stripeAccount, stripeContext, userContext, cardNumbers', 1],
  ['http_client_missing', '{param} is missing: pass createHttpClient() of @stripe/ui-extension-sdk/http_client.', 1],
  ['authenticator_refused', '{param} is refused: the host authenticates.', 1],
  ['streaming_refused', '{param} is refused: a secret is not streamed.', 1],
  ['host_refused', "{param} must be api.stripe.com: the host's key would go elsewhere.", 1],
  ['protocol_refused', "{param} must be https: the Dashboard's client takes no other.", 1],
  ['option_invalid', 'AppInfo must be an object.', 1],
  ['option_invalid', 'AppInfo.name is required', 1],
  ['option_invalid', '{param} must be an AbortSignal.', 1],
  ['user_already_bound', '{param} is not the bound user: make a new client for another user.', 1],
  ['', 'An error occurred with our connection to Stripe.', 8],
  ['', 'An error occurred with our connection to Stripe. Request was retried {retries} times.', 8],
  ['', 'Request aborted due to timeout being reached ({timeout}ms)', 8],
  ['', 'Invalid JSON received from the Stripe API', 2],
  ['', 'Stripe answered with status {status} and did not say why.', 2],
  ['response_scope_mismatch', 'The answer is not what was asked for (object, scope or name), and was withheld.', 2],
  ['response_scope_mismatch', 'The answer is not what was asked for (object, scope or name), and was withheld. The write may have happened.', 2],
  ['request_aborted', 'The call was aborted by its signal. What was sent may have happened.', 8],
  ['webassembly_forbidden', "WebAssembly cannot run here: import 'stripe-apps-secrets' or 'stripe-apps-secrets/js'.", 2],
  ['internal_error', 'stripe-apps-secrets failed internally.', 2],
];

// What `/fetch` refuses.
export const FETCH_BASE_INVALID = 1;
export const FETCH_BASE_INSECURE = 2;
export const FETCH_BASE_NOT_PLAIN = 3;
export const FETCH_PATH_INVALID = 4;
export const FETCH_HEADER_REFUSED = 5;
export const FETCH_HEADER_INVALID = 6;
export const FETCH_REQUEST_INVALID = 7;
export const FETCH_OPTIONS_INVALID = 8;
export const FETCH_HEADERS_INVALID = 9;
export const FETCH_REAL_KEY = 10;

/** @type {[code: string, param: string, text: string][]} */
export const FETCH_REFUSALS = [
  ['', '', ''],
  ['config_invalid', 'baseUrl', 'baseUrl must be an absolute URL.'],
  ['protocol_refused', 'baseUrl', 'baseUrl must be https:, or http: on localhost, 127.0.0.1 or [::1].'],
  ['config_invalid', 'baseUrl', 'baseUrl must have no user, password, query or fragment.'],
  ['', '', 'A path begins with a single slash and stays below baseUrl.'],
  ['header_refused', 'headers', 'headers cannot set Host, Content-Type, Content-Length, Idempotency-Key, Stripe-* or those of the connection.'],
  ['header_invalid', 'headers', 'A header name is a token, a value is Latin-1 without control characters.'],
  ['', '', 'The request has a method, a header or a body that fetch does not take.'],
  ['config_invalid', 'options', 'createFetchHttpClient takes { baseUrl, headers }.'],
  ['config_invalid', 'headers', 'headers must be a plain object of strings.'],
  ['api_key_refused', 'headers', 'headers hold a real key, which has no place in an extension.'],
];

/** This package's. */
export const PACKAGE_VERSION = '0.1.0';
/** Stripe's, which a client asks for when its config names none. */
export const API_VERSION = '2026-10-28.endive';
/** The time for one attempt, in milliseconds, and the longest timer. */
export const TIMEOUT = 80000;
export const MAX_TIMEOUT = 2147483647;
/** The most objects and items of an answer. */
export const MAX_ANSWER = 100000;

// Value: kind 4, empty 1, place 26.
/**
 * @param {number} kind
 * @param {number} empty
 * @param {number} place
 */
export const packValue = (kind, empty, place) => kind | (empty << 4) | (place << 5);
/** @param {number} number */
export const valueKind = (number) => number & 15;
/** @param {number} number */
export const valueEmpty = (number) => (number >> 4) & 1;
/** @param {number} number */
export const valuePlace = (number) => number >> 5;

// Fault: reason 7, param 7, place 8, ofClass 5.
/**
 * @param {number} reason
 * @param {number} param
 * @param {number} place
 * @param {number} ofClass
 */
export const packFault = (reason, param, place, ofClass) => reason | (param << 7) | (place << 14) | (ofClass << 22);
/** @param {number} number */
export const faultReason = (number) => number & 127;
/** @param {number} number */
export const faultParam = (number) => (number >> 7) & 127;
/** @param {number} number */
export const faultPlace = (number) => (number >> 14) & 255;
/** @param {number} number */
export const faultOfClass = (number) => number >> 22;

// Asked: operation 3, isUser 1.
/**
 * @param {number} operation
 * @param {number} isUser
 */
export const packAsked = (operation, isUser) => operation | (isUser << 3);
/** @param {number} number */
export const askedOperation = (number) => number & 7;
/** @param {number} number */
export const askedIsUser = (number) => number >> 3;

// Exchange: state 2, retries 7, maxRetries 7.
/**
 * @param {number} state
 * @param {number} retries
 * @param {number} maxRetries
 */
export const packExchange = (state, retries, maxRetries) => state | (retries << 2) | (maxRetries << 9);
/** @param {number} number */
export const exchangeState = (number) => number & 3;
/** @param {number} number */
export const exchangeRetries = (number) => (number >> 2) & 127;
/** @param {number} number */
export const exchangeMaxRetries = (number) => number >> 9;

// Action: act 3, value 27.
/**
 * @param {number} act
 * @param {number} value
 */
export const packAction = (act, value) => act | (value << 3);
/** @param {number} number */
export const actionAct = (number) => number & 7;
/** @param {number} number */
export const actionValue = (number) => number >> 3;

// Answer: isRecord 1, error 4, hasError 1, code 7, kind 7, object 7, hasData 1.
/**
 * @param {number} isRecord
 * @param {number} error
 * @param {number} hasError
 * @param {number} code
 * @param {number} kind
 * @param {number} object
 * @param {number} hasData
 */
export const packAnswer = (isRecord, error, hasError, code, kind, object, hasData) => isRecord | (error << 1) | (hasError << 5) | (code << 6) | (kind << 13) | (object << 20) | (hasData << 27);
/** @param {number} number */
export const answerIsRecord = (number) => number & 1;
/** @param {number} number */
export const answerError = (number) => (number >> 1) & 15;
/** @param {number} number */
export const answerHasError = (number) => (number >> 5) & 1;
/** @param {number} number */
export const answerCode = (number) => (number >> 6) & 127;
/** @param {number} number */
export const answerKind = (number) => (number >> 13) & 127;
/** @param {number} number */
export const answerObject = (number) => (number >> 20) & 127;
/** @param {number} number */
export const answerHasData = (number) => number >> 27;

// Secret: object 7, scopeType 7, user 2, name 2, deleted 1, hasPayload 1.
/**
 * @param {number} object
 * @param {number} scopeType
 * @param {number} user
 * @param {number} name
 * @param {number} deleted
 * @param {number} hasPayload
 */
export const packSecret = (object, scopeType, user, name, deleted, hasPayload) => object | (scopeType << 7) | (user << 14) | (name << 16) | (deleted << 18) | (hasPayload << 19);
/** @param {number} number */
export const secretObject = (number) => number & 127;
/** @param {number} number */
export const secretScopeType = (number) => (number >> 7) & 127;
/** @param {number} number */
export const secretUser = (number) => (number >> 14) & 3;
/** @param {number} number */
export const secretName = (number) => (number >> 16) & 3;
/** @param {number} number */
export const secretDeleted = (number) => (number >> 18) & 1;
/** @param {number} number */
export const secretHasPayload = (number) => number >> 19;

// What Rust and JavaScript both have to know. Written by `cargo xtask generate` from src/contract and
// fetch/src/refusal.rs: change the rows there. 0 means none in each number that crosses.
// @ts-check

let row;
/** @returns {any} Rows by their numbers: an empty one is as the one before it. */
const rows = (text) => text.split('|').map((next) => (row = next ? next.split(';') : row));

/** Every word, by its number. */
export const WORDS = /* @__PURE__ */ '  scope name payload expires_at expand limit starting_after ending_before type user apiKey idempotencyKey headers signal streaming authenticator apiVersion maxNetworkRetries timeout stripeAccount stripeContext typescript httpAgent httpClient host port protocol telemetry emitEventBodies appInfo userContext cardNumbers scope[type] scope[user] id account version url api.stripe.com https refuse warn allow true false apps.secret list params options config rate_limit idempotency_error invalid_grant invalid_client invalid_request invalid_scope unsupported_grant_type unsupported_response_type ETIMEDOUT ECONNRESET EPIPE'.split(' ');
export const ABSENT = 0;
export const UNKNOWN = 1;

// The names that an object of each kind may have.
export const PARAMETERS = /* @__PURE__ */ WORDS.slice(2, 10);
export const SCOPE = /* @__PURE__ */ WORDS.slice(10, 12);
export const OPTIONS = /* @__PURE__ */ WORDS.slice(12, 23);
export const CONFIG = /* @__PURE__ */ WORDS.slice(17, 34);

/** The properties that are looked into. */
export const LOOKED_INTO = ['scope', 'expand', 'headers', 'appInfo', 'account'];

/** The settings of a config that hold for each call. */
export const OF_CALLS = ['apiVersion', 'maxNetworkRetries', 'timeout', 'stripeAccount', 'stripeContext', 'cardNumbers'];

/** The options that are known, and refused. */
export const REFUSED_OPTIONS = ['authenticator', 'streaming'];

// The four methods.
export const OPERATION_CREATE = 1;
export const OPERATION_FIND = 2;
export const OPERATION_LIST = 3;
export const OPERATION_DELETE_WHERE = 4;

/** @type {[method: string, path: string][]} */
export const OPERATIONS = /* @__PURE__ */ rows(';|POST;/v1/apps/secrets|GET;/v1/apps/secrets/find|GET;/v1/apps/secrets|POST;/v1/apps/secrets/delete');

// Its name and its parameters, by the number of the operation.

/** @type {[name: string, parameters: string][]} */
export const METHODS = [
  ['', ''],
  ['create', 'scope name payload expires_at expand'],
  ['find', 'scope name expand'],
  ['list', 'scope expand limit starting_after ending_before'],
  ['deleteWhere', 'scope name expand'],
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
export const KIND_FUNCTION = 8;
export const KIND_OTHER = 9;

// What a call waits for.
export const STATE_PAUSING = 0;
export const STATE_SENT = 1;
export const STATE_READING = 2;
export const STATE_ENDED = 3;

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

/** @type {[name: string, base?: string][]} */
export const CLASSES = /* @__PURE__ */ rows(';|InvalidRequest|API|Authentication|Card|Permission|RateLimit|Idempotency|Connection|OAuth|Scope;InvalidRequest|InvalidGrant;OAuth|InvalidClient;OAuth|OAuthInvalidRequest;OAuth|InvalidScope;OAuth|UnsupportedGrantType;OAuth|UnsupportedResponseType;OAuth');

// Why a call has no result.
export const REASON_SCOPE_MISSING = 1;
export const REASON_SCOPE_INVALID = 2;
export const REASON_SCOPE_NOT_PLAIN = 3;
export const REASON_SCOPE_USER_ON_ACCOUNT = 4;
export const REASON_SCOPE_NOT_OWN_USER = 5;
export const REASON_SCOPE_USER_UNBOUND = 6;
export const REASON_SCOPE_USER_WITHOUT_ID = 7;
export const REASON_SCOPE_NOT_OWN_ACCOUNT = 8;
export const REASON_SCOPE_ACCOUNT_WITHOUT_ID = 9;
export const REASON_PARAMETER_UNKNOWN = 10;
export const REASON_PARAMETER_MISSING = 11;
export const REASON_PARAMETER_INVALID_EMPTY = 12;
export const REASON_PARAMETER_REQUIRED = 13;
export const REASON_PAYLOAD_EMPTY = 14;
export const REASON_PARAMETER_INVALID_STRING = 15;
export const REASON_PARAMETER_OBJECT = 16;
export const REASON_PARAMETER_INVALID_INTEGER = 17;
export const REASON_LIMIT_OUT_OF_RANGE = 18;
export const REASON_PARAMETER_INVALID_ARRAY = 19;
export const REASON_PARAMETER_INVALID_OBJECT = 20;
export const REASON_PARAMETER_NOT_PLAIN = 21;
export const REASON_PARAMETER_TOO_LONG = 22;
export const REASON_PARAMETER_UNREADABLE = 23;
export const REASON_PARAMETERS_EXCLUSIVE = 24;
export const REASON_CARD_NUMBER_REFUSED = 25;
export const REASON_EXPIRES_AT_IN_PAST = 26;
export const REASON_EXPIRES_AT_DURATION = 27;
export const REASON_EXPIRES_AT_TOO_FAR = 28;
export const REASON_EXPIRES_AT_IN_MILLISECONDS = 29;
export const REASON_OPTION_UNKNOWN = 30;
export const REASON_OPTION_INVALID = 31;
export const REASON_OPTIONS_NOT_PLAIN = 32;
export const REASON_CALLBACK = 33;
export const REASON_OPTIONS_EXCLUSIVE = 34;
export const REASON_HEADER_INVALID = 35;
export const REASON_HEADER_REFUSED = 36;
export const REASON_API_KEY_MISSING = 37;
export const REASON_API_KEY_REFUSED = 38;
export const REASON_CONFIG_INVALID = 39;
export const REASON_CONFIG_NOT_PLAIN = 40;
export const REASON_CONFIG_UNKNOWN = 41;
export const REASON_HTTP_CLIENT_MISSING = 42;
export const REASON_AUTHENTICATOR_REFUSED = 43;
export const REASON_STREAMING_REFUSED = 44;
export const REASON_HOST_REFUSED = 45;
export const REASON_PROTOCOL_REFUSED = 46;
export const REASON_APP_INFO_INVALID = 47;
export const REASON_APP_INFO_NAME_MISSING = 48;
export const REASON_SIGNAL_INVALID = 49;
export const REASON_USER_ALREADY_BOUND = 50;
export const REASON_ACCOUNT_ALREADY_BOUND = 51;
export const REASON_NO_CONNECTION = 52;
export const REASON_NO_CONNECTION_RETRIED = 53;
export const REASON_TIMED_OUT = 54;
export const REASON_INVALID_JSON = 55;
export const REASON_NO_WORDS = 56;
export const REASON_NO_PERMISSION = 57;
export const REASON_OBJECT_MISMATCH = 58;
export const REASON_SCOPE_MISMATCH = 59;
export const REASON_NAME_MISMATCH = 60;
export const REASON_ABORTED = 61;
export const REASON_WEB_ASSEMBLY_FORBIDDEN = 62;
export const REASON_INTERNAL = 63;

/**
 * By the number of the reason: its code, and its class unless it is the first; where it has no code its text, what
 * it mentions, and how it goes on.
 *
 * @type {[code: string, ofClass?: string, text?: string, mention?: string, rest?: string][]}
 */
export const REASONS = /* @__PURE__ */ rows(';|scope_missing;10|scope_invalid;10||scope_user_on_account;10|scope_not_own_user;10|scope_user_unbound;10||scope_not_own_account;10||parameter_unknown|parameter_missing|parameter_invalid_empty|||parameter_invalid_string||parameter_invalid_integer||parameter_invalid_array|parameter_invalid_object||parameter_too_long|parameter_unreadable|parameters_exclusive|card_number_refused|expires_at_in_past||expires_at_too_far||option_unknown|option_invalid||||header_invalid|header_refused|api_key_missing|api_key_refused|config_invalid||config_unknown|http_client_missing|authenticator_refused|streaming_refused|host_refused|protocol_refused|option_invalid|||user_already_bound||;8;An error occurred with our connection to Stripe.|;8;An error occurred with our connection to Stripe. Request was retried ;retries; times.|;8;Request aborted due to timeout being reached (;timeout;ms)|;2;Invalid JSON received from the Stripe API|;2;Stripe answered with status ;status; and did not say why.|;5;Stripe answered with status 403 and did not say why. An app that lacks a permission gets it by: stripe apps grant permission "secret_write" "<why>"|response_scope_mismatch;2|||request_aborted;8|webassembly_forbidden;2|internal_error;2');

/** The texts of reasons that have a code: production builds leave them out. */
export const TEXTS = [
  '',
  "{param} is missing: pass { type: 'account' } or { type: 'user', user: userContext.id }.",
  "{param} is invalid: write scope: { type: 'account' } or { type: 'user', user: userContext.id }.",
  '{param} shows properties that are not its own: pass a plain object.',
  "{param} does not belong to an account scope: leave it out, or write type: 'user'.",
  "{param} is not the bound user, and an extension reaches its own user's secrets only: pass userContext.id.",
  '{param} cannot be checked: call stripe.bindUser(userContext) first.',
  '{param} cannot be checked, since the userContext had no id: call stripe.bindUser(userContext) when it has one.',
  '{param} is not the bound account: leave it out, or bind a userContext with this account.',
  '{param} cannot be checked, since the userContext had no id: leave it out, or bind a userContext with an id.',
  'Received unknown parameter: {param}{hint}',
  'Missing required param: {param}.',
  '{param} is empty: pass a value, or leave it out.',
  '{param} is empty, and it is required.',
  '{param} is empty, and it is required: to remove a secret call deleteWhere.',
  '{param} must be a string of well-formed Unicode.',
  '{param} must be a string: write JSON.stringify(value), and JSON.parse what comes back.',
  '{param} must be an integer, or digits; expires_at may be a valid Date.',
  '{param} must be 1 to 100: for more, loop over the list with for await.',
  "{param} must be an array of at most 100 strings, such as ['payload'].",
  '{param} must be a plain object with at most 100 names.',
  '{param} shows properties that are not its own: pass a plain object.',
  '{param} is too long: at most 5000 characters.',
  '{param} cannot be read: a getter or a Proxy threw what is in detail.',
  '{param} cannot be used together with starting_after: pass one of them.',
  '{param} is a card number, which the Secret Store does not permit.',
  '{param} is in the past: pass a time ahead, in Unix seconds.',
  '{param} reads as a duration: add it to now, Math.floor(Date.now() / 1000) + seconds.',
  '{param} is more than 36525 days (100 years) ahead, in Unix seconds.',
  '{param} reads as milliseconds: divide by 1000, or pass a Date.',
  'Unknown option: {param}{hint}',
  '{param} is of the wrong type, or out of range.',
  '{param} shows properties that are not its own: pass a plain object.',
  'Callbacks are not supported: use the promise that the method returns.',
  "Can't specify both stripeAccount and stripeContext.",
  '{param} cannot be a header: a name is a token, a value is Latin-1 without control characters, each of at most 16384.',
  "{param} cannot set Authorization, Host, Content-*, Stripe-*, nor what is the connection's or the browser's (Cookie, Expect, Connection): leave it out.",
  '{param} is missing: pass STRIPE_API_KEY of @stripe/ui-extension-sdk/http_client.',
  '{param} is a real key: in an extension pass STRIPE_API_KEY of @stripe/ui-extension-sdk/http_client, on a server keep stripe.',
  'Config must either be an object or a string',
  '{param} shows properties that are not its own: pass a plain object.',
  'Config object may only contain the following: apiVersion, typescript, maxNetworkRetries, httpAgent, httpClient, timeout, host, port, protocol, telemetry, emitEventBodies, appInfo, stripeAccount, stripeContext, userContext, cardNumbers',
  '{param} is missing: pass createHttpClient() of @stripe/ui-extension-sdk/http_client.',
  '{param} is refused, since the host authenticates: leave it out.',
  '{param} is refused, since a secret is not streamed: leave it out.',
  "{param} must be api.stripe.com, since the host's key would go elsewhere: for another server pass createFetchHttpClient() of stripe-apps-secrets/fetch.",
  '{param} must be https: for a server on this machine pass createFetchHttpClient() of stripe-apps-secrets/fetch.',
  'AppInfo must be an object.',
  'AppInfo.name is required',
  '{param} must be an AbortSignal.',
  'The client is bound to another user: use stripe.forUser(userContext).',
  'The client is bound to another account: use stripe.forUser(userContext).',
  '',
  '',
  '',
  '',
  '',
  '',
  'The answer is of another object than was asked for, and was withheld.{written}',
  'The answer is of another scope than was asked for, and was withheld.{written}',
  'The answer has another name than was asked for, and was withheld.{written}',
  'The call was aborted by its signal. What was sent may have happened.',
  "WebAssembly cannot run here: import 'stripe-apps-secrets' or 'stripe-apps-secrets/js'.",
  'stripe-apps-secrets failed internally.',
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
export const FETCH_HEADERS_FAILED = 11;
export const FETCH_HTTP_IN_PRODUCTION = 12;

/** @type {[code: string, param: string, text: string][]} */
export const FETCH_REFUSALS = [
  ['', '', ''],
  ['config_invalid', 'baseUrl', 'baseUrl must be an absolute URL, of at most 10,000 characters.'],
  ['protocol_refused', 'baseUrl', 'baseUrl must be https:, or http: on localhost, 127.0.0.1 or [::1]; on any host in tests, with allowHttp: true.'],
  ['config_invalid', 'baseUrl', 'baseUrl must have no user, password, query or fragment.'],
  ['', '', 'A path begins with a single slash, stays below baseUrl and has at most 1,000,000 characters.'],
  ['header_refused', 'headers', 'headers cannot set Host, Cookie, Content-Type, Content-Length, Idempotency-Key, Stripe-* (but Stripe-Signature), another method or those of the connection.'],
  ['header_invalid', 'headers', 'A header name is a token, a value is Latin-1 without control characters, of at most 100,000.'],
  ['', '', 'The request has a method, a header or a body that fetch does not take.'],
  ['config_invalid', 'options', 'createFetchHttpClient takes { baseUrl, headers, allowHttp: boolean }.'],
  ['config_invalid', 'headers', 'headers must be a plain object of at most 100 strings, or a function that returns one.'],
  ['api_key_refused', 'headers', 'headers hold a real key, which has no place in an extension.'],
  ['config_invalid', 'headers', 'headers() threw or rejected, and nothing was sent: catch in it what it calls.'],
  ['protocol_refused', 'allowHttp', "allowHttp is for tests: write allowHttp: process.env.NODE_ENV !== 'production', and use https:."],
];

/** This package's. */
export const PACKAGE_VERSION = '0.1.0';
/** Stripe's, which a client asks for when its config names none. */
export const API_VERSION = '2026-10-28.endive';
/** The time for one attempt, in milliseconds, and the longest timer. */
export const TIMEOUT = 80000;
export const MAX_TIMEOUT = 2147483647;
/** The most own names of an object of a caller's, and entries of `expand`. */
export const MAX_NAMES = 100;
/** The most values of an answer: fields and items, each as often as it is met. */
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

// The error classes, as stripe has them, and the one that is ours. One set serves every entry.

/** What every error of this package has, in whichever copy or realm it was made. */
const BRAND = Symbol.for('stripe-apps-secrets.error');

/** The base class. `raw` is the API's own object, or what stands for it in a local refusal. */
export class StripeError extends Error {
  constructor(raw = {}, type = null) {
    super(raw.message);
    this.type = type || this.constructor.name;
    this.raw = raw;
    this.rawType = raw.type;
    this.message = raw.message ?? '';
    this.userMessage = raw.user_message;
    for (const field of FIELDS) this[field] = raw[field];
  }
}

const FIELDS = [
  'detail', 'headers', 'requestId', 'statusCode', 'advice_code', 'charge', 'code', 'decline_code', 'doc_url',
  'network_advice_code', 'network_decline_code', 'param', 'payment_intent', 'payment_method', 'payment_method_type',
  'request_log_url', 'setup_intent', 'source', 'user_message',
];

Object.defineProperty(StripeError.prototype, BRAND, { value: true });
Object.defineProperty(StripeError, 'name', { value: 'StripeError' }); // a minifier renames it

/** A subclass whose `type` is its name. The key names the class, so that a minifier cannot. */
const subclass = (Base, name) =>
  ({ [name]: class extends Base { constructor(raw, type = name) { super(raw, type); } } })[name];

export const StripeInvalidRequestError = subclass(StripeError, 'StripeInvalidRequestError');
export const StripeScopeError = subclass(StripeInvalidRequestError, 'StripeScopeError');
export const StripeAPIError = subclass(StripeError, 'StripeAPIError');
export const StripeAuthenticationError = subclass(StripeError, 'StripeAuthenticationError');
export const StripeCardError = subclass(StripeError, 'StripeCardError');
export const StripePermissionError = subclass(StripeError, 'StripePermissionError');
export const StripeRateLimitError = subclass(StripeError, 'StripeRateLimitError');
export const StripeIdempotencyError = subclass(StripeError, 'StripeIdempotencyError');
export const StripeConnectionError = subclass(StripeError, 'StripeConnectionError');
export const StripeOAuthError = subclass(StripeError, 'StripeOAuthError');
export const StripeInvalidGrantError = subclass(StripeOAuthError, 'StripeInvalidGrantError');
export const StripeInvalidClientError = subclass(StripeOAuthError, 'StripeInvalidClientError');
export const StripeOAuthInvalidRequestError = subclass(StripeOAuthError, 'StripeOAuthInvalidRequestError');
export const StripeInvalidScopeError = subclass(StripeOAuthError, 'StripeInvalidScopeError');
export const StripeUnsupportedGrantTypeError = subclass(StripeOAuthError, 'StripeUnsupportedGrantTypeError');
export const StripeUnsupportedResponseTypeError = subclass(StripeOAuthError, 'StripeUnsupportedResponseTypeError');

// The host's response: what is known of it before its body, and what is handed on with the answer.

import { attempt, defineProperty, isList, own, quiet } from '../core/objects.js';
import { word } from '../core/values.js';

const { setPrototypeOf } = Object;

/** What a host returns in place of an object may be a promise that rejects. To try each object would take time. */
const settling = (value) => (typeof value?.then === 'function' ? quiet(value) : value);

/** A header, whether the host hands over an object, a `Headers` or a `Map`; none where that throws. */
const header = (headers, name) =>
  attempt(() => {
    const value = quiet(typeof headers?.get === 'function' ? headers.get(name) : own(headers, name));
    return isList(value) ? quiet(value[0]) : value;
  });

export const isStatus = (status) => typeof status === 'number' && status >= 100 && status < 600 && status % 1 === 0;

/** What is known of a response before its body: it goes into every error about it. Throws what the host throws. */
export const hear = (response) => {
  const status = quiet(response.getStatusCode());
  const headers = attempt(() => settling(response.getHeaders())); // an answer without them is an answer
  return {
    response,
    headers,
    statusCode: isStatus(status) ? status : undefined,
    requestId: header(headers, 'request-id'),
    account: header(headers, 'stripe-account'),
    apiVersion: header(headers, 'stripe-version'),
    idempotencyKey: header(headers, 'idempotency-key'),
    notice: header(headers, 'stripe-notice'),
    shouldRetry: word(header(headers, 'stripe-should-retry')),
  };
};

/** A property that is neither enumerable nor writable. A literal describes it fastest, and would inherit a polluted `get`. */
const hide = (object, name, value) => {
  const hidden = { value, enumerable: false, writable: false };
  if ('get' in hidden || 'set' in hidden) setPrototypeOf(hidden, null);
  defineProperty(object, name, hidden);
};

/** Hands over an answer with `lastResponse`. */
export const withLastResponse = (answer, heard) => {
  let value;
  try {
    value = settling(heard.response.getRawResponse());
    if (typeof value === 'object' && !('statusCode' in value)) value.statusCode = heard.statusCode;
    value.requestId = heard.requestId;
    value.stripeAccount ||= heard.account;
    value.apiVersion ||= heard.apiVersion;
    value.idempotencyKey ||= heard.idempotencyKey;
  } catch {
    // A host without a raw response, or with a frozen one, is no reason to withhold the answer.
  }
  hide(answer, 'lastResponse', value);
  return answer;
};

// A call, across its attempts: what the core decides at each step is carried out here, or by whoever waits.

import { ask, check, copy, isRecord, own, readable, succeeds, word } from './values.js';
import { drafting, request, send } from './wire.js';

const { isArray } = Array;
const { assign, defineProperty, setPrototypeOf } = Object;

// --- Answers ---

/** A header, whether the host hands over an object, a `Headers` or a `Map`; none where that throws. */
const header = (headers, name) => {
  try {
    const value = typeof headers?.get === 'function' ? headers.get(name) : own(headers, name);
    return isArray(value) ? value[0] : value;
  } catch {
    return undefined;
  }
};

const headersOf = (response) => {
  try {
    return response.getHeaders();
  } catch {
    return undefined; // an answer without headers is an answer
  }
};

const isStatus = (status) => typeof status === 'number' && status >= 100 && status < 600 && status % 1 === 0;

/** What is known of an answer before its body: it goes into every error about it. */
const hear = (response) => {
  const status = response.getStatusCode();
  const headers = headersOf(response);
  return {
    response, headers,
    statusCode: isStatus(status) ? status : undefined,
    requestId: header(headers, 'request-id'),
    account: header(headers, 'stripe-account'),
    apiVersion: header(headers, 'stripe-version'),
    idempotencyKey: header(headers, 'idempotency-key'),
    shouldRetry: word(header(headers, 'stripe-should-retry')),
  };
};

/** What is known before there is an answer. */
const SILENCE = {};

const codeOf = (error) => {
  try {
    return word(error?.code);
  } catch {
    return word();
  }
};

/** A property that is neither enumerable nor writable. A literal describes it fastest, and would inherit a polluted `get`. */
const hide = (object, name, value) => {
  const hidden = { value, enumerable: false, writable: false };
  if ('get' in hidden || 'set' in hidden) setPrototypeOf(hidden, null);
  defineProperty(object, name, hidden);
};

/** Hands over an answer with `lastResponse`. */
const withLastResponse = (answer, heard) => {
  let value;
  try {
    value = heard.response.getRawResponse();
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

const warn = () => {
  const message = 'payload is a card number, which the Secret Store does not permit.';
  succeeds(() => console.warn('stripe-apps-secrets: ' + message));
};

// --- The call ---

/** The one that the core is asked about. */
let call;

/** A call has been checked, for `call.rs`. `timeout` is the time for one attempt, in milliseconds. */
export const opened = (asked, exchange, timeout, warn) => assign(call, { asked, exchange, timeout, warn });
export const kept = (exchange) => { call.exchange = exchange; };

export class Call {
  // Own before they are set, so that no setter on a prototype sees them.
  client;
  user;
  params;
  options;
  asked;
  exchange;
  timeout;
  warn;
  request;
  heard = SILENCE;

  /** Throws a refusal; nothing has been sent then. */
  constructor(client, operation, params, options) {
    this.client = client;
    this.params = readable('params', params);
    this.options = readable('options', options);
    const now = +Date.now(); // a patched one may return an object, whose code must not run while the core is asked
    const { core, ofCalls, key, user, account, agent } = client;
    call = this;
    const draft = drafting(() => check(ask(core, ({ open }, put) => open(
      operation, put(this.params), put(this.options), put(ofCalls), put(key), put(user), put(account), now,
    )), this));
    this.user = user;
    this.request = request(operation, draft, agent);
    if (this.warn) warn();
  }

  #ask(question) {
    call = this;
    return ask(this.client.core, question);
  }

  /** The status; 0 for none. */
  get #status() {
    return this.heard.statusCode ?? 0;
  }

  /** The caller's `AbortSignal`, if any. */
  get signal() {
    return own(this.options, 'signal');
  }

  /** Hands the request to the host and returns what it returns. Throws what the host throws. */
  send() {
    this.exchange = this.#ask(({ due }) => due(this.exchange));
    this.heard = SILENCE; // what an earlier attempt heard is not this one's
    return send(this.client.host, this.request, this.timeout);
  }

  /**
   * Takes the host's response. Returns the pause before the next attempt, in milliseconds, or a negative
   * number when the body is to be read. Throws what the host throws.
   */
  answered(response) {
    this.heard = hear(response);
    const random = +Math.random();
    return this.#ask(({ answered }) => answered(this.exchange, this.#status, this.heard.shouldRetry, random));
  }

  /** Starts to read the body; what comes back should be a promise. */
  read() {
    return this.heard.response.toJSON();
  }

  /**
   * Takes the failure of an attempt. Returns the pause before the next one, in milliseconds; throws a failure
   * when there is none.
   */
  failed(error, code = codeOf(error)) {
    const random = +Math.random();
    const pause = this.#ask(({ failed }) => failed(this.exchange, this.#status, code, random));
    if (pause >= 0) return pause;
    throw this.failure(-pause, error);
  }

  /** Judges the body: returns a copy of it that may be handed on. Throws a failure. */
  conclude(body) {
    let answer;
    try {
      answer = copy(body);
    } catch (thrown) {
      return this.failed(thrown, word());
    }
    const fault = this.#ask(({ judge }, put) => judge(
      this.asked, this.#status, put(answer), put(this.user), put(own(this.params, 'name')),
    ));
    if (fault) throw this.failure(fault, undefined, answer);
    return withLastResponse(answer, this.heard);
  }

  /** The failure of a call that its caller's signal aborted, with the signal's reason. */
  aborted(reason) {
    return this.failure(this.#ask(({ aborted }) => aborted()), reason);
  }

  /** A fault, as `toError` takes it: `class | failure << 8`, and one; 255 for an error that the API wrote. */
  failure(fault, detail, answer) {
    const { timeout, heard: { headers, statusCode, requestId } } = this;
    const type = (fault - 1) & 255;
    const failure = (fault - 1) >> 8;
    const heard = { headers, statusCode, requestId };
    if (failure !== 255) {
      const retries = this.#ask(({ retriesOf }) => retriesOf(this.exchange));
      return { type, failure, numbers: { retries, timeout, statusCode }, raw: { detail, ...heard } };
    }
    const { error } = answer;
    const raw = isRecord(error) ? error : { type: error, message: own(answer, 'error_description') };
    return { type, raw: { ...raw, ...heard } };
  }
}

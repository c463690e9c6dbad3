// One call: checked, with its request made. After each event the core says what to do; `run.js` does it.

import {
  ACTION_IGNORE,
  ACTION_SEND,
  actionAct,
  EVENT_BODY,
  EVENT_BODY_LOST,
  EVENT_LOST,
  EVENT_RESPONSE,
  exchangeRetries,
  faultReason,
} from '../contract.js';
import { random } from '../core/clock.js';
import { attempt, Bare, isRecord, own, quiet, warn } from '../core/objects.js';
import { readable } from '../core/read.js';
import { ask, word } from '../core/values.js';
import { check } from '../errors/faults.js';
import { request, send } from './request.js';

/** What is known before there is a response. @type {Record<string, any>} */
const SILENCE = new Bare();

const codeOf = (error) => attempt(() => quiet(error?.code));

const CARD = 'payload is a card number, which Stripe does not permit here.';

/** It inherits from nothing of the page's, so that no setter there sees its fields. */
export class Call extends Bare {
  /** Throws a fault; nothing has been sent then. */
  constructor(client, operation, params, options) {
    super();
    this.client = client;
    this.operation = operation;
    this.params = readable('params', params);
    this.options = readable('options', options);
    check(client.conflict); // now, since what has been read may have run code that binds somebody else
    const time = client.clock(); // before the core is asked, since a patched clock may run anything
    const { core, ofCalls, key, user, account, withoutId, agent } = client;
    const draft = new Bare();
    draft.form = '';
    check(
      ask(core, draft, ({ open }, put) =>
        open(
          operation,
          put(this.params),
          put(this.options),
          put(ofCalls),
          put(key),
          put(user),
          put(account),
          withoutId,
          time,
        ),
      ),
      this,
    );
    this.user = user;
    this.asked = draft.asked;
    this.exchange = draft.exchange;
    this.timeout = draft.timeout;
    this.heard = SILENCE;
    this.request = request(operation, draft, agent);
    if (draft.warn) warn('stripe-apps-secrets: ', CARD);
  }

  /** The number of the attempt that runs, or comes next; the first is 0. */
  get attempt() {
    return exchangeRetries(this.exchange);
  }

  /** The caller's `AbortSignal`, if any. */
  get signal() {
    return own(this.options, 'signal');
  }

  /** Hands the request to the host and returns what it returns. Throws what the host throws. */
  send() {
    return send(this.client.host, this.request, this.timeout);
  }

  /**
   * Takes an event of an attempt, and what it `brought` (a response that was heard, a copied answer) or the `error` that it is.
   * Returns an action of the core's. What an event brings that comes too late is not kept.
   */
  step(event, attempt, brought, error) {
    const heard = event === EVENT_RESPONSE ? brought : this.heard;
    const { answer, strays } = event === EVENT_BODY ? brought : SILENCE;
    const isLost = event === EVENT_LOST || event === EVENT_BODY_LOST; // their errors have codes
    const said = isLost ? word(codeOf(error)) : (heard.shouldRetry ?? 0);
    const chance = random();
    const into = new Bare();
    into.answer = answer;
    into.strays = strays;
    into.user = this.user;
    into.params = this.params;
    const action = ask(this.client.core, into, ({ step }) =>
      step(this.exchange, this.asked, attempt, event, heard.statusCode ?? 0, said, chance),
    );
    const act = actionAct(action);
    this.exchange = into.exchange;
    if (act !== ACTION_IGNORE) {
      this.heard = act === ACTION_SEND ? SILENCE : heard; // what an earlier attempt heard is not this one's
      this.answer = answer;
    }
    return action;
  }

  /** A fault of this call, as `toError` takes it, and what stands `beside` the API's own words. `clean` takes the payload out of what others wrote. */
  failure(fault, detail, clean) {
    const {
      timeout,
      attempt,
      heard: { headers, statusCode: status, requestId },
    } = this;
    const heard = { headers: clean(headers), statusCode: status, requestId };
    const values = { timeout, status, retries: attempt, method: this.request.method };
    if (faultReason(fault)) return { fault, raw: { detail, ...heard }, values };
    const answer = clean(this.answer);
    const error = own(answer, 'error');
    const raw = isRecord(error) ? error : { type: error, message: own(answer, 'error_description') };
    // An object of the API beside the error may be of another scope: listeners do not hear of it.
    const beside = own(answer, 'object') ? {} : answer;
    return { fault, raw: { ...raw, ...heard }, beside };
  }
}

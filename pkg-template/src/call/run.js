// Runs a call to its end: it holds the promise, the timer and the signal, and does what the core says after each event.

import { OURS } from '../client/client.js';
import {
  ACTION_FAIL,
  ACTION_FINISH,
  ACTION_READ,
  ACTION_SEND,
  ACTION_WAIT,
  actionAct,
  actionValue,
  EVENT_ABORT,
  EVENT_BODY,
  EVENT_BODY_LOST,
  EVENT_DUE,
  EVENT_LOST,
  EVENT_RESPONSE,
  EVENT_TIMER,
  packFault,
  REASON_SIGNAL_INVALID,
} from '../contract.js';
import { Bare, mute, nothing, own, promise, quiet, slice, start, warn } from '../core/objects.js';
import { word } from '../core/values.js';
import { isStripeError } from '../errors/classes.js';
import { toError } from '../errors/faults.js';
import { redactor, unquoted } from '../errors/redact.js';
import { copy } from './answer.js';
import { hear, withLastResponse } from './response.js';
import { onAbort } from './signal.js';
import { pause, timeoutError, watch } from './watch.js';

/** As much of a notice as the console shows, in UTF-16 units. */
const LONGEST_NOTICE = 1000;

/**
 * It inherits from nothing of the page's, so that no setter there sees its fields. What is done for an action is found by the
 * action's number; nothing is for one that is to be ignored.
 */
class Run extends Bare {
  /** @param listening - makes what hears of the call, if anybody listens */
  constructor(call, listening, resolve, reject) {
    super();
    this.call = call;
    this.resolve = resolve;
    this.reject = reject;
    this.clean = redactor(own(call.params, 'payload'));
    this.events = listening?.(call, this.clean);
    /** Stops the clock of the attempt, or of the pause. */
    this.stopClock = nothing;
    /** Lets go of the signal. */
    this.leave = nothing;
  }

  begin() {
    const { signal, attempt } = this.call;
    try {
      if (signal) {
        this.leave = onAbort(signal, () => this.abort());
        if (this.settled) return this.leave(); // it aborted while it was listened to
        if (quiet(signal.aborted)) return this.abort();
      }
    } catch {
      return this.settle(this.reject, toError({ fault: packFault(REASON_SIGNAL_INVALID, word('signal'), 0, 0) }));
    }
    this.on(EVENT_DUE, attempt);
  }

  /** Something happened, and `brought` a response or an answer, or an `error`. What follows is the core's to say. */
  on(event, attempt, brought, error) {
    if (this.settled) return; // a core that threw is not asked again about this call
    try {
      const action = this.call.step(event, attempt, brought, error);
      this[actionAct(action)]?.(actionValue(action), event, error);
    } catch (defect) {
      this.settle(this.reject, toError(defect));
    }
  }

  [ACTION_SEND]() {
    const { call } = this;
    this.stopClock = watch(this.losing(EVENT_TIMER), call.timeout);
    const sending = () => {
      const response = call.send();
      this.response = response;
      if (this.settled) this.stop(); // it was aborted as it was sent
      this.events?.sent();
      return response;
    };
    start(sending, this.taking(EVENT_RESPONSE, EVENT_LOST, hear), this.refusing());
  }

  /** The same as losing a response; but what a client of `/fetch` refuses has not been sent, and is the call's own end. */
  refusing() {
    const { client, attempt } = this.call;
    const lost = this.losing(EVENT_LOST);
    return (error) => {
      const isRefusal = client.ours && attempt === this.call.attempt && isStripeError(error);
      if (isRefusal) this.settle(this.reject, error);
      else lost(error);
    };
  }

  [ACTION_READ]() {
    const { response, notice } = this.call.heard;
    this.events?.heard();
    if (notice && typeof notice === 'string') warn('Stripe: ', slice(this.clean(notice), 0, LONGEST_NOTICE));
    const taking = this.taking(EVENT_BODY, EVENT_BODY_LOST, copy);
    start(() => response.toJSON(), taking, this.losing(EVENT_BODY_LOST));
  }

  [ACTION_WAIT](milliseconds) {
    this.stop();
    if (this.settled) return; // who hears that the request ends may abort the call
    const { attempt, heard } = this.call;
    this.stopClock = pause(() => this.on(EVENT_DUE, attempt), milliseconds);
    start(() => heard.response?.dispose?.(), nothing, nothing); // as stripe lets go of an answer that is asked for again
  }

  [ACTION_FINISH]() {
    const { answer, heard } = this.call;
    this.events?.ended(answer);
    this.settle(this.resolve, withLastResponse(answer, heard));
  }

  [ACTION_FAIL](fault, event, error) {
    const failure = this.call.failure(fault, this.detailOf(event, error), this.clean);
    if (event !== EVENT_ABORT) this.events?.ended(failure.beside && { ...failure.beside, error: failure.raw });
    this.settle(this.reject, toError(failure));
  }

  /** What is handed on of an error: our own as it is, others' without the payload. */
  detailOf(event, error) {
    if (event === EVENT_TIMER) return timeoutError();
    return this.clean(event === EVENT_BODY_LOST ? unquoted(error) : error);
  }

  /**
   * Ends the attempt, or the pause. V8 puts a function that is written where a property is set (`this.stop = () => …`) among its
   * old objects at once, and with it all that the function can reach, a whole answer.
   */
  stop() {
    this.stopClock();
    if (this.call.client.ours) mute(() => this.response[OURS]()); // the request ends, too
  }

  settle(settles, value) {
    this.settled = true;
    settles(value);
    this.stop();
    this.leave();
  }

  /** Takes something of the host's, reads it, and tells the core that it came, or that it was lost. */
  taking(event, lost, read) {
    const { attempt } = this.call;
    return (value) => {
      let brought;
      try {
        brought = read(value);
      } catch (error) {
        return this.on(lost, attempt, undefined, error);
      }
      this.on(event, attempt, brought);
    };
  }

  /** Tells the core that something was lost. */
  losing(event) {
    const { attempt } = this.call;
    return (error) => this.on(event, attempt, undefined, error);
  }

  abort() {
    const { signal, attempt } = this.call;
    let error;
    try {
      error = quiet(signal.reason);
    } catch (thrown) {
      error = thrown;
    }
    this.on(EVENT_ABORT, attempt, undefined, error);
  }
}

/**
 * Runs a call to its end. The promise always settles: the machine of `src/policy/exchange.rs` ends each call, each
 * attempt has a timer, and what anybody throws ends up in a rejection.
 *
 * @param listening - makes what hears of the call from the call and what cleans, as `eventsOf` does; where nobody can listen,
 *   a bundle has no events
 */
export const run = (call, listening) => promise((resolve, reject) => new Run(call, listening, resolve, reject).begin());

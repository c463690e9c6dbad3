// Runs a call: the promise, the timers, the signal and the events. What to do next is the core's to say.

import { errors } from './errors.js';
import { requestEvent, responseEvent } from './events.js';
import { redactor, unquoted } from './redact.js';
import { told, toError } from './thrown.js';
import { define, own, succeeds } from './values.js';

/** As stripe's own clients make it. */
export const timeoutError = () => Object.assign(new TypeError('ETIMEDOUT'), { code: 'ETIMEDOUT' });

/**
 * How long a host may take before a timer watches it, in turns of the microtask queue. One that answers from memory, as
 * a test's does, needs none, and a timer is the dearest part of a call in a browser.
 */
const TURNS = 4;

const invalidSignal = () => new errors.StripeInvalidRequestError({
  type: 'invalid_request_error', code: 'option_invalid', param: 'signal', message: 'signal must be an AbortSignal.',
});

/**
 * Runs a call to its end. The promise always settles: each attempt is raced with a timer and the signal, and
 * whatever the core or the host throws ends up in a rejection.
 *
 * @param call - a `Call` of the edge
 * @param emit - sends an event to the client's listeners
 */
export const run = (call, emit) => new Promise((resolve, reject) => {
  const { params, request, signal, timeout } = call;
  const bodies = own(call.client.config, 'emitEventBodies') === true;
  let end = () => {};
  let done = false;
  let sentAt;
  let heardAt;

  let redact;
  /** What others wrote, without the payload. Its writings are made once, and only for a call that has to search. */
  const clean = (value) => (redact ??= redactor(own(params, 'payload')))(value);
  const cleaned = (thrown) => {
    const { type, raw } = told(thrown);
    if (typeof type !== 'number') return thrown;
    const cleared = {};
    Object.keys(raw).forEach((field) => define(cleared, clean(field), clean(raw[field])));
    return { ...thrown, raw: cleared };
  };
  const tell = (event, data) => { succeeds(() => emit(event, () => clean(data()))); }; // what comes of it is not the call's
  /** `response`, once, when the last answer has been read; `body` is it. */
  const ended = (body) => {
    tell('response', () => responseEvent(request, sentAt, heardAt, call.heard, bodies ? body : undefined));
  };

  const finish = (settle, value) => {
    done = true;
    end();
    settle(value);
    try {
      signal?.removeEventListener('abort', abort);
    } catch {
      // The caller has the answer, and that is what counts.
    }
  };
  const fail = (thrown) => {
    let error;
    try {
      error = toError(cleaned(thrown));
    } catch (defect) {
      error = toError(defect);
    }
    finish(reject, error);
  };
  const abort = () => {
    if (done) return;
    let reason;
    try {
      reason = signal.reason;
    } catch (thrown) {
      reason = thrown;
    }
    fail(call.aborted(reason));
  };

  const attempt = () => {
    // An attempt that has ended hears nothing more: a late answer must not reach the next one.
    let live = true;
    const heard = (next) => (value) => {
      if (!live) return;
      try {
        next(value);
      } catch (thrown) {
        fail(thrown);
      }
    };
    const pause = (milliseconds) => {
      end();
      const timer = setTimeout(attempt, milliseconds);
      end = () => clearTimeout(timer);
    };

    /** Lets go of an answer that is asked for again, as stripe does. */
    const dismiss = (response, wait) => {
      pause(wait);
      try {
        response.dispose?.();
      } catch {
        // The host's own affair.
      }
    };

    let failed = heard((error) => pause(call.failed(unquoted(error))));
    const answered = heard((response) => {
      let wait;
      try {
        wait = call.answered(response);
      } catch (thrown) {
        return failed(thrown);
      }
      if (wait >= 0) return dismiss(response, wait);
      heardAt = Date.now();
      failed = heard((error) => {
        ended();
        call.failed(unquoted(error));
      });
      settled(() => call.read(), concluded);
    });
    const concluded = heard((body) => {
      let answer;
      try {
        answer = call.conclude(body);
      } catch (thrown) {
        const { failure, raw } = told(thrown);
        if (failure !== undefined) raw.detail = unquoted(raw.detail); // a body that is parsed when it is looked at
        // What the API wrote is told; what was withheld is not.
        ended(failure === undefined && raw ? { error: raw } : undefined);
        throw thrown;
      }
      ended(answer);
      finish(resolve, answer);
    });

    /** Starts something of the host's, which may throw, return anything, or never settle. */
    const settled = (start, then) => {
      let waits = true;
      const once = (next) => (value) => {
        if (waits) {
          waits = false; // a promise with a `then` of its own may call it twice
          next(value);
        }
      };
      const fails = once((error) => failed(error));
      try {
        Promise.resolve(start()).then(once(then), fails);
      } catch (thrown) {
        fails(thrown);
      }
    };

    let timer;
    end = () => {
      live = false;
      if (timer !== undefined) clearTimeout(timer);
    };
    /** Sets the attempt's timer after so many turns of the microtask queue. */
    const watch = (turns) => {
      if (!live) return;
      if (turns > 0) Promise.resolve(turns - 1).then(watch);
      else timer = setTimeout(() => failed(timeoutError()), timeout);
    };
    settled(() => {
      const promise = call.send();
      sentAt = Date.now();
      tell('request', () => requestEvent(request, sentAt, bodies ? params : undefined));
      return promise;
    }, answered);
    watch(TURNS);
  };

  try {
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) return abort();
  } catch {
    return finish(reject, invalidSignal());
  }
  if (!done) attempt();
});

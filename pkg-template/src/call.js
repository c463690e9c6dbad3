// One call: the promise, the timers, the signal and the events. What to do next is the core's to say.

import { errors } from './errors.js';
import { requestEvent, responseEvent } from './events.js';
import { payloadOf, plain } from './primitives.js';
import { redactor, unquoted } from './redact.js';
import { toError } from './thrown.js';

/** The steps of a call, by the numbers that the core knows them by (`src/edge/exports.rs`). */
const [SEND, ANSWERED, FAILED, READ, UNREADABLE, CONCLUDE, ABORTED, TIMEOUT, SIGNAL, REQUEST, HEARD, BODIES] =
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
export const [PARAMS, OPTIONS] = [12, 13];

const timeoutError = () => Object.assign(new TypeError('ETIMEDOUT'), { code: 'ETIMEDOUT' });

const invalidSignal = () => new errors.StripeInvalidRequestError({
  type: 'invalid_request_error', code: 'option_invalid', param: 'signal', message: 'signal must be an AbortSignal.',
});

/**
 * Runs an opened call to its end. The promise always settles: each attempt is raced with a timer and
 * the signal, and whatever the core or the host throws ends up in a rejection.
 *
 * @param call - the core's call; it is freed at the end
 * @param emit - sends an event to the client's listeners
 */
export const run = (call, emit) => new Promise((resolve, reject) => {
  // Whether the core is at work: it must not be asked twice at once, and a host may abort while it is called.
  let busy = false;
  let done = false;
  const step = (event, value) => {
    busy = true;
    try {
      return call.step(event, value);
    } finally {
      busy = false;
    }
  };

  const signal = step(SIGNAL);
  const bodies = step(BODIES) === true;
  let end = () => {};
  let sentAt;
  let heardAt;

  /** What others wrote, without the payload. */
  const clean = (value) => redactor(payloadOf(step(PARAMS)))(value);
  /** The error of what the core threw. */
  const errorOf = (thrown) => {
    const { type, raw } = Object(thrown);
    if (type >= 0) for (const field in raw) raw[field] = clean(raw[field]);
    return toError(thrown);
  };
  const tell = (event, data) => emit(event, () => clean(data()));

  const finish = (settle, value) => {
    done = true;
    end();
    settle(value);
    try {
      call.free();
      signal?.removeEventListener('abort', abort);
    } catch {
      // After a trap the call cannot be freed. The caller has its answer, and that is what counts.
    }
  };
  const abort = () => {
    if (done) return;
    if (busy) return queueMicrotask(abort);
    try {
      step(ABORTED, signal.reason);
    } catch (thrown) {
      finish(reject, errorOf(thrown));
    }
  };
  /** `response`, once, when the last answer has been read; `body` is it. */
  const ended = (body) => {
    tell('response', () => responseEvent(step(REQUEST), sentAt, heardAt, step(HEARD), bodies ? body : undefined));
  };

  const attempt = () => {
    // An attempt that has ended hears nothing more: a late answer must not reach the next one.
    let live = true;
    const heard = (next) => (value) => {
      if (!live) return;
      try {
        next(value);
      } catch (thrown) {
        finish(reject, errorOf(thrown));
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

    let failed = heard((error) => pause(step(FAILED, error)));
    const answered = heard((response) => {
      let wait;
      try {
        wait = step(ANSWERED, response);
      } catch (thrown) {
        return failed(thrown);
      }
      if (wait >= 0) return dismiss(response, wait);
      heardAt = Date.now();
      failed = heard((error) => {
        ended();
        step(UNREADABLE, unquoted(error));
      });
      settled(() => step(READ), concluded);
    });
    const concluded = heard((body) => {
      let answer;
      try {
        answer = step(CONCLUDE, body);
      } catch (thrown) {
        // What the API wrote is told; what was withheld is not.
        ended(thrown.failure === undefined && thrown.raw ? { error: thrown.raw } : undefined);
        throw thrown;
      }
      ended(answer);
      finish(resolve, answer);
    });

    /** Starts something of the host's, which may throw, return anything, or never settle. */
    const settled = (start, then) => {
      try {
        Promise.resolve(start()).then(then, (error) => failed(error));
      } catch (thrown) {
        failed(thrown);
      }
    };

    const timer = setTimeout(() => failed(timeoutError()), step(TIMEOUT));
    end = () => {
      live = false;
      clearTimeout(timer);
    };
    settled(() => {
      const promise = step(SEND);
      sentAt = Date.now();
      tell('request', () => requestEvent(step(REQUEST), sentAt, bodies ? plain(step(PARAMS)) : undefined));
      return promise;
    }, answered);
  };

  try {
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) return abort();
  } catch {
    return finish(reject, invalidSignal());
  }
  attempt();
});

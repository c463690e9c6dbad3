// One call: the promise, the timers, the signal and the events. What to do next is the core's to say.

import { requestEvent, responseEvent } from './events.js';
import { plain } from './primitives.js';
import { toError } from './thrown.js';

/** The steps of a call, by the numbers that the core knows them by (`src/edge/exports.rs`). */
const [SEND, ANSWERED, FAILED, READ, UNREADABLE, CONCLUDE, ABORTED, TIMEOUT, SIGNAL, REQUEST, HEARD, BODIES] =
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
export const [PARAMS, OPTIONS] = [12, 13];

const timeoutError = () => Object.assign(new TypeError('ETIMEDOUT'), { code: 'ETIMEDOUT' });

/**
 * Runs an opened call to its end. The promise always settles: each attempt is raced with a timer and
 * the signal, and whatever the core or the host throws ends up in a rejection.
 *
 * @param call - the core's call; it is freed at the end
 * @param emit - sends an event to the client's listeners
 */
export const run = (call, emit) => new Promise((resolve, reject) => {
  const signal = call.step(SIGNAL);
  const bodies = call.step(BODIES) === true;
  let end = () => {};
  let sent;
  let heardAt;

  const finish = (settle, value) => {
    end();
    settle(value);
    try {
      signal?.removeEventListener('abort', abort);
      call.free();
    } catch {
      // After a trap the call cannot be freed. The caller has its answer, and that is what counts.
    }
  };
  const abort = () => {
    try {
      call.step(ABORTED, signal.reason);
    } catch (thrown) {
      finish(reject, toError(thrown));
    }
  };
  /** `response`, once, when the last answer has been read; `body` is it. */
  const tell = (body) => {
    if (sent) emit('response', responseEvent(sent, heardAt, call.step(HEARD), bodies ? body : undefined));
  };

  const attempt = () => {
    // An attempt that has ended hears nothing more: a late answer must not reach the next one.
    let live = true;
    const heard = (step) => (value) => {
      if (!live) return;
      try {
        step(value);
      } catch (thrown) {
        finish(reject, toError(thrown));
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

    let failed = heard((error) => pause(call.step(FAILED, error)));
    const answered = heard((response) => {
      let wait;
      try {
        wait = call.step(ANSWERED, response);
      } catch (thrown) {
        return failed(thrown);
      }
      if (wait >= 0) return dismiss(response, wait);
      heardAt = Date.now();
      failed = heard((error) => {
        tell();
        call.step(UNREADABLE, error);
      });
      settled(() => call.step(READ), concluded);
    });
    const concluded = heard((body) => {
      let answer;
      try {
        answer = call.step(CONCLUDE, body);
      } catch (thrown) {
        // What the API wrote is told; what was withheld is not.
        tell(thrown.failure === undefined && thrown.raw && { error: thrown.raw });
        throw thrown;
      }
      tell(answer);
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

    const timer = setTimeout(() => failed(timeoutError()), call.step(TIMEOUT));
    end = () => {
      live = false;
      clearTimeout(timer);
    };
    settled(() => {
      const promise = call.step(SEND);
      sent = requestEvent(call.step(REQUEST), bodies ? plain(call.step(PARAMS)) : undefined);
      emit('request', sent);
      return promise;
    }, answered);
  };

  if (signal?.aborted) return abort();
  signal?.addEventListener('abort', abort);
  attempt();
});

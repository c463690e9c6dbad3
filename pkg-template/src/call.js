// One call: the promise, and the timers. What to do next is the core's to say.

import { toError } from './thrown.js';

/** The events of a call, by the numbers that the core knows them by. */
const [SEND, ANSWERED, FAILED, READ, UNREADABLE, CONCLUDE, TIMEOUT] = [0, 1, 2, 3, 4, 5, 6];

const timeoutError = () => Object.assign(new TypeError('ETIMEDOUT'), { code: 'ETIMEDOUT' });

/**
 * Runs an opened call to its end. The promise always settles: each attempt is raced with a timer, and
 * whatever the core or the host throws ends up in a rejection.
 */
export const run = (call) => new Promise((resolve, reject) => {
  const finish = (settle, value) => {
    settle(value);
    try {
      call.free();
    } catch {
      // After a trap the call cannot be freed. The caller has its answer, and that is what counts.
    }
  };

  const attempt = () => {
    // An attempt that has ended hears nothing more: a late answer must not reach the next one.
    let live = true;
    const heard = (step) => (value) => {
      if (!live) return;
      try {
        step(value);
      } catch (thrown) {
        end();
        finish(reject, toError(thrown));
      }
    };
    const end = () => {
      live = false;
      clearTimeout(timer);
    };
    const pause = (milliseconds) => {
      end();
      setTimeout(attempt, milliseconds);
    };

    let failed = heard((error) => pause(call.step(FAILED, error)));
    const answered = heard((response) => {
      let wait;
      try {
        wait = call.step(ANSWERED, response);
      } catch (thrown) {
        return failed(thrown);
      }
      if (wait >= 0) return pause(wait);
      failed = heard((error) => call.step(UNREADABLE, error));
      settled(() => call.step(READ), concluded);
    });
    const concluded = heard((body) => {
      const answer = call.step(CONCLUDE, body);
      end();
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
    settled(() => call.step(SEND), answered);
  };

  attempt();
});

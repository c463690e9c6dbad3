// The time that a request has, from its start to the last byte of its answer.

import { MAX_TIMEOUT, TIMEOUT } from '../contract.js';
import { startTimer, stopTimer, timeoutError } from '../entries/shared.js';

/** In milliseconds. Any timeout but a positive number means the default. */
const milliseconds = (timeout) => (timeout > 0 ? Math.min(timeout, MAX_TIMEOUT) : TIMEOUT);

/**
 * A request's time. `within` ends what it waits for when the time is up or the request is given up, also where `fetch`
 * takes no notice of its signal.
 */
export const begin = (timeout) => {
  let timer;
  let giveUp;
  let over = false;
  const up = new Promise((_, reject) => {
    giveUp = reject;
  });
  up.catch(() => {}); // Nobody may be waiting any more.
  const attempt = {
    /** What aborts it, once it has been sent. */
    /** @type {AbortController | undefined} */
    controller: undefined,
    /** Kept, since in Node.js a signal reaches `fetch` only as long as the request has not been collected as garbage. */
    /** @type {Request | undefined} */
    request: undefined,
    /** The error that it was given up with. */
    /** @type {(Error & { code?: string }) | undefined} */
    failed: undefined,
    within: (start) => Promise.race([start(), up]),
    /** Stops the clock. */
    end: () => {
      over = true;
      stopTimer(timer);
    },
    abort: (reason) => {
      try {
        attempt.controller?.abort(reason);
      } catch {
        // The page's own; nobody waits for it.
      }
    },
    /** Ends the request, and whatever waits for it. Nothing happens to one that has ended. */
    fail: (error) => {
      if (over) return;
      attempt.end();
      attempt.failed = error;
      giveUp(error);
      attempt.abort(error);
    },
  };
  timer = startTimer(() => attempt.fail(timeoutError()), milliseconds(timeout));
  return attempt;
};

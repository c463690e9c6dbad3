// The time that a request has, from its start to the last byte of its answer.

import { MAX_TIMEOUT, TIMEOUT } from '../contract.js';
import { timeoutError } from '../entries/shared.js';

/** In milliseconds. A timeout that is no positive number stands for the default. */
const milliseconds = (timeout) => (timeout > 0 ? Math.min(timeout, MAX_TIMEOUT) : TIMEOUT);

/**
 * A request's time. `within` ends what it waits for when the time is up, also where `fetch` takes no notice of its
 * signal.
 */
export const begin = (timeout, controller, request) => {
  let timer;
  const attempt = {
    /** Kept, since in Node.js a signal reaches `fetch` only as long as the request has not been collected as garbage. */
    request,
    /** The error of a time that was up. */
    /** @type {Error | undefined} */
    expired: undefined,
    within: (start) => Promise.race([start(), up]),
    /** Stops the clock. */
    end: () => clearTimeout(timer),
    abort: (reason) => {
      try {
        controller.abort(reason);
      } catch {
        // The page's own; nobody waits for it.
      }
    },
  };
  const up = new Promise((_, reject) => {
    timer = setTimeout(() => {
      attempt.expired = timeoutError();
      reject(attempt.expired);
      attempt.abort(attempt.expired);
    }, milliseconds(timeout));
  });
  up.catch(() => {}); // Nobody may be waiting any more.
  return attempt;
};

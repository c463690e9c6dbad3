// The clock of an attempt.

import { startTimer, stopTimer } from '../core/clock.js';

/** As stripe's own clients make it. */
export const timeoutError = () => Object.assign(new TypeError('ETIMEDOUT'), { code: 'ETIMEDOUT' });

/**
 * How long a host may take before a timer watches it, in turns of the microtask queue. One that answers from memory, as
 * a test's does, needs none, and a timer is the dearest part of a call in a browser.
 */
const TURNS = 4;

/** Calls `late` after a time, in milliseconds. Returns what stops the clock. */
export const watch = (late, timeout) => {
  let timer;
  let stopped = false;
  const turn = (turns) => {
    if (stopped) return;
    if (turns > 0) Promise.resolve(turns - 1).then(turn);
    else timer = startTimer(late, timeout);
  };
  turn(TURNS);
  return () => {
    stopped = true;
    if (timer !== undefined) stopTimer(timer);
  };
};

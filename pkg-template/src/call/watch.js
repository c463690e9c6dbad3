// The clocks of a call: of an attempt, and of a pause before the next.

import { startTimer, stopTimer } from '../core/clock.js';
import { define } from '../core/objects.js';

const Failure = TypeError; // captured, as every built-in that the end of a call depends on

/** As stripe's own clients make it. */
export const timeoutError = () => {
  const error = new Failure('ETIMEDOUT');
  define(error, 'code', 'ETIMEDOUT');
  return error;
};

/**
 * How long a host may take before a timer watches it, in turns of the microtask queue. One that answers from memory, as
 * a test's does, needs none, and a timer is the dearest part of a call in a browser.
 */
const TURNS = 4;

/** Calls `late` after a time, in milliseconds. Returns what stops the clock. */
export const watch = (late, timeout) => {
  let timer;
  let stopped = false;
  const wait = async () => {
    for (let turns = 0; turns < TURNS && !stopped; turns++) await undefined;
    if (!stopped) timer = startTimer(late, timeout);
  };
  wait();
  return () => {
    stopped = true;
    if (timer !== undefined) stopTimer(timer);
  };
};

/** Calls `act` after a pause, in milliseconds. Returns what ends the pause. */
export const pause = (act, milliseconds) => {
  const timer = startTimer(act, milliseconds);
  return () => stopTimer(timer);
};

// The page's timers, clock and chance. They are looked up at use, so that a test's fake ones count; where a patched one
// throws, the one that was there when the package loaded serves.

import { quiet } from './objects.js';

const { setTimeout: start, clearTimeout: stop } = globalThis;
const { now: clock } = Date;
const { random: chance } = Math;

const either = (patched, own) => {
  try {
    return quiet(patched());
  } catch {
    return own();
  }
};

export const startTimer = (act, milliseconds) =>
  either(
    () => setTimeout(act, milliseconds),
    () => start(act, milliseconds),
  );
export const stopTimer = (timer) =>
  either(
    () => clearTimeout(timer),
    () => stop(timer),
  );

/** What is patched may return an object, whose code must not run later, or no number. */
const number = (patched, own) => {
  const value = either(() => +quiet(patched()), own);
  return value - value === 0 ? value : own();
};

/** In milliseconds. */
export const now = () => number(() => Date.now(), clock);
export const random = () => number(() => Math.random(), chance);

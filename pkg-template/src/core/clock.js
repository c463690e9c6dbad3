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

/** In milliseconds. A patched one may return an object, whose code must not run later, or not a number. */
export const now = () => {
  const time = either(() => +quiet(Date.now()), clock);
  return time - time === 0 ? time : clock();
};
/** In 0 to 1. A patched one may return anything: the core bounds what it makes of it. */
export const random = () => either(() => +quiet(Math.random()), chance);

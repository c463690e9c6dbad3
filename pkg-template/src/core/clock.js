// The page's timers, clock and chance. They are looked up at use, so that a test's fake ones count; where a patched one
// throws, the one that was there when the package loaded serves.

const { setTimeout: start, clearTimeout: stop } = globalThis;
const { now: clock } = Date;
const { random: chance } = Math;

const either = (patched, own) => {
  try {
    return patched();
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
/** In milliseconds. A patched one may return an object, whose code must not run later. */
export const now = () => either(() => +Date.now(), clock);
export const random = () => either(() => +Math.random(), chance);

/** Timers that fire when a test says so, in the order of their time. */

/** Puts them in place of the page's, for the time of `act`. */
export async function withTimers(act) {
  const { setTimeout, clearTimeout } = globalThis;
  const timers = new Map();
  let now = 0;
  let last = 0;
  Object.assign(globalThis, {
    setTimeout: (fire, milliseconds = 0) => {
      timers.set(++last, { due: now + milliseconds, milliseconds, fire });
      return last;
    },
    clearTimeout: (timer) => timers.delete(timer),
  });

  /** The timer that is due next, of those that wait no longer than this. */
  const next = (longest) =>
    [...timers].filter(([, { milliseconds }]) => milliseconds <= longest).sort(([, a], [, b]) => a.due - b.due)[0];

  const clock = {
    /** How long the timer waits that would fire next; undefined where there is none. */
    waits: (longest) => next(longest)?.[1].milliseconds,
    fire: (longest) => {
      const [timer, { due, fire }] = next(longest);
      timers.delete(timer);
      now = Math.max(now, due);
      fire();
    },
  };
  try {
    return await act(clock);
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }
}

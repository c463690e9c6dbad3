/**
 * Timers that do not make a test wait for the pauses between attempts: up to ten seconds pass at once. It takes the place of
 * `setTimeout`; what it returns is the real one, for the limits of the tests.
 */
const LONGEST_PAUSE = 10_000;

export function hurry(globals = globalThis) {
  const { setTimeout: set, clearTimeout: clear } = globals;
  globals.setTimeout = (action, milliseconds, ...rest) =>
    set(action, milliseconds <= LONGEST_PAUSE ? 0 : milliseconds, ...rest);
  const sleep = (milliseconds) => new Promise((resolve) => { set(resolve, milliseconds); });
  return {
    sleep,
    /** How a promise ended: `{ value }`, `{ error }`, or `{ late: true }` after so many milliseconds. */
    async ended(promise, milliseconds) {
      let id;
      const late = new Promise((resolve) => { id = set(() => resolve({ late: true }), milliseconds); });
      try {
        return await Promise.race([promise.then((value) => ({ value }), (error) => ({ error })), late]);
      } finally {
        clear(id);
      }
    },
  };
}

/**
 * The timers of what is tested: counted, and where a test wants it hurried, so that nobody waits for the pauses between
 * attempts. To be called before the package is loaded: it takes the place of `setTimeout`. For Node and for browsers.
 */

/** Longer than any call may take here, in milliseconds. What never settles takes any time; a busy machine some of it. */
const LIMIT = 20_000;

/** No pause between two attempts is longer, in milliseconds. */
export const PAUSES = 10_000;

/**
 * @param hurried - pauses of up to so many milliseconds pass at once
 * @returns `count()`, the timers that are set and neither run nor cleared; `sleep` and `ended`, which take real time
 */
export function takeTimers(hurried = 0, globals = globalThis) {
  const { setTimeout: set, clearTimeout: clear } = globals;
  const running = new Set();
  const setTimeout = (action, milliseconds, ...rest) => {
    const id = set(
      (...args) => {
        running.delete(id);
        action(...args);
      },
      milliseconds <= hurried ? 0 : milliseconds,
      ...rest,
    );
    running.add(id);
    return id;
  };
  const clearTimeout = (id) => {
    running.delete(id);
    clear(id);
  };
  Object.assign(globals, { setTimeout, clearTimeout });
  return {
    count: () => running.size,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        set(resolve, milliseconds);
      }),
    /** How what `start` starts ends: `{ value }`, `{ error }`, `{ thrown }` or `{ late: true }`. */
    async ended(start, milliseconds = LIMIT) {
      let promise;
      try {
        promise = start();
      } catch (thrown) {
        return { thrown };
      }
      let id;
      const late = new Promise((resolve) => {
        id = set(() => resolve({ late: true }), milliseconds);
      });
      const settled = (async () => {
        try {
          return { value: await promise };
        } catch (error) {
          return { error };
        }
      })();
      return Promise.race([settled, late]).finally(() => clear(id));
    },
  };
}

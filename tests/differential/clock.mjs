/**
 * A clock that stands still until it is told to go on: timers fire in their order, at once, and the time that a
 * library sees is exact. So a case that waits for minutes takes none, and waits can be compared to the millisecond.
 */
import FakeTimers from '@sinonjs/fake-timers';

/** When every case begins, in milliseconds since the Unix epoch. */
export const START = Date.UTC(2026, 10, 1);

/** More timers than any case needs: one that passes this goes round in circles. */
const MOST_TIMERS = 5000;

/** Lets every promise that can settle do so. Real time, not the clock's. */
const settlePromises = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs `body` under the clock until what it returns has settled, or nothing is left that could settle it.
 *
 * @param {number} random what `Math.random` answers meanwhile
 * @param {(clock: { now(): number }) => Promise<T>} body
 * @returns {Promise<{ settled: boolean, value?: T, timersLeft: number }>}
 * @template T
 */
export async function underClock(random, body) {
  const clock = FakeTimers.install({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const { random: realRandom } = Math;
  Math.random = () => random;
  try {
    const outcome = { settled: false };
    const running = body({ now: () => clock.now - START }).then((value) =>
      Object.assign(outcome, { settled: true, value }),
    );
    running.catch((error) => Object.assign(outcome, { settled: true, error }));
    for (let fired = 0; fired < MOST_TIMERS; fired++) {
      await settlePromises();
      await settlePromises();
      if (outcome.settled || clock.countTimers() === 0) break;
      clock.next();
    }
    if (outcome.error) throw outcome.error;
    return { ...outcome, timersLeft: clock.countTimers() };
  } finally {
    clock.uninstall();
    Math.random = realRandom;
  }
}

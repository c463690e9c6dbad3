/**
 * Times candidates in turn, so that whatever else the machine does falls on each alike. In plain JavaScript, for Node and
 * browsers.
 */

/**
 * Runs `rounds` rounds; in each, every candidate's `work()` is timed once, and who begins changes from round to round.
 * Returns the milliseconds of each round by name: `{ [name]: number[] }`.
 */
export async function interleaved(works, rounds, now = () => performance.now()) {
  const names = Object.keys(works);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length];
      const started = now();
      await works[name]();
      times[name].push(now() - started);
    }
  }
  return times;
}

/** One call after the other, `count` times. */
export const inSequence = (call, client, count) => async () => {
  for (let i = 0; i < count; i++) await call(client);
};

/** Every run of something that makes choices: each is played from its beginning, and differs from the one before in its last choice. */

/**
 * @param run - gets `choose(count)`, which returns a number below `count`; it has to choose the same way again where it got
 *   the same numbers
 * @param limit - more runs than this are a mistake in the bounds
 * @returns how many runs there were
 */
export async function explore(run, limit) {
  let path = [];
  for (let runs = 1; ; runs++) {
    if (runs > limit) throw new Error(`More than ${limit} runs`);
    const taken = [];
    const choose = (count) => {
      const choice = path[taken.length] ?? 0;
      taken.push([choice, count]);
      return choice;
    };
    await run(choose);
    while (taken.length && taken[taken.length - 1][0] + 1 === taken[taken.length - 1][1]) taken.pop();
    if (!taken.length) return runs;
    path = taken.map(([choice]) => choice);
    path[path.length - 1]++;
  }
}

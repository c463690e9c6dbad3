/**
 * What costs much and seldom finds something is left to the full run. For Node, and for bundles that say what it is.
 *
 *   TEST_ALL   1 leaves nothing out: `cargo xtask test --all` sets it
 */
export const ALL = process.env.TEST_ALL === '1';

/** Why such a test is skipped, or false. */
export const skipUnlessAll = ALL ? false : '--all runs it';

/**
 * Of rows with a case in each column, as one list, every fourth case: some of each row, and some of each column.
 *
 * @template T
 * @param {T[][]} rows
 * @returns {T[]}
 */
export const thinned = (rows) =>
  rows.flatMap((cases, row) => (ALL ? cases : cases.filter((_, column) => (row + column) % 4 === 0)));

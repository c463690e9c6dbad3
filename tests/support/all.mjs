/**
 * What costs much and seldom finds something is left to the full run. For Node and for browsers: `pagesInChromium` tells its
 * pages.
 *
 *   TEST_ALL   1 leaves nothing out: `cargo xtask test --all` sets it
 */
export const ALL = (globalThis.process?.env ?? /** @type {any} */ (globalThis)).TEST_ALL === '1';

/** Why such a test is skipped, or false. */
export const skipUnlessAll = ALL ? false : '--all runs it';

/**
 * Rows with a case in each column, thinned out to every fourth: some of each row, and some of each column.
 *
 * @template T
 * @param {T[][]} rows
 */
export const thinned = (rows) =>
  rows.map((cases, row) => (ALL ? cases : cases.filter((_, column) => (row + column) % 4 === 0)));

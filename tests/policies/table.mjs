/** The table of docs/support.md: what ran, and on which engine, for each entry. Made of what was seen. */

const CORES = { wasm: 'WebAssembly', javascript: 'interpreter' };

/** How an entry did: the core that ran, or the code that its constructor threw. */
export const outcome = ({ problems, code, counts }) => {
  if (problems.length > 0) return 'failed';
  if (code) return `\`${code}\``;
  const ran = Object.keys(CORES).filter((core) => counts[core] > 0);
  return ran.map((core) => CORES[core]).join(' and ');
};

/** Rows with the same cells become one: `places` are where these are the same. */
function rowsOf(seen) {
  const rows = new Map();
  for (const {
    surroundings: { policy, place },
    outcomes,
  } of seen) {
    const key = JSON.stringify([policy, outcomes]);
    if (!rows.has(key)) rows.set(key, { policy, outcomes, places: [] });
    rows.get(key).places.push(place);
  }
  return [...rows.values()];
}

/**
 * @param names - of the entries
 * @param seen - for each surroundings the outcome of each entry, in that order
 */
export function table(names, seen) {
  const everywhere = [...new Set(seen.map(({ surroundings }) => surroundings.place))];
  const where = ({ policy, places }) =>
    places.length === everywhere.length ? policy : `${policy} (${places.join(', ')})`;
  return [
    `In Chromium, each in: ${everywhere.join('; ')}.`,
    '',
    `| Content-Security-Policy | ${names.map((name) => `\`${name}\``).join(' | ')} |`,
    `| --- | ${names.map(() => '---').join(' | ')} |`,
    ...rowsOf(seen).map((row) => `| ${where(row)} | ${row.outcomes.join(' | ')} |`),
  ].join('\n');
}

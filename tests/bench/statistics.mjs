/** The summary of many rounds: the fastest, the median, and between which values the middle half lies. */

/** The value below which `part` of the values lie, interpolated. */
export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

const summary = (values) => ({
  fastest: Math.min(...values),
  median: quantile(values, 0.5),
  middle: [quantile(values, 0.25), quantile(values, 0.75)],
});

/**
 * Rounds as results: `{ [name]: { value, ratio, runs } }`. Each candidate's ratio is to `reference`: of the fastest rounds, of the
 * medians, and for `middle` of the rounds pair by pair, which shared the machine's mood.
 *
 * @param times - the duration of each round by name
 * @param basis - which figure counts, `fastest` or `median`
 * @param scale - from a round's duration to the unit of the figure
 */
export function compared(times, reference, basis, scale) {
  const base = summary(times[reference]);
  return Object.fromEntries(
    Object.entries(times).map(([name, values]) => {
      const own = summary(values);
      const pairs = values.map((value, round) => value / times[reference][round]);
      const ratio = {
        fastest: own.fastest / base.fastest,
        median: own.median / base.median,
        middle: summary(pairs).middle,
      };
      const runs = {
        rounds: values.length,
        fastest: own.fastest * scale,
        median: own.median * scale,
        middle: own.middle.map((value) => value * scale),
        ratio,
      };
      return [name, { value: runs[basis], ratio: ratio[basis], runs }];
    }),
  );
}

/** Exact values as results, with ratios. */
export function exact(values, reference) {
  const ratio = (value) => (Number.isFinite(value) && values[reference] > 0 ? value / values[reference] : null);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, ratio: ratio(value) }]));
}

/**
 * Carries out one part of the benchmark and prints its groups as JSON.
 *
 *   node measure.mjs PART [--quick]
 *
 *   PACKAGE_DIR    the package to measure [default: pkg/ in the checkout]
 *   CHROMIUM_PATH  the browser's command
 */
import { PARTS } from './parts.mjs';

/** With `--quick`, this part of the rounds. */
const QUICK = 0.2;

const [name, ...flags] = process.argv.slice(2);
const part = PARTS[name];
if (!part) throw new Error(`PART is one of ${Object.keys(PARTS).join(', ')}`);
const groups = await part({ part: flags.includes('--quick') ? QUICK : 1 });
// Lists keep the order in which tables show the candidates.
for (const figure of groups.flatMap(({ figures }) => figures)) {
  figure.results = Object.entries(figure.results).map(([of, result]) => ({ of, ...result }));
}
process.stdout.write(`${JSON.stringify(groups)}\n`);

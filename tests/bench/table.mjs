/** The sizes as tables: five rows for the README, and all of them for docs/performance.md. */
import { readFileSync } from 'node:fs';
import { moduleOf, REFERENCE, SMALLEST } from './candidates.mjs';

/** What stands beside the sizes in the README: what an import does where WebAssembly is forbidden. */
const WITHOUT_WEBASSEMBLY = {
  [moduleOf('.')]: 'works, interpreted',
  [moduleOf('/wasm')]: 'throws `webassembly_forbidden`',
  [moduleOf('/js')]: 'works, always interpreted',
  [REFERENCE]: 'works',
  [SMALLEST]: 'works',
};

const WHAT = {
  [moduleOf('.')]: 'WebAssembly, or the interpreter where it is forbidden',
  [moduleOf('/wasm')]: 'WebAssembly',
  [moduleOf('/js')]: 'the same bytes, interpreted',
  [moduleOf('/store')]: 'read or null and JSON, over the engines of the main entry, without the class `Stripe`',
  [moduleOf('/fetch')]: 'beside another entry: an HTTP client over `fetch`; an extension needs none',
  [REFERENCE]: 'everything',
  [SMALLEST]: 'everything',
};

const version = (module) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${module}/package.json`, import.meta.url), 'utf8')).version;
const named = (module) => ([REFERENCE, SMALLEST].includes(module) ? `\`stripe\` ${version(module)}` : `\`${module}\``);

const kilobytes = (bytes, decimals = 1) => `${(bytes / 1000).toFixed(decimals)} KB`;
const line = (cells) => `| ${cells.join(' | ')} |`;

/** A table: a column for each head, made by its function of a module. */
function tableOf(modules, columns) {
  const heads = Object.keys(columns);
  const rows = modules.map((module) => Object.values(columns).map((cell) => cell(module)));
  return [heads, heads.map(() => '---'), ...rows].map(line).join('\n');
}

/** @param added - bytes by module and format, as `addedBytes` returns them */
export function tables(added) {
  const times = (format, peer) => (module) => `${(added[module][format] / added[peer][format]).toFixed(2)} ×`;
  const sizes = {
    import: named,
    'adds, gzipped': (module) => kilobytes(added[module].gzip),
    [`÷ ${named(REFERENCE)}`]: times('gzip', REFERENCE),
    [`÷ ${named(SMALLEST)}`]: times('gzip', SMALLEST),
  };
  const raw = times('raw', REFERENCE);
  const measured = (rows) => Object.keys(rows).filter((module) => module in added);
  return {
    readme: tableOf(measured(WITHOUT_WEBASSEMBLY), {
      ...sizes,
      'where WebAssembly is forbidden': (module) => WITHOUT_WEBASSEMBLY[module],
    }),
    performance: tableOf(measured(WHAT), {
      ...sizes,
      [`unpacked, ÷ ${version(REFERENCE)}`]: (module) => `${kilobytes(added[module].raw, 0)}, ${raw(module)}`,
      'what it is': (module) => WHAT[module],
    }),
  };
}

const FIGURE = /(\d+(?:\.\d+)?)(?= KB| ×)/;

/**
 * Whether a table says what `made` says. Compilers differ by a few bytes, so a figure may differ by one in its last digit,
 * and no word of the rest.
 */
export function agrees(shown, made) {
  const [one, other] = [shown, made].map((text) => text.split(FIGURE));
  return (
    one.length === other.length &&
    one.every((part, index) => (index % 2 ? near(part, other[index]) : part === other[index]))
  );
}

function near(shown, made) {
  const decimals = (text) => text.split('.')[1]?.length ?? 0;
  const steps = (text) => Math.round(Number(text) * 10 ** decimals(made));
  return decimals(shown) === decimals(made) && Math.abs(steps(shown) - steps(made)) <= 1;
}

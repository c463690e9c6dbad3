/** The sizes at the head of the README, made of what was measured. */
import { readFileSync } from 'node:fs';
import { moduleOf, REFERENCE, SMALLEST } from './candidates.mjs';

const [MAIN, WASM] = ['.', '/wasm'].map(moduleOf);

/** What the table has a row for where it was measured. */
const ROWS = {
  [WASM]: 'Rust as WebAssembly',
  [moduleOf('/js')]: 'the same bytes, interpreted: for a Content-Security-Policy that forbids WebAssembly',
  [MAIN]: 'WebAssembly, and the interpreter where it is refused: safe without knowing the policy',
  [moduleOf('/store')]: 'read or null, JSON, over the same two engines and without the `Stripe` class',
  [moduleOf('/fetch')]: "beside one of these, a client over the page's own `fetch`; an extension needs none",
  [REFERENCE]: 'everything',
  [SMALLEST]: 'everything',
};

const version = (module) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${module}/package.json`, import.meta.url), 'utf8')).version;

const kilobytes = (bytes, decimals = 1) => `${(bytes / 1000).toFixed(decimals)} KB`;

/** @param added - bytes by module and format, as `addedBytes` returns them */
export function table(added) {
  const [today, smallest] = [REFERENCE, SMALLEST].map(version);
  const names = { [REFERENCE]: `\`stripe\` ${today}`, [SMALLEST]: `\`stripe\` ${smallest}` };
  const gzip = (module) => kilobytes(added[module].gzip);
  const times = (module, format, peer) => `${(added[module][format] / added[peer][format]).toFixed(2)} ×`;
  const row = ([module, what]) =>
    [
      names[module] ?? `\`${module}\``,
      what,
      gzip(module),
      times(module, 'gzip', REFERENCE),
      times(module, 'gzip', SMALLEST),
      `${kilobytes(added[module].raw, 0)}, ${times(module, 'raw', REFERENCE)}`,
    ].join(' | ');
  return [
    `\`stripe-apps-secrets/wasm\` adds ${gzip(WASM)} to an extension's bundle, gzipped, and the main entry ${gzip(MAIN)}. \`stripe\` ${today}`,
    `adds ${gzip(REFERENCE)}, and ${smallest}, the smallest that still has \`apps.secrets\`, ${gzip(SMALLEST)}. Built as the Stripe CLI builds it:`,
    '',
    `| import | what it is | adds, gzipped | ÷ \`stripe\` ${today} | ÷ \`stripe\` ${smallest} | unpacked, ÷ ${today} |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...Object.entries(ROWS)
      .filter(([module]) => module in added)
      .map((entry) => `| ${row(entry)} |`),
  ].join('\n');
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

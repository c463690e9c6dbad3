/** The sizes at the head of the README, made of what was measured. */
import { FETCH, STORE } from './sizes.mjs';

const WASM = 'stripe-apps-secrets/wasm';
const MAIN = 'stripe-apps-secrets';
const ROWS = {
  [WASM]: 'WebAssembly',
  'stripe-apps-secrets/js': 'the same Rust as plain JavaScript, where a Content-Security-Policy forbids WebAssembly',
  [MAIN]: 'WebAssembly, and plain JavaScript where it is refused: safe without knowing the policy',
  [STORE]: 'read or null, JSON, over the same two cores and without the `Stripe` class',
  [FETCH]: "beside one of these, a client over the page's own `fetch`; an extension needs none",
};
const SHARES = {
  'an eighth': 1 / 8,
  'a seventh': 1 / 7,
  'a sixth': 1 / 6,
  'a fifth': 1 / 5,
  'a quarter': 1 / 4,
  'a third': 1 / 3,
  half: 1 / 2,
  'two thirds': 2 / 3,
  'three quarters': 3 / 4,
  'as much': 1,
};

/** What the table has a row for, beside `stripe`. */
export const MODULES = Object.keys(ROWS);

/** The word for the share that is nearest. */
function share(ratio) {
  const distance = (word) => Math.abs(SHARES[word] - ratio);
  return Object.keys(SHARES).reduce((nearest, word) => (distance(word) < distance(nearest) ? word : nearest));
}

const kilobytes = (bytes, decimals) => `${(bytes / 1000).toFixed(decimals)} KB`;

/**
 * @param added - bytes by module and format, as `addedBytes` returns them
 * @param version - of `stripe`
 */
export function table(added, version) {
  const ratio = (module, format) => added[module][format] / added.stripe[format];
  const shares = (format, which = '') => `${share(ratio(WASM, format))}${which} to ${share(ratio(MAIN, format))}`;
  const times = (module, format) => `${ratio(module, format).toFixed(2)} ×`;
  const row = ([module, what]) => {
    const { gzip, raw } = added[module];
    return `| \`${module}\` | ${what} | ${kilobytes(gzip, 1)}, ${times(module, 'gzip')} | ${kilobytes(raw, 0)}, ${times(module, 'raw')} |`;
  };
  return [
    `It adds ${shares('gzip', ' (`/wasm`)')} of what \`stripe\` adds to an extension's bundle gzipped, ${shares('raw')} unpacked:`,
    '',
    '| import | what it is | adds, gzipped (× `stripe`) | unpacked |',
    '| --- | --- | --- | --- |',
    ...Object.entries(ROWS).map(row),
    `| \`stripe\` ${version} | everything | ${kilobytes(added.stripe.gzip, 1)} | ${kilobytes(added.stripe.raw, 0)} |`,
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

/**
 * Size is why users come: what an import adds to an extension's bundle, beside what `stripe` adds, both measured here and
 * now, in the way of `cargo xtask bench`. What it may cost stands in `tests/bench/budget.json`; what it costs, at the head of
 * the README.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { addedBytes, sizeLimits } from '../bench/sizes.mjs';
import { agrees, MODULES, table } from '../bench/table.mjs';
import { packPackage, version } from './installed.mjs';

const README = new URL('../../README.md', import.meta.url);
const MARKED = /<!-- sizes -->\n([\s\S]*?)\n?<!-- \/sizes -->/;

/** The module of an entry: `.`, `/wasm`, `/js`, `/fetch`. */
const moduleOf = (entry) => `stripe-apps-secrets${entry === '.' ? '' : entry}`;
const limits = sizeLimits().map(({ entry, ...limit }) => ({ ...limit, module: moduleOf(entry) }));

let packed;
let added;
before(async () => {
  packed = packPackage();
  added = await addedBytes(packed.project('esm'), ['stripe', ...MODULES]);
});
after(() => packed?.remove());

test('every entry has its limit', () => {
  assert.deepEqual([...new Set(limits.map(({ module }) => module))].sort(), [...MODULES].sort());
});

for (const { module, format, must } of limits) {
  test(`${module} costs an extension at most ${must} of what stripe costs, ${format}`, (t) => {
    const [ours, stripe] = [added[module][format], added.stripe[format]];
    t.diagnostic(`${format}: ${module} ${ours} B, stripe ${stripe} B, ${(ours / stripe).toFixed(3)} x`);
    assert.ok(added.stripe.gzip > 20_000, 'stripe was not bundled: the comparison is void');
    assert.ok(ours > 1_000, `${module} was not bundled: the comparison is void`);
    assert.ok(ours <= must * stripe, `${format}: ${ours} B of ${stripe} B`);
  });
}

test('the README says what each entry adds', async () => {
  const shown = MARKED.exec(await readFile(README, 'utf8'))?.[1].trim() ?? '';
  const made = table(added, version('stripe'));
  assert.ok(agrees(shown, made), `the README must hold, between its markers:\n\n${made}\n`);
});

test('a few bytes more or less do not outdate the README, another figure or word does', () => {
  const row = '| `stripe-apps-secrets/wasm` | WebAssembly | 16.0 KB, 0.49 × | 36 KB, 0.15 × |';
  for (const same of [row, row.replace('16.0', '15.9'), row.replace('36', '37'), row.replace('0.49', '0.50')])
    assert.ok(agrees(same, row));
  for (const [from, to] of [
    ['16.0', '16.2'],
    ['16.0', '16'],
    ['36', '38'],
    ['0.15', '0.17'],
    ['/wasm', '/js'],
    ['0.15 ×', '0.15'],
  ]) {
    assert.ok(!agrees(row.replace(from, to), row), `${from} became ${to}`);
  }
  assert.ok(!agrees('`stripe` 23.1.0', '`stripe` 23.2.0'));
});

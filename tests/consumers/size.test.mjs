/**
 * Size is why users come: what an import adds to an extension's bundle, beside what `stripe` adds, both measured here and
 * now, in the way of `cargo xtask bench`. What it may cost stands in `tests/bench/budget.json`; what it costs, in the README
 * and in docs/performance.md.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { moduleOf, REFERENCE, SMALLEST } from '../bench/candidates.mjs';
import { addedBytes, sizedEntries, sizeLimits } from '../bench/sizes.mjs';
import { agrees, tables } from '../bench/table.mjs';
import { marked } from '../docs/pages.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';
import { packPackage, version } from './installed.mjs';

const entries = sizedEntries(PACKAGE_DIR);
const limits = sizeLimits().filter(({ entry }) => entries.includes(entry));

let packed;
let added;
before(async () => {
  packed = packPackage();
  added = await addedBytes(packed.project('esm'), [REFERENCE, SMALLEST, ...entries.map(moduleOf)]);
});
after(() => packed?.remove());

test('every entry has its limit, and none may be larger than what it is compared with', () => {
  assert.deepEqual([...new Set(limits.map(({ entry }) => entry))].sort(), [...entries].sort());
  for (const { must } of limits) assert.ok(must <= 1);
});

for (const { entry, format, peer, must } of limits) {
  test(`${moduleOf(entry)} costs an extension at most ${must} of what stripe ${version(peer)} costs, ${format}`, (t) => {
    const [ours, theirs] = [added[moduleOf(entry)][format], added[peer][format]];
    t.diagnostic(`${format}: ${entry} ${ours} B, stripe ${theirs} B, ${(ours / theirs).toFixed(3)} x`);
    assert.ok(added[peer].gzip > 20_000, 'stripe was not bundled: the comparison is void');
    assert.ok(ours > 1_000, `${entry} was not bundled: the comparison is void`);
    assert.ok(ours <= must * theirs, `${format}: ${ours} B of ${theirs} B`);
  });
}

for (const { page, mark, of } of [
  { page: 'README.md', mark: 'sizes', of: 'readme' },
  { page: 'docs/performance.md', mark: 'all sizes', of: 'performance' },
]) {
  test(`${page} says what each entry adds`, () => {
    const made = tables(added)[of];
    assert.ok(
      agrees(marked(page, mark), made),
      `\`cargo xtask bench --readme\` renews it. ${page} must hold, between its markers:\n\n${made}\n`,
    );
  });
}

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

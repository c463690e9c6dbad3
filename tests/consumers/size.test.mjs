/**
 * Size is why users come: what an import adds to an extension's bundle, beside what `stripe` adds, both measured here and
 * now, in the way of `cargo xtask bench`. What it may cost stands in `tests/bench/budget.json`.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addedBytes, sizeLimits } from '../bench/sizes.mjs';
import { packPackage } from './installed.mjs';

/** The module of an entry: `.`, `/wasm`, `/js`. */
const moduleOf = (entry) => `stripe-apps-secrets${entry === '.' ? '' : entry}`;
const limits = sizeLimits().map(({ entry, ...limit }) => ({ ...limit, module: moduleOf(entry) }));

let packed;
let added;
before(async () => {
  packed = packPackage();
  added = await addedBytes(packed.project('esm'), ['stripe', ...new Set(limits.map(({ module }) => module))]);
});
after(() => packed?.remove());

test('every entry has its limit', () => {
  assert.deepEqual([...new Set(limits.map(({ module }) => module))].sort(), ['.', '/js', '/wasm'].map(moduleOf));
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

/** A change of the public types shows in a review: `api.txt` changes with them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FILE, linesOf, report } from './report.mjs';

test('api.txt says what the declarations say', () => {
  assert.equal(readFileSync(FILE, 'utf8'), report(), 'tests/api/api.txt is stale: run `node tests/api/report.mjs`');
});

test('each member and each alternative has a line, and a comment changes none', () => {
  const lines = linesOf(`
    /** A shop. */
    declare namespace Shop {
      type Size = 'small' | /* or */ 'large';
      interface Item<T extends { id: string }> extends Base<T> {
        /** In cents. */
        price: number;
      }
    }
    export { Shop };`);
  assert.deepEqual(lines, [
    'Shop: type Size =',
    'Shop.Size: | "small"',
    'Shop.Size: | "large"',
    'Shop: interface Item<T extends { id: string }> extends Base<T>',
    'Shop.Item: price: number;',
    'export Shop',
  ]);
});

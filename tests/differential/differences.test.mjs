/** A reader of docs/differences.md knows every place where the package is not what `stripe` is: its table is the tests' own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marked } from '../docs/pages.mjs';
import { CORPUS } from './corpus/index.mjs';
import { INTENDED, table } from './intended.mjs';

test('docs/differences.md shows exactly the intended differences', () => {
  const shown = marked('docs/differences.md', 'intended differences');
  assert.equal(shown, table(), `docs/differences.md must hold, between its markers:\n\n${table()}\n`);
});

test('every intended difference is shown by a named case, so that none outlives its reason', () => {
  const named = new Set(CORPUS.flatMap(([, scenarios]) => scenarios.flatMap(({ differs = [] }) => differs)));
  const unused = Object.keys(INTENDED).filter(
    (id) => !INTENDED[id].everywhere && !INTENDED[id].unseen && !named.has(id),
  );
  assert.deepEqual(unused, []);
});

test('there are at least six hundred named cases, and each has a name of its own', () => {
  const names = CORPUS.flatMap(([, scenarios]) => scenarios.map(({ name }) => name));
  assert.ok(names.length >= 600);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});

/** docs/errors.md says of every code what happened and what to do, and has no code that nobody gives. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ROOT, text } from './pages.mjs';

/** The codes as the types list them; `tests/consumers/published.test.mjs` compares those with the code. */
const types = readFileSync(`${ROOT}pkg-template/index.d.cts`, 'utf8');
const listed = types.slice(types.indexOf('type ScopeCode ='), types.indexOf('class StripeError '));
const CODES = [...listed.matchAll(/\| '(\w+)'/g)].map(([, code]) => code);

const [, ofThisPackage] = text('docs/errors.md').split('## Codes of this package\n');
const rows = [...ofThisPackage.matchAll(/^\| `(\w+)` \| (.+) \| (.+) \|$/gm)];

test('each code that this package gives has one line in docs/errors.md', () => {
  assert.ok(CODES.length > 50);
  assert.deepEqual(rows.map(([, code]) => code).sort(), [...CODES].sort());
});

/** SECURITY.md leads from each promise to the tests that keep it: a test that was renamed or removed must not stay there. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [, section] = readFileSync(`${root}SECURITY.md`, 'utf8').split('## What is promised\n');
const rows = section.split('\n## ')[0].split('\n').filter((line) => line.split(' | ').length === 3 && !line.includes('---'));
const promises = rows.map((row) => row.split(' | ')).filter(([promise]) => promise !== '| promise');

/** The text of a file, or of every file in a folder. */
const text = (path) => (statSync(path).isFile()
  ? readFileSync(path, 'utf8')
  : readdirSync(path).filter((name) => name !== 'node_modules').map((name) => text(`${path}/${name}`)).join('\n'));

/** `file`: "title", `function` and so on, as `[file, name]`. */
const named = (tests) => tests.replace(/\|$/, '').split('; ').flatMap((entry) => {
  const [, file, names = ''] = entry.trim().match(/^`([^`]+)`(?:: (.*))?$/) ?? assert.fail(`not understood: ${entry}`);
  const titles = [...names.matchAll(/"([^"]+)"|`([^`]+)`/g)].map(([, title, name]) => title ?? `fn ${name}(`);
  return titles.length ? titles.map((title) => [file, title]) : [[file, '']];
});

test('every promise of SECURITY.md names tests', () => {
  assert.ok(promises.length >= 14, `${promises.length} promises`);
  for (const [promise, , tests] of promises) assert.ok(named(tests).length > 0, promise);
});

for (const [file, title] of promises.flatMap(([, , tests]) => named(tests))) {
  test(`the reader of SECURITY.md finds ${title || 'the check'} in ${file}`, () => {
    const spellings = [title, title.replaceAll("'", "\\'")];
    const found = text(`${root}${file}`);
    assert.ok(spellings.some((spelling) => found.includes(spelling)), `${file} has no test of that name`);
  });
}

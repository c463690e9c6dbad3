/** Whoever copies the blocks of a page, has code that compiles and tests that pass. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { runAsync, tool } from '../consumers/installed.mjs';
import { GUIDE } from '../e2e/guide.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';
import vitest from '../testing/fixtures/elsewhere/vitest.config.mjs';
import { blocks, files, PAGES, ROOT, text } from './pages.mjs';
import { pagesProject } from './project.mjs';

let project;
before(() => {
  project = pagesProject();
});
after(() => project?.remove());

/** The blocks without a name: what they are, by page. `commands.test.mjs` has the commands. */
const UNNAMED = {
  console: () => true,
  text: () => true,
  diff: (page) => page === 'README.md',
  json: (page) => page === 'emulator/README.md',
};

for (const page of PAGES) {
  test(`each block of ${page} is one that the tests run`, () => {
    const others = blocks(page).filter(({ file, language }) => !file && !UNNAMED[language]?.(page));
    assert.deepEqual(
      others.map(({ line, language }) => `line ${line}: ${language} without a name in its first line`),
      [],
    );
  });
}

test('every block compiles, as strictly as TypeScript checks it', async () => {
  const config = path.join(project.root, 'strict.json');
  const types = ['jest', 'node'];
  const compilerOptions = {
    noEmit: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types,
  };
  writeFileSync(
    config,
    JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: ['*/*.ts', '*/*.tsx'] }),
  );
  await runAsync(project.root, process.execPath, tool('typescript/bin/tsc'), '--project', config);
});

test('every test of a page passes, with the settings of docs/testing.md', async () => {
  const report = path.join(project.root, 'report.json');
  const command = [tool('jest/bin/jest.js'), '--config', 'jest.config.js', '--json', `--outputFile=${report}`];
  const failure = await runAsync(project.root, process.execPath, ...command).catch((error) => error);
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  assert.equal(numFailedTests, 0, testResults.map(({ message }) => message).join('\n') || failure);
  const shown = PAGES.flatMap((page) => blocks(page)).flatMap(({ code }) => code.match(/^test\(/gm) ?? []);
  assert.ok(numPassedTests >= shown.length, `${numPassedTests} of ${shown.length} tests ran: ${failure}`);
});

test("the README changes two lines of the sample in Stripe's guide", () => {
  const lines =
    blocks('README.md')
      .find(({ language }) => language === 'diff')
      ?.code.trimEnd()
      .split('\n') ?? [];
  const side = (mark) => lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1));
  const isBeginOf = (part, whole) =>
    assert.deepEqual(part, whole.filter((line) => !line.startsWith('//')).slice(0, part.length));
  isBeginOf(side('+'), GUIDE.find);
  isBeginOf(side('-'), readFileSync(`${ROOT}tests/samples/find.tsx`, 'utf8').split('\n'));
  assert.equal(lines.filter((line) => line.startsWith('+')).length, 2);
});

test('the settings for Vitest in docs/testing.md are those of the tests', async () => {
  const file = path.join(project.root, 'docs-testing', 'vitest.config.mjs');
  const { default: shown } = await import(file);
  assert.deepEqual(shown.test.server, vitest.test.server);
});

test('the states of emulator/README.md are states', async () => {
  const { createEmulator } = await import(path.join(PACKAGE_DIR, 'testing.mjs'));
  const states = blocks('emulator/README.md').filter(({ language }) => language === 'json');
  assert.ok(states.length > 0);
  for (const { code } of states) createEmulator({ state: JSON.parse(code) });
});

test('the README is read in two minutes', () => {
  const words = text('README.md')
    .split(/\s+/)
    .filter((word) => /[\p{L}\d]/u.test(word));
  assert.ok(words.length >= 700 && words.length <= 900, `${words.length} words`);
});

test('a block without a name would be found', () => {
  assert.ok(Object.keys(files('docs/testing.md')).includes('needs.test.tsx'));
  assert.ok(!UNNAMED.diff('docs/testing.md') && !('tsx' in UNNAMED));
});

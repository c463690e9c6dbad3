/**
 * The packed package in the projects that will use it: Node ESM, Node CommonJS, and Jest in both of
 * its environments. What each of them does is in `fixtures/shared/journey.cjs`.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { packPackage, run, tool } from './installed.mjs';

let packed;
before(() => { packed = packPackage(); });
after(() => packed?.remove());

test('a Node ES module that imports the package can use it', () => {
  run(packed.project('esm'), process.execPath, 'main.mjs');
});

test('a CommonJS module that requires the package can use it, with and without `new`', () => {
  run(packed.project('commonjs'), process.execPath, 'main.cjs');
});

for (const environment of ['node', 'jsdom']) {
  test(`an extension tested with Jest (${environment}, ts-jest) can use it`, () => {
    const project = packed.project('jest');
    const report = jest(project, environment);
    assert.equal(report.success, true);
    assert.equal(report.numPassedTests, 3);
  });
}

/** Runs Jest in a project, in one of its environments, and returns its report. */
function jest(project, environment) {
  const report = path.join(project, `report-${environment}.json`);
  const flags = {
    env: environment,
    globals: JSON.stringify({ environment }),
    cacheDirectory: path.join(project, '.cache'),
    outputFile: report,
  };
  const given = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  run(project, process.execPath, tool('jest/bin/jest.js'), '--json', ...given);
  return JSON.parse(readFileSync(report, 'utf8'));
}

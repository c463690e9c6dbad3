/**
 * The test runners. Each runs the tests of all entries in all environments at once; a test's title begins with
 * the environment that the runner's configuration names, which is a row of the table. Those that are `dear` are left to the
 * full run, there and here.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runAsync, tool } from '../installed.mjs';

export const RUNNERS = [
  {
    tool: 'Jest',
    module: 'jest',
    environments: ['node', 'jsdom', 'ts-jest, node', 'ts-jest, jsdom'],
    dear: ['node', 'ts-jest, node'],
    run: (project) =>
      report(project, 'jest.json', (file) => [tool('jest/bin/jest.js'), '--json', `--outputFile=${file}`]),
  },
  {
    tool: 'Vitest',
    module: 'vitest',
    environments: ['node', 'jsdom', 'node, package inlined', 'jsdom, package inlined'],
    dear: ['jsdom', 'node, package inlined'],
    run: (project) =>
      report(project, 'vitest.json', (file) => {
        return [tool('vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${file}`];
      }),
  },
];

/** Runs the tests. The result tells the tests of an environment and an entry's folder, with their status. */
async function report(project, name, command) {
  const file = path.join(project, name);
  // A test that fails makes the command fail, which is reported with the test and not with all of them.
  const failure = await runAsync(project, process.execPath, ...command(file)).catch((error) => error);
  const tests = read(file, failure).testResults.flatMap((suite) =>
    suite.assertionResults.map((test) => ({ ...test, folder: path.basename(path.dirname(suite.name)) })),
  );
  return (environment, folder) => {
    const own = tests.filter((test) => test.folder === folder && test.title.startsWith(`${environment}: `));
    if (own.length === 0) throw failure;
    return own.map(({ title, status, failureMessages }) => [title, status, ...failureMessages]);
  };
}

function read(file, failure) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw failure;
  }
}

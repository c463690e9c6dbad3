/** Whoever follows docs/testing.md, block by block, has tests that pass. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { packPackage, runAsync, tool } from '../consumers/installed.mjs';

const PAGE = readFileSync(new URL('../../docs/testing.md', import.meta.url), 'utf8');
const BLOCK = /^```(?:tsx|js|json)\n\/\/ (\S+)\n([\s\S]*?)^```$/gm;

let packed;
before(() => {
  packed = packPackage();
});
after(() => packed?.remove());

test('the examples of docs/testing.md pass as they stand', async () => {
  const project = packed.project('matrix');
  const files = {};
  for (const [, name, code] of PAGE.matchAll(BLOCK)) files[name] = (files[name] ?? '') + code;
  for (const name of Object.keys(files)) writeFileSync(path.join(project, name), files[name]);
  const report = path.join(project, 'report.json');
  const command = [tool('jest/bin/jest.js'), '--config', 'jest.config.js', '--json', `--outputFile=${report}`];
  const failure = await runAsync(project, process.execPath, ...command).catch((error) => error);
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  assert.equal(numFailedTests, 0, testResults.map(({ message }) => message).join('\n') || failure);
  assert.equal(numPassedTests, PAGE.match(/^test\(/gm)?.length);
});

/** The hook in jsdom: in react-dom 18 and 19, in an extension as the SDK renders it, and the error under React 17. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runAsync, tool, version } from '../consumers/installed.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';

const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url));

/** The test files that each version of React is to pass. The SDK is made for React 18 and older. */
const FILES = {
  18: ['hook.spec.tsx', 'query.spec.tsx', 'sdk.spec.tsx'],
  19: ['hook.spec.tsx', 'query.spec.tsx'],
  17: ['old.spec.tsx'],
};

let folder;
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stripe-apps-secrets-react-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const [react, files] of Object.entries(FILES)) {
  suite(`React ${version(react === '18' ? 'react' : `react-${react}`)}`, () => {
    let results;
    before(async () => {
      const report = path.join(folder, `${react}.json`);
      const env = { ...process.env, REACT: react, PACKAGE_DIR };
      const command = [tool('jest/bin/jest.js'), '--rootDir', FIXTURES, '--json', `--outputFile=${report}`];
      const failure = await runAsync({ cwd: FIXTURES, env }, process.execPath, ...command).catch((error) => error);
      try {
        results = JSON.parse(readFileSync(report, 'utf8')).testResults;
      } catch {
        throw failure;
      }
    });

    for (const file of files) {
      test(file, () => {
        const result = results.find(({ name }) => path.basename(name) === file);
        assert.equal(result?.status, 'passed', result?.message);
        assert.ok(result.assertionResults.length > 0);
      });
    }
  });
}

test('the components of these tests have the types that they need', async () => {
  await runAsync(FIXTURES, process.execPath, tool('typescript/bin/tsc'), '--project', FIXTURES);
});

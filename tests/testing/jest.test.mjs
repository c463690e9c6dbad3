/** An app that is written for the SDK, unchanged and unmocked, in Jest: with `stripe`, and with this package. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packPackage, runAsync, tool } from '../consumers/installed.mjs';
import { skipUnlessAll } from '../support/all.mjs';

const FIXTURES = fileURLToPath(new URL('fixtures/', import.meta.url));

/** A transformer that is not ts-jest: esbuild's. */
const ESBUILD = fileURLToPath(new URL('../support/transform.cjs', import.meta.url));

/** The oldest SDK that is supported; its React is its own. */
const OLDEST_SDK = tool('sdk8');

const RUNS = [
  { jest: 'jest', environment: 'node', transform: 'ts-jest' },
  { jest: 'jest', environment: 'jsdom', transform: 'ts-jest' },
  { jest: 'jest', environment: 'jsdom', transform: 'esbuild', sdk: OLDEST_SDK },
  { jest: 'jest', environment: 'node', transform: 'esbuild' },
  { jest: 'jest28', environment: 'node', transform: 'esbuild' },
  { jest: 'jest28', environment: tool('jest-environment-jsdom28'), transform: 'esbuild' },
  { jest: 'jest27', environment: tool('jest27/node_modules/jest-environment-node'), transform: 'esbuild' },
  { jest: 'jest27', environment: tool('jest27/node_modules/jest-environment-jsdom'), transform: 'esbuild' },
];

/** The app as it is written for `stripe`, and what is changed to use this package. */
const FOR_STRIPE = readFileSync(path.join(FIXTURES, 'App.tsx'), 'utf8');
const OURS = FOR_STRIPE.replace("from 'stripe'", "from 'stripe-apps-secrets'").replace(
  '}: any) => {\n',
  '}: any) => {\n  stripe.bindUser(userContext);\n',
);
/** The mistake that the test is there to find. */
const withoutUserScope = (app) =>
  app.replace(/const scopeOf = .*/, "const scopeOf = (user: string) => ({ type: 'account' }) as const;");

let packed;
let project;
before(() => {
  packed = packPackage();
  project = packed.project('matrix');
});
after(() => packed?.remove());

/** Runs the app's test. Resolves to its results. */
const runApp = async (name, app, { jest, environment, transform, sdk = '' }) => {
  const folder = path.join(project, name);
  cpSync(FIXTURES, folder, { recursive: true });
  writeFileSync(path.join(folder, 'App.tsx'), app);
  const report = path.join(folder, 'report.json');
  const setup = app === FOR_STRIPE ? path.join(folder, 'text.cjs') : '';
  const env = {
    ...process.env,
    ENVIRONMENT: environment,
    TRANSFORM: transform === 'esbuild' ? ESBUILD : transform,
    SDK: sdk,
    SETUP: setup,
  };
  const command = [tool(`${jest}/bin/jest.js`), '--rootDir', folder, '--json', `--outputFile=${report}`];
  const failure = await runAsync({ cwd: folder, env }, process.execPath, ...command).catch((error) => error);
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults[0];
  } catch {
    throw failure;
  }
};

const titles = (result, status) =>
  result.assertionResults.filter((test) => test.status === status).map(({ title }) => title);

for (const [which, app] of [
  ['stripe', FOR_STRIPE],
  ['this package', OURS],
]) {
  for (const run of RUNS) {
    const how = `${run.jest}, ${path.basename(run.environment)}, ${run.transform}${run.sdk ? ', the oldest SDK' : ''}`;
    test(`an app that uses ${which} is tested without a mock (${how})`, {
      concurrency: true,
      skip: run.jest !== 'jest' && skipUnlessAll,
    }, async () => {
      const result = await runApp(`${which}, ${how}`.replaceAll(/\W+/g, '-'), app, run);
      assert.deepEqual(titles(result, 'failed'), [], result.message);
      assert.equal(titles(result, 'passed').length, 6, result.message);
    });
  }

  test(`a test finds that an app that uses ${which} forgot the user scope`, async () => {
    const name = `${which}, forgotten`.replaceAll(/\W+/g, '-');
    const result = await runApp(name, withoutUserScope(app), RUNS[1]);
    assert.ok(titles(result, 'failed').includes("a user's token is kept for that user only"));
  });
}

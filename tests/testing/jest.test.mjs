/** An app that is written for the SDK, unchanged and unmocked, in Jest: with `stripe`, and with this package. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, suite, test } from 'node:test';
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

/** The apps, by the folder that each is in. */
const APPS = {
  stripe: FOR_STRIPE,
  ours: OURS,
  'stripe-forgotten': withoutUserScope(FOR_STRIPE),
  'ours-forgotten': withoutUserScope(OURS),
};

const nameOf = ({ jest, environment, transform, sdk = '' }) =>
  `${jest}, ${path.basename(environment)}, ${transform}${sdk ? ', the oldest SDK' : ''}`;

/** Runs the tests of all apps. Resolves to their results, by the apps' folders. */
const runApps = async (run) => {
  const { jest, environment, transform, sdk = '' } = run;
  const folder = path.join(project, nameOf(run).replaceAll(/\W+/g, '-'));
  for (const [app, code] of Object.entries(APPS)) {
    cpSync(FIXTURES, path.join(folder, app), { recursive: true });
    writeFileSync(path.join(folder, app, 'App.tsx'), code);
  }
  const report = path.join(folder, 'report.json');
  const config = path.join(FIXTURES, 'jest.config.cjs');
  const env = {
    ...process.env,
    APPS: folder,
    ENVIRONMENT: environment,
    TRANSFORM: transform === 'esbuild' ? ESBUILD : transform,
    SDK: sdk,
  };
  const options = ['--config', config, '--runInBand', '--json', `--outputFile=${report}`];
  const command = [tool(`${jest}/bin/jest.js`), ...options];
  const failure = await runAsync({ cwd: folder, env }, process.execPath, ...command).catch((error) => error);
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    return Object.fromEntries(testResults.map((result) => [path.basename(path.dirname(result.name)), result]));
  } catch {
    throw failure;
  }
};

const titles = (result, status) =>
  result.assertionResults.filter((test) => test.status === status).map(({ title }) => title);

for (const run of RUNS) {
  const skip = run.jest !== 'jest' && skipUnlessAll;
  suite(nameOf(run), { skip }, () => {
    let results;
    before(async () => {
      results = await runApps(run);
    });
    for (const app of ['stripe', 'ours']) {
      test(`an app that uses ${app} is tested without a mock`, () => {
        assert.deepEqual(titles(results[app], 'failed'), [], results[app].message);
        assert.equal(titles(results[app], 'passed').length, 6, results[app].message);
      });

      test(`a test finds that an app that uses ${app} forgot the user scope`, () => {
        assert.ok(titles(results[`${app}-forgotten`], 'failed').includes("a user's token is kept for that user only"));
      });
    }
  });
}

/**
 * TypeScript as an extension project has it (TypeScript 5, strict, `moduleResolution: "node"`) over Stripe's samples with
 * the package's own types, and over the simulator. Bundling strips types; only this reads them.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { installPublished } from '../../www/build.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';
import { ROOT } from './support.mjs';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const modules = path.join(ROOT, 'tests', 'node_modules');
const project = await mkdtemp(path.join(tmpdir(), 'project-'));
after(() => rm(project, { recursive: true, force: true }));
installPublished(PACKAGE_DIR, project);

const samples = ['create', 'find', 'deleteWhere', 'list'].map((method) =>
  path.join(ROOT, 'tests', 'samples', `${method}.tsx`),
);
const simulator = ['host/main.ts', 'extension/App.tsx', 'extension/runtime.tsx'].map((file) =>
  path.join(ROOT, 'www', file),
);
const wrong = path.join(project, 'wrong.ts');

/** What the compiler says about all of them, which it reads at once. */
let complaint;
before(async () => {
  await writeFile(
    wrong,
    `import Stripe from 'stripe-apps-secrets';
     declare const stripe: Stripe;
     void stripe.apps.secrets.find({ scope: { type: 'user', user: 1 }, name: 'n' });\n`,
  );
  complaint = await complaintAbout([...samples, ...simulator, wrong]);
});

test("Stripe's samples, the simulator and its extension compile with the package's types, and a parameter of the wrong type does not", () => {
  assert.match(complaint, /^\S*wrong\.ts\(3,\d+\): error TS2322[^\n]*$/);
});

/** What the compiler says about `files`; nothing if they are fine. */
async function complaintAbout(files) {
  const config = path.join(project, 'tsconfig.json');
  await writeFile(config, JSON.stringify({ compilerOptions, files }));
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '--project', config, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return (stdout + stderr).trim();
}

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  lib: ['es2023', 'dom', 'dom.iterable'],
  module: 'esnext',
  moduleResolution: 'node',
  esModuleInterop: true,
  skipLibCheck: true,
  jsx: 'react-jsx',
  types: [],
  baseUrl: project,
  paths: {
    'stripe-apps-secrets': [path.join(project, 'node_modules', 'stripe-apps-secrets')],
    'stripe-apps-secrets/*': [path.join(project, 'node_modules', 'stripe-apps-secrets', '*')],
    // React's types lie beside it, under a name of their own.
    react: [path.join(modules, '@types', 'react')],
    'react/*': [path.join(modules, '@types', 'react', '*')],
    'react-dom/*': [path.join(modules, '@types', 'react-dom', '*')],
    '*': [path.join(modules, '*')],
  },
};

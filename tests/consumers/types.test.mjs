/** The types, as TypeScript finds them in an installed package under each way of resolving modules. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, test } from 'node:test';
import ts from 'typescript';
import { skipUnlessAll } from '../support/all.mjs';
import { packPackage, tool } from './installed.mjs';

// Which of the files a resolution can have. The journey takes part: consumers run what the types describe.
const LIBRARY = ['usage.ts', 'imported.mts', 'entries.ts', 'store.ts'];
const BESIDE_STRIPE = [
  'interchange.ts',
  'extension.tsx',
  'written_for_stripe.ts',
  'written_for_ours.ts',
  'journey.cjs',
];
const ALL = [...LIBRARY, ...BESIDE_STRIPE];

/**
 * As extension projects have it, and as others do. Where the newest TypeScript has the resolution, which takes a sixth of the
 * time, the older one is left to the full run.
 */
const PROGRAMS = [
  { moduleResolution: 'node', module: 'commonjs', esModuleInterop: true, files: ALL },
  { moduleResolution: 'node', module: 'commonjs', esModuleInterop: false, files: LIBRARY },
  { moduleResolution: 'node', module: 'esnext', esModuleInterop: true, files: LIBRARY },
  { moduleResolution: 'node16', module: 'node16', esModuleInterop: true, files: [...ALL, 'required.cts'] },
  { moduleResolution: 'bundler', module: 'esnext', esModuleInterop: true, files: ALL },
];

/** As strict as TypeScript can be, declarations included, with no `lib` newer than ES2018. */
const STRICTEST = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true, // TypeScript's own declarations need no check
  target: 'es2018',
  lib: ['es2018', 'dom'],
  allowJs: true,
  checkJs: true,
  jsx: 'react-jsx',
  types: ['node'],
};

/**
 * The declarations of `@stripe/ui-extension-sdk` 9.3.0 do not fit those of stripe 23.1.0, whatever else
 * is installed. What they say wrong of each other is no fault of this package.
 */
const FOREIGN = /node_modules\/(@stripe\/ui-extension-sdk|stripe)\//;

let packed;
let project;
before(() => {
  packed = packPackage();
  project = realpathSync(packed.project('types')); // as TypeScript names what is in it
  const written = readFileSync(path.join(project, 'written_for_stripe.ts'), 'utf8');
  writeFileSync(
    path.join(project, 'written_for_ours.ts'),
    written.replace("from 'stripe'", "from 'stripe-apps-secrets'"),
  );
});
after(() => packed?.remove());

for (const { files, ...resolution } of PROGRAMS) {
  const { moduleResolution, module, esModuleInterop } = resolution;
  const setting = `moduleResolution ${moduleResolution}, module ${module}, esModuleInterop ${esModuleInterop}`;

  const onlyOlder = moduleResolution === 'node';
  const older = { skip: !onlyOlder && skipUnlessAll };
  test(`right code passes and wrong code does not: TypeScript ${ts.version}, ${setting}`, older, () => {
    assert.deepEqual(typeErrors(resolution, files), []);
  });

  const newest = JSON.parse(readFileSync(tool('typescript-latest/package.json'), 'utf8')).version;
  const skip = onlyOlder && 'TypeScript 7 no longer has moduleResolution node';
  test(`right code passes and wrong code does not: TypeScript ${newest}, ${setting}`, { skip }, async () => {
    assert.deepEqual(await typeErrorsOfNewest(resolution, files), []);
  });
}

test('code written for stripe is checked with its import changed, and nothing else', () => {
  const [before, after] = ['stripe', 'ours'].map((name) =>
    readFileSync(path.join(project, `written_for_${name}.ts`), 'utf8').split('\n'),
  );
  const changed = after.filter((line, number) => line !== before[number]);
  assert.deepEqual(changed, ["import Stripe from 'stripe-apps-secrets';"]);
});

/** TypeScript's own declarations, parsed once for all programs: their meaning hangs on no resolution. */
const parsed = new Map();

/**
 * The errors in the package's declarations and in the fixtures, and those of the program as a whole.
 * What only concerns the declarations of stripe, React and Node is not asked for: it takes most of the
 * time, and the newest TypeScript goes through them.
 */
function typeErrors(resolution, files) {
  const { options, errors } = ts.convertCompilerOptionsFromJson({ ...STRICTEST, ...resolution }, project);
  assert.deepEqual(errors, []);
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => project;
  const parse = host.getSourceFile;
  host.getSourceFile = (file, ...how) => {
    if (!path.basename(file).startsWith('lib.')) return parse(file, ...how);
    if (!parsed.has(file)) parsed.set(file, parse(file, ...how));
    return parsed.get(file);
  };
  const program = ts.createProgram(
    files.map((file) => path.join(project, file)),
    options,
    host,
  );
  const own = program.getSourceFiles().filter(({ fileName }) => isOwn(fileName));
  assert.ok(own.length > files.length, 'the declarations of the package are not part of the program');
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return found.map((diagnostic) => ts.formatDiagnostic(diagnostic, host).trim());
}

const isOwn = (file) =>
  file.startsWith(project) && (!file.includes('node_modules') || file.includes('/stripe-apps-secrets/'));

/** The errors that the newest TypeScript prints, which has no API to ask file by file. */
async function typeErrorsOfNewest(resolution, files) {
  const settings = Object.entries({ ...STRICTEST, ...resolution, pretty: false });
  const flags = settings.flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const output = await print(process.execPath, tool('typescript-latest/bin/tsc'), ...flags, ...files);
  return output.split('\n').filter((line) => /error TS\d/.test(line) && !FOREIGN.test(line));
}

/** What a command prints. That it fails is no surprise, but then there must be errors of types in it. */
function print(command, ...args) {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: project, timeout: 120_000, maxBuffer: 2 ** 26 }, (failure, stdout, stderr) => {
      if (failure && !/error TS\d/.test(stdout))
        reject(new Error(`${command}\n${stdout}\n${stderr}`, { cause: failure }));
      else resolve(stdout);
    });
  });
}

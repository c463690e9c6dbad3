/**
 * What is measured: each entry that the package exports, `stripe`, and the floor. A candidate is a line of import and a
 * line that makes a client of it, so that each is bundled, loaded and called in the same way.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NAME = 'stripe-apps-secrets';
const ENTRIES = ['.', '/wasm', '/js'];
const here = fileURLToPath(new URL('.', import.meta.url));

/** The library that everything is compared with, and the smallest version of it that still has `apps.secrets`. */
export const REFERENCE = 'stripe';
export const SMALLEST = 'stripe-20';

/** How clients are made. Telemetry is off: a host client does the same work for each. */
const STRIPE = "new Library('DO_NOT_PASS_A_REAL_API_KEY', { httpClient, telemetry: false })";

const of = (name, module, make) => ({ name, module, make });

/** What an entry is imported as. */
export const moduleOf = (entry) => (entry === '.' ? NAME : NAME + entry);

/** Those of `entries` that the package in a folder exports. */
export function exportedBy(packageDir, entries) {
  const manifest = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'));
  return entries.filter((entry) => (entry === '.' ? '.' : `.${entry}`) in manifest.exports);
}

/** The candidates, for a package folder: `{ name, module, make }`, in the order in which tables show them. */
export function candidates(packageDir) {
  return [
    ...exportedBy(packageDir, ENTRIES).map((entry) => of(entry, moduleOf(entry), `${STRIPE}.bindUser('usr_example')`)),
    of(REFERENCE, REFERENCE, STRIPE),
    of('floor', path.join(here, 'floor.mjs'), STRIPE),
  ];
}

/** Runs `work(project)` in a folder where the package, `stripe` and the SDK are found by their names. */
export async function inProject(packageDir, work) {
  if (!existsSync(path.join(packageDir, 'package.json'))) {
    throw new Error('There is no package to measure. Build it with: cargo xtask package');
  }
  const root = mkdtempSync(path.join(tmpdir(), `${NAME}-bench-`));
  try {
    const project = path.join(root, 'project');
    mkdirSync(path.join(project, 'node_modules'), { recursive: true });
    symlinkSync(path.join(here, '../node_modules'), path.join(root, 'node_modules'), 'dir');
    symlinkSync(packageDir, path.join(project, 'node_modules', NAME), 'dir');
    return await work(project);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

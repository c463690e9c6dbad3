/**
 * One project for all tools: the tarball is installed once, and each entry of the package has a folder
 * with the same code in it, but for the name that it imports.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

/**
 * The entries that offer the whole API: what is imported, the folder of the code that imports it, and what a
 * page's policy has to say of scripts beside `'self'`.
 */
export const ENTRIES = [
  { name: 'stripe-apps-secrets', folder: 'main', scripts: "'wasm-unsafe-eval'" },
  { name: 'stripe-apps-secrets/wasm', folder: 'wasm', scripts: "'wasm-unsafe-eval'" },
  { name: 'stripe-apps-secrets/js', folder: 'js', scripts: '' },
];

/** The client over `fetch`, which goes with one of them. */
export const FETCH = {
  name: 'stripe-apps-secrets/fetch',
  folder: 'fetch',
  scripts: "'wasm-unsafe-eval'",
  fetches: true,
};

/** The code that each entry is used by. A later part's file stands in place of an earlier one's. */
const PARTS = ['shared', 'esm', 'commonjs', 'bundle', 'jest', 'vitest', 'typescript'];
const FETCH_PARTS = ['shared', 'bundle', 'over_fetch'];

/** Installs the package into a project with a folder for each entry, and returns the project's path. */
export function matrixProject(packed) {
  const project = packed.project('matrix');
  for (const { name, folder, fetches } of [...ENTRIES, FETCH]) {
    mkdirSync(path.join(project, folder));
    const [imported, parts] = fetches ? [ENTRIES[0].name, FETCH_PARTS] : [name, PARTS];
    for (const part of parts) use(path.join(FIXTURES, part), imported, path.join(project, folder));
    copyFileSync(path.join(project, folder, 'typed.ts'), path.join(project, folder, 'typed.mts'));
  }
  return project;
}

/** Copies code, with the package's name in it replaced by the entry's. */
function use(part, name, folder) {
  for (const file of readdirSync(part)) {
    const code = readFileSync(path.join(part, file), 'utf8');
    writeFileSync(path.join(folder, file), code.replaceAll("'stripe-apps-secrets'", `'${name}'`));
  }
}

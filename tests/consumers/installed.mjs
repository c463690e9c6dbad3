/**
 * The package as its users get it: packed by npm, then installed into a fresh project.
 *
 * Why a directory outside the repository: there nothing but the tarball can answer to the package's
 * name. Development tools (Jest, TypeScript, React, stripe) are found one directory up, through a
 * link to `tests/node_modules`.
 */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PACKAGE_DIR } from '../support/package.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const tools = path.resolve(here, '../node_modules');

/** How commands are run: long enough for a busy machine, and with room for what the compilers print. */
const HOW = { encoding: /** @type {const} */ ('utf8'), timeout: 180_000, maxBuffer: 2 ** 26 };

/** Runs a command in `cwd` and returns its output. */
export function run(cwd, command, ...args) {
  try {
    return execFileSync(command, args, { ...HOW, cwd, stdio: 'pipe' });
  } catch (failure) {
    throw explained(failure, command, args);
  }
}

/** The same without waiting; in place of `cwd`, more of `execFile`'s options may be given. */
export async function runAsync(where, command, ...args) {
  const given = typeof where === 'string' ? { cwd: where } : where;
  try {
    return (await promisify(execFile)(command, args, { ...HOW, ...given })).stdout;
  } catch (failure) {
    throw explained(failure, command, args);
  }
}

/**
 * The failure with what was printed, without the rest of overlong lines: Node quotes the line that threw,
 * and the package's code is one line.
 */
function explained(failure, command, args) {
  const printed = `${failure.stdout}\n${failure.stderr}`.replace(/(.{300}).+/g, '$1 [...]');
  return new Error(`${command} ${args.join(' ')}\n${printed}`, { cause: failure });
}

/** The path of a tool's script in `tests/node_modules`, such as `jest/bin/jest.js`. */
export const tool = (script) => path.join(tools, script);

/** A tool's version. */
export const version = (name) => JSON.parse(readFileSync(tool(`${name}/package.json`), 'utf8')).version;

/** Packs `pkg/` once; `project(name)` then installs the tarball into a copy of a fixture. */
export function packPackage() {
  if (!existsSync(path.join(PACKAGE_DIR, 'package.json'))) {
    throw new Error('There is no pkg/ to test. Build it with: cargo xtask package');
  }
  const root = mkdtempSync(path.join(tmpdir(), 'stripe-apps-secrets-consumers-'));
  symlinkSync(tools, path.join(root, 'node_modules'), 'dir');
  const [packed] = JSON.parse(
    run(PACKAGE_DIR, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', root),
  );
  const tarball = path.join(root, packed.filename);
  return {
    /** The tarball's path. */
    tarball,
    /** What the tarball holds, as sorted paths. */
    files: packed.files.map((file) => file.path).sort(),
    /** A fresh copy of `fixtures/<name>` with the shared files and the tarball installed. */
    project: (name) => install(path.join(root, name), name, tarball),
    /** Removes everything again. */
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function install(project, name, tarball) {
  cpSync(path.join(here, 'fixtures', name), project, { recursive: true });
  cpSync(path.join(here, 'fixtures/shared'), project, { recursive: true });
  if (!existsSync(path.join(project, 'package.json'))) {
    writeFileSync(path.join(project, 'package.json'), '{ "private": true }\n');
  }
  run(project, 'npm', 'install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball);
  return project;
}

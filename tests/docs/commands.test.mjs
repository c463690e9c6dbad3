/**
 * Whoever types a command of a page finds what it names. `cargo xtask …` is parsed by the command itself
 * (`xtask/src/documented.rs`); of the others the programs, files, packages, versions and flags are looked up.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { start } from '../emulator/server.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';
import { blocks, PAGES, ROOT, text } from './pages.mjs';

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const tools = json(`${ROOT}tests/package.json`);

/** The commands of a page, in its blocks (after `$ `) and in the text, as lists of words. */
function commands(page) {
  const shown = blocks(page)
    .filter(({ language }) => language === 'console')
    .flatMap(({ code }) => code.replaceAll('\\\n', ' ').match(/^\$ .+/gm) ?? [])
    .flatMap((line) => line.slice(2).replace(/\s#.*/, '').split(' && '));
  const named = [...text(page).matchAll(/`((?:cargo|npm|npx|node|stripe) [^`\n]+)`/g)].map(([, command]) => command);
  return [...shown, ...named].map((command) =>
    command
      .replace(/^(?:[A-Z_]+=\S+ )+/, '')
      .trim()
      .split(/\s+/),
  );
}

const { name: NAME, version: VERSION } = json(path.join(PACKAGE_DIR, 'package.json'));

/** What is wrong with a package to install: it has to be this one, or a tool of the tests in the version that they use. */
function installs(what) {
  if (what === NAME || what === `./${NAME}-${VERSION}.tgz`) return undefined;
  const [, tool, version = ''] = /^(@?[^@]+)(?:@(.+))?$/.exec(what) ?? [];
  return tools.devDependencies[tool]?.startsWith(version) ? undefined : `the tests do not use ${what}`;
}

const COMMAND = path.join(PACKAGE_DIR, 'command.mjs');
/** What a command of the package says of itself; empty where there is none of that name. */
const help = (name) => spawnSync(process.execPath, [COMMAND, name, '--help'], { encoding: 'utf8' }).stdout;

/** What is wrong with a command of a program, by its words; nothing if it can be typed as it stands. */
const CHECKS = {
  cargo: (subcommand) =>
    ['xtask', 'run', 'test', 'build', 'fmt', 'clippy', 'install', 'fuzz'].includes(subcommand)
      ? undefined
      : `cargo has no ${subcommand}`,
  npm(subcommand, ...words) {
    if (subcommand === 'pack') return words[0] === './pkg' ? undefined : `the package is built into ./pkg`;
    if (subcommand !== 'install') return `nobody knows npm ${subcommand}`;
    return words
      .filter((word) => !word.startsWith('--'))
      .map(installs)
      .find(Boolean);
  },
  npx(command, ...words) {
    if (command !== NAME) return command in tools.devDependencies ? undefined : `the tests do not use ${command}`;
    const [name, ...flags] = words;
    if (!help(name)) return `it has no command ${name}`;
    return flags
      .filter((flag) => flag.startsWith('--') && !help(name).includes(`${flag} `))
      .map((flag) => `it has no ${flag}`)[0];
  },
  node: () => undefined,
  stripe: (...words) =>
    words.join(' ').startsWith('apps grant permission') ? undefined : 'a command of Stripe that nobody has looked up',
};

/** A file of this checkout that a command names. */
const isFile = (word) =>
  !word.endsWith('.tgz') && /^[\w.-]+(\/[\w.-]+)+$/.test(word) && !/(^|\/)(corpus|target|artifacts|pkg)\//.test(word);

/** A package that a command names after `--package`. */
const packages = (words) => words.filter((_, place) => ['-p', '--package'].includes(words[place - 1]));

/** Everything that is wrong with a command, by its words. */
function faults(command) {
  const [program, ...words] = command;
  const known = CHECKS[program] ?? (() => (existsSync(ROOT + program) ? undefined : `nobody knows ${program}`));
  return [
    known(...words),
    ...words.filter((word) => isFile(word) && !existsSync(ROOT + word)).map((word) => `there is no ${word}`),
    ...packages(words)
      .filter((name) => !readFileSync(`${ROOT}Cargo.lock`, 'utf8').includes(`name = "${name}"`))
      .map((name) => `there is no package ${name}`),
  ].filter(Boolean);
}

for (const page of PAGES.filter((name) => commands(name).length > 0)) {
  test(`every command of ${page} can be typed as it stands`, () => {
    assert.deepEqual(
      commands(page).flatMap((words) => faults(words).map((fault) => `${words.join(' ')}: ${fault}`)),
      [],
    );
  });
}

test('the emulator has every flag that emulator/README.md names', () => {
  const named = [...text('emulator/README.md').matchAll(/`(--[a-z-]+)/g)].map(([, flag]) => flag);
  assert.ok(named.length > 8);
  assert.deepEqual(
    named.filter((flag) => !help('emulator').includes(`${flag} `)),
    [],
  );
});

test('a command that is not there would be found', () => {
  for (const wrong of [
    'npx stripe-apps-secrets emulator --prot 1',
    'npx stripe-apps-secrets emulate',
    'npm install ./stripe-apps-secrets-0.0.1.tgz',
    'npm install --save-dev jest@26',
    'cargo run --package nobody',
    'node --test tests/nowhere.test.mjs',
    'yarn install',
  ]) {
    assert.equal(faults(wrong.split(' ')).length, 1, wrong);
  }
});

test('the emulator prints what emulator/README.md shows', async (t) => {
  const { lines, port } = await start(t, { command: [process.execPath, COMMAND, 'emulator'] });
  const printed = lines.map((line) => line.replace(`:${port}`, ':12111').replace(/emu_(key|session)_\w+/g, 'emu_$1_…'));
  const block = blocks('emulator/README.md').find(({ language }) => language === 'console');
  assert.deepEqual(printed, block?.code.trimEnd().split('\n').slice(1));
});

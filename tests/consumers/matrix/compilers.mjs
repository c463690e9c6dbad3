/**
 * TypeScript in each way of resolving modules: it checks the code of all entries at once and writes JavaScript,
 * which Node then runs.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runAsync, tool } from '../installed.mjs';

/** The files of an entry's folder that a resolution can have, and what Node runs of them. */
const ONE_FORMAT = [['typed.ts', 'typed.js']];
const BOTH_FORMATS = [
  ['typed.mts', 'typed.mjs'],
  ['typed.cts', 'typed.cjs'],
  ['typed.ts', 'typed.js'],
];

/** `until` is the last TypeScript that has it, `since` the first that compiles it in a moment: slower ones are left to the full run. */
export const RESOLUTIONS = [
  { moduleResolution: 'node10', module: 'commonjs', files: ONE_FORMAT, format: 'commonjs', until: 6 },
  { moduleResolution: 'node16', module: 'node16', files: BOTH_FORMATS, format: 'commonjs', since: 7 },
  { moduleResolution: 'nodenext', module: 'nodenext', files: BOTH_FORMATS, format: 'commonjs', since: 7 },
  { moduleResolution: 'bundler', module: 'esnext', files: ONE_FORMAT, format: 'module', since: 7 },
];

const SETTINGS = {
  strict: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true, // TypeScript's own declarations need no check
  target: 'es2018',
  lib: ['es2018', 'dom'],
  types: ['node'],
  esModuleInterop: true,
  allowJs: true,
  rootDir: '.',
};

/**
 * Compiles the code of every folder with one of the TypeScripts in `tests/node_modules`. The result tells what
 * is wrong with a folder's code, and runs what was made of it.
 */
export async function compile(project, compiler, { files, format, ...resolution }, folders) {
  const outDir = path.join('compiled', `${compiler}-${resolution.moduleResolution}`);
  const config = path.join(project, `tsconfig.${compiler}-${resolution.moduleResolution}.json`);
  const sources = folders.flatMap((folder) => files.map(([source]) => `${folder}/${source}`));
  writeFileSync(config, JSON.stringify({ compilerOptions: { ...SETTINGS, ...resolution, outDir }, files: sources }));
  const compiling = [tool(`${compiler}/bin/tsc`), '-p', config, '--pretty', 'false'];
  const failure = await runAsync(project, process.execPath, ...compiling).then(
    () => undefined,
    (error) => error,
  );
  if (!existsSync(path.join(project, outDir))) throw failure;
  writeFileSync(path.join(project, outDir, 'package.json'), JSON.stringify({ type: format }));
  const errors = failure === undefined ? [] : failure.message.split('\n').filter((line) => /error TS\d/.test(line));
  if (failure !== undefined && errors.length === 0) throw failure;
  return {
    /** What is wrong with this folder's code, and with what belongs to no folder. */
    errors(folder) {
      const others = folders.filter((other) => other !== folder);
      return errors.filter((line) => !others.some((other) => line.startsWith(`${other}/`)));
    },
    /** Runs what was made of this folder's code. */
    async run(folder) {
      for (const [, made] of files) await runAsync(project, process.execPath, path.join(outDir, folder, made));
    },
  };
}

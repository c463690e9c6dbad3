/** What runs the package without any build: Node, Bun and Deno, each in both formats of modules. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { runAsync, tool, version } from '../installed.mjs';

const FORMATS = [
  { how: 'ES modules', file: 'main.mjs' },
  { how: 'CommonJS', file: 'main.cjs' },
];

/** Deno is to ask nobody for its newest version, and to keep what it caches in the project. */
const DENO_ENVIRONMENT = { DENO_NO_UPDATE_CHECK: '1', DENO_DIR: path.join('.cache', 'deno') };

export const RUNTIMES = [
  { tool: 'Node.js', version: '20.19 or newer', program: process.execPath, flags: [] },
  { tool: 'Bun', version: version('bun'), program: tool('.bin/bun'), flags: ['run'] },
  {
    tool: 'Deno',
    version: version('deno'),
    program: tool('.bin/deno'),
    flags: ['run', '--no-prompt', '--allow-read', '--node-modules-dir=manual'],
    env: DENO_ENVIRONMENT,
  },
].flatMap(({ env = {}, ...runtime }) => {
  const skip = spawnSync(runtime.program, ['--version']).status === 0 ? false : `${runtime.tool} does not run here`;
  return FORMATS.map((format) => ({ ...runtime, ...format, env, skip }));
});

/** Runs code of a folder of the project. */
export const runIn = ({ program, flags, env, file }, folder) =>
  runAsync({ cwd: folder, env: { ...process.env, ...env } }, program, ...flags, file);

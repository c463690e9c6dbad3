/**
 * Nothing that a caller passes, a host answers or anybody writes holds the thread for a second, however large it is, or
 * takes the process's memory.
 */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { before, suite as group, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BOTH_CORES } from '../support/package.mjs';
import { suite } from './suite.mjs';

/** More than all values here take together; a copy of one of the answers takes many times as much. In megabytes. */
const MEMORY = 1024;
/** The time for all cases, in milliseconds: one may not end. */
const LIMIT = 120_000;

const ended = async (module, core) => {
  const found = { problems: {}, unhandled: ['the process died'] };
  const execArgv = [`--max-old-space-size=${MEMORY}`];
  const child = fork(fileURLToPath(new URL('child.mjs', import.meta.url)), [module, core], {
    execArgv,
    timeout: LIMIT,
  });
  child.on('message', (/** @type {any} */ { name, problems, unhandled }) => {
    if (name) found.problems[name] = problems;
    else found.unhandled = unhandled;
  });
  await once(child, 'exit');
  return found;
};

for (const { name: entry, module, core } of BOTH_CORES) {
  group(entry, () => {
    let found;
    before(async () => {
      found = await ended(module, core);
    });
    for (const { name } of suite({ core }))
      test(name, () => assert.deepEqual(found.problems[name] ?? 'the process died, or did not come so far', []));
    test('no rejection is left that nobody handles', () => assert.deepEqual(found.unhandled, []));
  });
}

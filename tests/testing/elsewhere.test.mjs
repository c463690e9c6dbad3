/** The emulator outside of Jest: in Node.js, Bun and Deno as both kinds of modules, and in Vitest behind the SDK. */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { packPackage, runAsync, tool } from '../consumers/installed.mjs';
import { RUNTIMES, runIn } from '../consumers/matrix/runtimes.mjs';

let packed;
let project;
before(() => {
  packed = packPackage();
  project = packed.project('matrix');
  cpSync(fileURLToPath(new URL('fixtures/elsewhere/', import.meta.url)), project, { recursive: true });
});
after(() => packed?.remove());

for (const runtime of RUNTIMES) {
  test(`a test in ${runtime.how} that ${runtime.tool} runs has the emulator`, { skip: runtime.skip }, async () => {
    assert.equal(`${await runIn(runtime, project)}`.trim(), 'p 403 resource_missing 4');
  });
}

test('a test that Vitest runs has the emulator behind the SDK', async () => {
  const printed = await runAsync(project, process.execPath, tool('vitest/vitest.mjs'), 'run');
  assert.match(`${printed}`, /2 passed/);
});

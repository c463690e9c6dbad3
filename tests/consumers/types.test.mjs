/** The types, as TypeScript finds them in an installed package under each way of resolving modules. */
import assert from 'node:assert/strict';
import process from 'node:process';
import { after, before, test } from 'node:test';
import { packPackage, run, tool } from './installed.mjs';

let packed;
before(() => { packed = packPackage(); });
after(() => packed?.remove());

const library = ['usage.ts', 'imported.mts'];
// Beside stripe, the SDK and React. The journey takes part: consumers run what the types describe.
const extension = [...library, 'interchange.ts', 'extension.tsx', 'journey.cjs'];
for (const [resolution, module, files, esModuleInterop] of [
  ['node', 'commonjs', extension, true],
  ['node', 'commonjs', library, false],
  ['node', 'esnext', library, true],
  ['node16', 'node16', [...extension, 'required.cts'], true],
  ['bundler', 'esnext', library, true],
]) {
  test(`right code passes and wrong code does not: moduleResolution ${resolution}, module ${module}, esModuleInterop ${esModuleInterop}`, () => {
    const flags = { moduleResolution: resolution, module, esModuleInterop };
    assert.deepEqual(typeErrors(packed.project('types'), flags, files), []);
  });
}

const STRICTEST = {
  noEmit: true,
  strict: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true, // TypeScript's own declarations need no check
  pretty: false,
  target: 'es2018',
  lib: 'es2018,dom',
  allowJs: true,
  checkJs: true,
  jsx: 'react-jsx',
  types: 'node',
};

/**
 * Type-checks files of a project as strictly as TypeScript can, declaration files included, with no
 * `lib` newer than ES2018.
 *
 * Errors inside `@stripe/ui-extension-sdk` are left out: the declarations of 9.3.0 do not fit those
 * of stripe 23.1.0, whatever else is installed.
 */
function typeErrors(project, resolution, files) {
  const flags = Object.entries({ ...STRICTEST, ...resolution }).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  let output = '';
  try {
    run(project, process.execPath, tool('typescript/bin/tsc'), ...flags, ...files);
  } catch (failure) {
    output = failure.cause.stdout;
    if (!/error TS\d/.test(output)) throw failure;
  }
  return output
    .split('\n')
    .filter((line) => /error TS\d/.test(line) && !line.includes('@stripe/ui-extension-sdk/'));
}

/** The npm command under each Node.js that the package is for, beside the one that runs the tests. */
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cases } from './contract/cases.mjs';
import { serverDoor } from './contract/doors.mjs';
import { npmDoor } from './doors.mjs';

const { storing, identities, failures } = cases;

for (const name of ['node18', 'node24']) {
  const program = fileURLToPath(new URL(`../node_modules/${name}/bin/node`, import.meta.url));
  const skip = existsSync(program) ? false : `${name} is not installed: it is for Linux on x64`;
  describe(`npm, ${name}: the contract`, { skip }, () => {
    for (const [group, table] of Object.entries({ storing, identities, failures })) {
      test(group, async (t) => {
        const door = await serverDoor(npmDoor(program, name)).open();
        t.after(door.stop);
        for (const { title, run } of table) {
          await door.reset();
          await t.test(title, () => run(door));
        }
      });
    }
  });
}

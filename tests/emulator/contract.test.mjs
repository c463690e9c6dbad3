/** One table of cases through every door of the store: in process, the axum server, the npm command. */
import { after, before, beforeEach, describe, test } from 'node:test';
import { cases } from './contract/cases.mjs';
import { doors } from './contract/doors.mjs';

for (const { name, open } of doors) {
  describe(`${name}: the contract`, () => {
    let door;
    before(async () => {
      door = await open();
    });
    beforeEach(() => door.reset());
    after(() => door?.stop());
    for (const { title, run } of Object.values(cases).flat()) test(title, () => run(door));
  });
}

/** Every check of an entry of the package, for Node.js and for browsers alike: `{ name, check }`, `check` gives the problems. */
import { ALL } from '../support/all.mjs';
import { ANSWERS, problemOfCall } from './answers.mjs';
import { problemOf } from './attack.mjs';
import { ATTACKS } from './attacks.mjs';
import { tryBuiltIns } from './builtins.mjs';
import { properties } from './properties.mjs';

/** Fewer of these would mean that a generator, or a list, has become a toy. */
const LEAST = { builtIns: ALL ? 3500 : 50, ends: 1 / 100 };

/** More than this says no more. */
const MOST_TOLD = 20;
const told = (problems) =>
  problems.length > MOST_TOLD ? [...problems.slice(0, MOST_TOLD), `and ${problems.length - MOST_TOLD} more`] : problems;

const attacks = (environment) => {
  let realm;
  const libraryOf = (attack) => {
    if (!attack.realm) return environment.library;
    if (attack.realm === 'fresh') return environment.realm();
    realm ??= environment.realm();
    return realm;
  };
  return Object.entries(ATTACKS).map(([name, list]) => ({
    name,
    async check() {
      const problems = [];
      for (const attack of list) {
        const problem = await problemOf(attack, libraryOf(attack), environment.timers);
        if (problem) problems.push(`${attack.name}: ${problem}`);
      }
      return told(problems);
    },
    count: list.length,
  }));
};

const answers = ({ library, timers, inspect }) =>
  Object.entries(ANSWERS).map(([name, list]) => ({
    name,
    async check() {
      const problems = [];
      for (const entry of list) {
        const problem = await problemOfCall(entry, library, timers, inspect);
        if (problem) problems.push(`${entry.name}: ${problem}`);
      }
      return told(problems);
    },
    count: list.length,
  }));

const arbitrary = ({ library, timers, inspect, seed, runs }) =>
  properties(library, timers, inspect).map(({ name, reaches, check }) => ({
    name,
    async check() {
      const counts = {};
      await check({ seed, numRuns: runs }, counts);
      return reaches
        .filter((end) => !(counts[end] > runs * LEAST.ends))
        .map((end) => `hardly any run ends with ${end}`);
    },
    count: runs,
  }));

const builtIns = ({ realm }) => ({
  name: 'a built-in that is patched after the package has loaded changes no request',
  check: async () => {
    const { tried, problems } = tryBuiltIns(realm);
    return told(tried < LEAST.builtIns ? [...problems, `only ${tried} were tried`] : problems);
  },
});

/**
 * @param environment `library` (the entry), `realm` (makes one of its own), `timers`, `inspect`, and for
 *   the properties `seed` and `runs`
 */
export const suite = (environment) => [
  ...attacks(environment),
  ...answers(environment),
  ...arbitrary(environment),
  builtIns(environment),
];

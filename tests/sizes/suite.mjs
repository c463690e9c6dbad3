/** Every check of an entry of the package, for Node.js and for browsers alike: `{ name, check }`, `check` gives the problems. */
import { ANSWERS } from './answers.mjs';
import { CALLERS } from './callers.mjs';
import { FOREIGN } from './foreign.mjs';

/** The time that a call may hold the thread, in milliseconds. */
const LIMIT = 1000;
/** What has not ended by then never does: no host here waits. */
const NEVER = 10_000;

const outcome = async (act) => {
  try {
    await act();
    return {};
  } catch (error) {
    return { error };
  }
};

/** How a call ends. */
const ended = async (act) => {
  let timer;
  const never = new Promise((resolve) => {
    timer = setTimeout(resolve, NEVER, { late: true });
  });
  try {
    return await Promise.race([outcome(act), never]);
  } finally {
    clearTimeout(timer);
  }
};

const problemOnce = async ({ prepare }, { library, used }) => {
  const { act, problem } = prepare(library);
  const began = await used();
  const { error, late } = await ended(act);
  const milliseconds = (await used()) - began;
  if (late) return { problem: 'it does not settle' };
  if (error?.code === 'internal_error') return { problem: `it reports a defect: ${error.detail?.stack}` };
  return {
    problem: problem(error),
    slow: milliseconds > LIMIT && `it holds the thread for ${Math.round(milliseconds)} ms`,
  };
};

/** How often a call is tried that seems slow: the engine may have cleaned up, and what the thread does takes up to twice as long on a busy machine. */
const TRIES = 3;

/** What is wrong with a call. */
const problemOf = async (entry, environment) => {
  let found;
  for (let i = 0; i < TRIES; i++) {
    found = await problemOnce(entry, environment);
    if (found.problem || !found.slow) break;
  }
  return found.problem || found.slow || '';
};

/** @param environment `library` (the entry), its `core` (on which nothing of foreign text depends), and `used`: the time that the thread has worked so far, in milliseconds, which a busy machine does not lengthen */
export const suite = (environment) =>
  Object.entries({ ...CALLERS, ...ANSWERS, ...(environment.core === 'wasm' && FOREIGN) }).map(([name, cases]) => ({
    name,
    async check() {
      const problems = [];
      for (const entry of cases) {
        const problem = await problemOf(entry, environment);
        if (problem) problems.push(`${entry.name}: ${problem}`);
      }
      return problems;
    },
  }));

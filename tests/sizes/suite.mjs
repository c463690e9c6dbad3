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

/** What is wrong with a call. One that seems slow is tried once more: the engine may have cleaned up. */
const problemOf = async (entry, environment) => {
  const { problem, slow } = await problemOnce(entry, environment);
  if (problem || !slow) return problem;
  const again = await problemOnce(entry, environment);
  return again.problem || again.slow || '';
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

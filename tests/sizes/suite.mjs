/** Every check of an entry of the package, for Node.js and for browsers alike: `{ name, check }`, `check` gives the problems. */
import { ANSWERS } from './answers.mjs';
import { CALLERS } from './callers.mjs';
import { FOREIGN } from './foreign.mjs';

/** The time that a call may hold the thread, in milliseconds. */
const LIMIT = 1000;
/** What has not ended by then never does: no host here waits. */
const NEVER = 10_000;

const never = () =>
  new Promise((resolve) => {
    setTimeout(resolve, NEVER, { late: true });
  });

const outcome = async (act) => {
  try {
    await act();
    return {};
  } catch (error) {
    return { error };
  }
};

/** The milliseconds that the thread has worked, as far as that is known: a busy machine lets it wait, too. */
const clock = () => {
  const { cpuUsage } = globalThis.process ?? {};
  const times = () => [performance.now(), cpuUsage ? cpuUsage().user / 1000 : Infinity];
  const began = times();
  return () => {
    const [real, used] = times().map((time, place) => time - began[place]);
    return cpuUsage ? Math.min(real, used) : real;
  };
};

const problemOnce = async ({ prepare }, library) => {
  const { act, problem } = prepare(library);
  const passed = clock();
  const { error, late } = await Promise.race([outcome(act), never()]);
  const milliseconds = passed();
  if (late) return { problem: 'it does not settle' };
  if (error?.code === 'internal_error') return { problem: `it reports a defect: ${error.detail?.stack}` };
  return {
    problem: problem(error),
    slow: milliseconds > LIMIT && `it holds the thread for ${Math.round(milliseconds)} ms`,
  };
};

/** What is wrong with a call. One that seems slow is tried once more: the machine may have been busy, or cleaning up. */
const problemOf = async (entry, library) => {
  const { problem, slow } = await problemOnce(entry, library);
  if (problem || !slow) return problem;
  const again = await problemOnce(entry, library);
  return again.problem || again.slow || '';
};

export const suite = (library) =>
  Object.entries({ ...CALLERS, ...ANSWERS, ...FOREIGN }).map(([name, cases]) => ({
    name,
    async check() {
      const problems = [];
      for (const entry of cases) {
        const problem = await problemOf(entry, library);
        if (problem) problems.push(`${entry.name}: ${problem}`);
      }
      return problems;
    },
  }));

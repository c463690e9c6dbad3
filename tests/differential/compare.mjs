/** Finds every difference between what was seen of the two libraries, and holds it against the table. */
import { EVERYWHERE, INTENDED } from './intended.mjs';
import { ours, stripe } from './libraries.mjs';
import { play } from './play.mjs';

/** Plays a case with both libraries. */
export async function playBoth(scenario, libraries = { stripe, ours }) {
  const seen = {};
  for (const side of ['stripe', 'ours']) seen[side] = await play(libraries[side], scenario);
  return seen;
}

/** Where the order of an object's keys counts: in what is handed on, as `JSON.stringify` shows it. */
const ORDERED = /^calls\.\d+\.value/;

/** The differences between two values: where, and what each side has. */
export function differences(a, b, path = '') {
  if (Object.is(a, b)) return [];
  const isTree = (value) => typeof value === 'object' && value !== null;
  if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) return [{ path, stripe: a, ours: b }];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const nested = keys.flatMap((key) => differences(a[key], b[key], path ? `${path}.${key}` : key));
  const order = Object.keys(a).join() === Object.keys(b).join() || nested.length > 0 || !ORDERED.test(path);
  return order ? nested : [{ path: `${path} (order)`, stripe: Object.keys(a), ours: Object.keys(b) }];
}

/**
 * Judges a case: the differences that no intended one explains, and the intended ones that it names and does not show.
 */
export function judge(scenario, seen) {
  const named = [...EVERYWHERE, ...(scenario.differs ?? [])];
  const shown = new Set();
  const unexplained = differences(seen.stripe, seen.ours).filter((difference) => {
    const id = named.find((id) => INTENDED[id].explains(difference, seen, scenario));
    if (id) shown.add(id);
    return !id;
  });
  const stale = (scenario.differs ?? []).filter((id) => !shown.has(id));
  return { unexplained, stale };
}

/** Plays a case with both, and throws what it shows that the table does not have. */
export async function check(scenario, { mayBeAbsent = false, libraries = { stripe, ours } } = {}) {
  const seen = await playBoth(scenario, libraries);
  const { unexplained, stale } = judge(scenario, seen);
  if (unexplained.length > 0)
    throw new Error(`not in the table of intended differences:\n${unexplained.slice(0, 12).map(shown).join('\n')}`);
  if (stale.length > 0 && !mayBeAbsent) throw new Error(`named as an intended difference, and not shown: ${stale}`);
  return seen;
}

const shown = ({ path, stripe, ours }) => `  ${path}\n    stripe: ${print(stripe)}\n    ours:   ${print(ours)}`;
const print = (value) => {
  const text = typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};

// Where an unknown name belongs. A suggestion is always a name that is allowed there, never the one that was refused.

import { CONFIG, METHODS, OPTIONS, PARAMETERS, REFUSED_OPTIONS, SCOPE } from '../contract.js';

/** A longer name is no slip of a known one. In UTF-16 units. */
const LONGEST = 40;

/** How many letters one name has wrong, lacks or has in addition, or has swapped with their neighbours. */
const distance = (a, b) => {
  let before = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2] + 1 : Infinity;
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length];
};

const letters = (name) => name.toLowerCase().replace(/[^a-z]/g, '');

/** Whether a name could be meant for a known one: a slip, or the known one with something before or after it. */
const nears = (name, known) => {
  const [a, b] = [letters(name), letters(known)];
  if (distance(a, b) <= Math.max(1, b.length / 4)) return true;
  return a.length > 2 && (a.startsWith(b) || a.endsWith(b) || b.startsWith(a));
};

/** `. Did you mean …?`, where an allowed name is near. */
const nearest = (name, allowed) => {
  const near = allowed.filter((known) => nears(name, known));
  const [best] = near.sort((a, b) => distance(letters(name), letters(a)) - distance(letters(name), letters(b)));
  return best ? `. Did you mean ${best}?` : '.';
};

const ofParameters = (name, operation) => {
  if (/^scope\W/.test(name)) return ": write scope: { type: 'user', user } or { type: 'account' }.";
  if (OPTIONS.includes(name)) return ': pass it in the second argument.';
  const [method, parameters] = METHODS[operation];
  if (!PARAMETERS.includes(name)) return nearest(name, parameters.split(' '));
  const others = METHODS.filter(([, known]) => known.split(' ').includes(name)).map(([other]) => other);
  return `: ${method} has no ${name}; it belongs to ${others.join(', ')}.`;
};

const ofSettings = (name, known) =>
  nearest(
    name,
    known.filter((setting) => !REFUSED_OPTIONS.includes(setting)),
  );

const ofOptions = (name) =>
  PARAMETERS.includes(name) ? ': pass it in the first argument.' : ofSettings(name, OPTIONS);

/** What a message adds about an unknown name in `place`. */
export const hint = (place, name, operation) => {
  if (name.length > LONGEST) return '.';
  if (place === 'scope') return nearest(name, SCOPE);
  if (place === 'config') return ofSettings(name, CONFIG);
  return place === 'options' ? ofOptions(name) : ofParameters(name, operation);
};

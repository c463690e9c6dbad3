// Where an unknown name belongs. A suggestion is always a name that is allowed there, never the one that was refused.

import { CONFIG, METHODS, OPTIONS, PARAMETERS, REFUSED_OPTIONS, SCOPE } from '../contract.js';

/** A longer name is not a slip of a known one. In UTF-16 units. */
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

const SCOPES = ": write scope: { type: 'user', user } or { type: 'account' }.";

/** The names that a method's parameters may have. */
const parametersOf = (operation) => METHODS[operation][1].split(' ');

/** The options that have an effect. */
const usefulOptions = () => OPTIONS.filter((name) => !REFUSED_OPTIONS.includes(name));

/** Where a name that is known, but not allowed where it stands, belongs; undefined of one that belongs nowhere. */
const elsewhere = (place, name, operation) => {
  if (SCOPE.includes(name) || (place === 'scope' ? /^scope/ : /^scope\W/).test(name)) return SCOPES;
  if (usefulOptions().includes(name)) return ': pass it in the second argument.';
  if (parametersOf(operation).includes(name))
    return place === 'scope' ? ': pass it beside scope.' : ': pass it in the first argument.';
  if (CONFIG.includes(name) && !REFUSED_OPTIONS.includes(name)) return ': pass it to new Stripe.';
  if (!PARAMETERS.includes(name)) return undefined;
  const others = METHODS.filter((_, other) => parametersOf(other).includes(name)).map(([method]) => method);
  return `: ${METHODS[operation][0]} has no ${name}; it belongs to ${others.join(', ')}.`;
};

/** The names that are allowed in a place. */
const allowedIn = (place, operation) => {
  if (place === 'scope') return SCOPE;
  return place === 'options' ? usefulOptions() : parametersOf(operation);
};

/** What a message adds about an unknown name in `place`: the parameters, the scope or the options of a call. */
export const hint = (place, name, operation) => {
  if (name.length > LONGEST) return '.';
  return elsewhere(place, name, operation) ?? nearest(name, allowedIn(place, operation));
};

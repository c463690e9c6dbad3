// A suggestion where a name is unknown.

import { NAMES } from '../contract.js';

/** How many letters two names do not share, roughly: enough to tell a slip from another word. */
const distance = (a, b) => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
};

const letters = (name) => name.toLowerCase().replace(/[^a-z]/g, '');

/** `. Did you mean …?`, where a known name is near. */
export const hint = (name) => {
  const nearest = NAMES.map((known) => ({ known, far: distance(letters(name), letters(known)) }))
    .filter(({ known, far }) => far <= 1 + known.length / 5)
    .sort((a, b) => a.far - b.far)[0];
  return nearest ? `. Did you mean ${nearest.known}?` : '.';
};

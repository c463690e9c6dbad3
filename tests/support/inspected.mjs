/** All that hangs on a value, as text: what is not to be told is looked for in it. */
export const inspected = (value, seen = new Set()) => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return String(value);
  seen.add(value);
  return Object.getOwnPropertyNames(value)
    .map((name) => inspected(value[name], seen))
    .join(' ');
};

// What a test passes: read as plain data, and refused with a `TypeError` that names the place and the remedy.

/** Plain data, as JSON has it; `what` names it in the refusal. The JSON text itself is taken too. */
export const plain = (what, value) => {
  if (value === undefined) return {};
  let copy;
  try {
    copy = JSON.parse(JSON.stringify(value));
  } catch {
    // The parser's own words may quote a payload.
  }
  if (typeof copy === 'object' && copy !== null && !Array.isArray(copy)) return copy;
  throw new TypeError(`${what} has to be an object of plain data, as JSON has it.`);
};

/** Refuses names that are not `known`: a slip would otherwise change nothing, and the test prove nothing. */
export const checkNames = (what, value, known) => {
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value)))
    throw new TypeError(`${what} takes an object with ${known.join(', ')}.`);
  for (const name of Object.keys(value ?? {})) {
    if (!known.includes(name)) throw new TypeError(`${what} has no ${name}; it knows ${known.join(', ')}.`);
  }
};

/** Unix seconds of a `Date` or of a number. */
export const unixSeconds = (what, time) => {
  const seconds = typeof time?.getTime === 'function' ? time.getTime() / 1000 : time;
  if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds < MILLISECONDS) return Math.floor(seconds);
  throw new TypeError(
    `${what} has to be a Date or Unix seconds${seconds >= MILLISECONDS ? ', not milliseconds' : ''}.`,
  );
};

/** As seconds this is the year 5138, as milliseconds 1973. */
const MILLISECONDS = 1e11;

/** Calls the store. A refusal becomes a `TypeError` that names the call (`what`) and the place that is wrong. */
export const callStore = (act, what = '') => {
  try {
    return act();
  } catch (thrown) {
    const { where, message } = /** @type {any} */ (thrown);
    if (where === undefined) throw thrown;
    throw new TypeError([what, where, message].filter(Boolean).join(': '));
  }
};

// The options of the store's methods. What is not the store's own goes on to the core, which refuses what it does not know.

import { checked, isRecord, readable, refusal } from '../entries/shared.js';

/**
 * The options as they were read, once: `own` of the store, by `names`, and the `rest`.
 *
 * @returns {{ own: Record<string, any>, rest: any }}
 */
export const read = (options, names) => {
  const given = checked(() => readable('options', options));
  if (!isRecord(given)) return { own: {}, rest: given };
  const all = { __proto__: null, ...given };
  const own = { __proto__: null };
  for (const name of names) {
    own[name] = all[name];
    delete given[name];
  }
  return { own, rest: given };
};

/** Reads options, and refuses any other (`option_unknown`). */
export const readExactly = (options, names) => {
  const { own, rest } = read(options, names);
  const [unknown] = isRecord(rest) ? Object.keys(rest) : [];
  if (unknown !== undefined) throw refusal('InvalidRequest', 'option_unknown', unknown, { param: unknown });
  return own;
};

/**
 * The time at which a secret ends, in Unix seconds, or as it was given.
 *
 * @param now - the time, in Unix seconds
 */
export const expiry = (/** @type {Record<string, any>} */ { expiresAt, expiresIn }, now) => {
  if (expiresIn === undefined) return expiresAt;
  if (expiresAt !== undefined) throw refusal('InvalidRequest', 'expiry_exclusive', 'expiresIn', { param: 'expiresIn' });
  if (!(typeof expiresIn === 'number' && expiresIn > 0 && expiresIn < Infinity)) {
    throw refusal('InvalidRequest', 'expires_in_invalid', 'expiresIn', { param: 'expiresIn' });
  }
  return Math.ceil(now() + expiresIn);
};

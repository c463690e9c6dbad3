/**
 * The libraries that are compared: the real `stripe`, in the build that bundlers for browsers take (an extension gets no
 * other), and the package as it is published, with each of its cores.
 */
import { BOTH_CORES, load } from '../support/package.mjs';

export const stripe = {
  id: 'stripe',
  ...(await import(new URL('../node_modules/stripe/esm/stripe.esm.worker.js', import.meta.url).href)),
};

/** By the entries' names. */
export const OURS = await Promise.all(
  BOTH_CORES.map(async (entry) => ({ id: 'ours', entry: entry.name, ...(await load(entry)) })),
);

/** The main entry. */
export const [ours] = OURS;

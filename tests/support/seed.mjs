/**
 * What generated cases are made from: a run always plays the same ones, and says with which seed.
 *
 *   SEED   plays others
 */
export const SEED = Number(process.env.SEED ?? 20261101);

/**
 * Which builds of the package are attacked: each entry of this list goes through every attack, property and answer, in
 * Node.js and in Chromium.
 */
export { BOTH_CORES as ENTRIES } from '../policies/entries.mjs';

/** The candidate that a child measures: its name and its script's file are the first two arguments. */
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const [, , name, file, ...rest] = process.argv;
const script = readFileSync(file, 'utf8');

/** What follows the candidate on the command line. */
export const more = rest;

/** Evaluates the script and returns the candidate's `(httpClient) => client`. */
export function load() {
  new vm.Script(script, { filename: file }).runInThisContext();
  return globalThis.candidates[name];
}

/** Hands the result to the process that started this one. */
export const report = (result) => process.stdout.write(JSON.stringify(result));

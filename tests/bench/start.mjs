/** From a script to the end of the first call, step by step. In plain JavaScript, for Node and browsers. */
import { CALLS, instantHost } from './host.mjs';

/** The steps, as figures are named by them, and what each is. The last is all of them. */
export const STEPS = {
  evaluate: 'evaluate the script',
  construct: 'construct',
  call: 'first find done',
  start: 'all three',
};

/**
 * The milliseconds of each step: `{ evaluate, construct, call, start }`.
 *
 * @param evaluate - runs the script, and returns the `(httpClient) => client` that it leaves
 */
export async function timeStart(evaluate) {
  const host = instantHost();
  const started = performance.now();
  const make = evaluate();
  const evaluated = performance.now();
  const client = make(host);
  const constructed = performance.now();
  await CALLS.find(client);
  const done = performance.now();
  return {
    evaluate: evaluated - started,
    construct: constructed - evaluated,
    call: done - constructed,
    start: done - started,
  };
}

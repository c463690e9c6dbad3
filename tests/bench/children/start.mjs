/** From a script's text to the end of the first call, in a process that has run nothing like it. */
import { load, report } from './candidate.mjs';
import { CALLS, instantHost } from '../host.mjs';

const host = instantHost();
const started = performance.now();
const client = load()(host);
await CALLS.find(client);
report(performance.now() - started);

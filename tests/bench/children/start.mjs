/** From a script's text to the end of the first call, in a process that has run nothing like it. */
import { timeStart } from '../start.mjs';
import { load, report } from './candidate.mjs';

report(await timeStart(load));

/** From a script's text to the end of the first call, in a process that has run nothing like it. */
import { load, report } from './candidate.mjs';
import { timeStart } from '../start.mjs';

report(await timeStart(load));

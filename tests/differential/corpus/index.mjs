/** The named cases, in the order in which a call goes through them. */
import { answers } from './answers.mjs';
import { clients } from './clients.mjs';
import { differences } from './differences.mjs';
import { errors } from './errors.mjs';
import { events } from './events.mjs';
import { listeners } from './listeners.mjs';
import { madeErrors } from './made_errors.mjs';
import { options } from './options.mjs';
import { pages } from './pages.mjs';
import { paging } from './paging.mjs';
import { precedence } from './precedence.mjs';
import { refusals } from './refusals.mjs';
import { requests } from './requests.mjs';
import { results } from './results.mjs';
import { retries } from './retries.mjs';
import { settings } from './settings.mjs';

export const CORPUS = Object.entries({
  settings,
  requests,
  options,
  refusals,
  results,
  errors,
  answers,
  retries,
  paging,
  events,
  listeners,
  madeErrors,
  clients,
  pages,
  precedence,
  differences,
});

// What `/fetch` needs of where it runs.

import { errors } from '../entries/shared.js';
import { ask } from './loader.js';

/** What a request is made with. Jest's jsdom has neither of the first two. */
const NEEDED = ['fetch', 'Request', 'Headers', 'URL', 'AbortController'];

const isThere = (name) => {
  try {
    return typeof globalThis[name] === 'function';
  } catch {
    return false; // a getter of the page's that throws
  }
};

/** What to say where something is missing; undefined where nothing is. */
export const missingMessage = () => {
  const missing = NEEDED.filter((name) => !isThere(name));
  if (!missing.length) return undefined;
  const needs = 'stripe-apps-secrets/fetch needs fetch, Request, Headers, URL and AbortController';
  return `${needs}; missing here: ${missing.join(', ')}.`;
};

const fail = (code, message, detail) => {
  throw new errors.StripeAPIError({ type: 'api_error', code, message, detail });
};

/** Says when a client is made what would fail with each of its requests. Compiles the core. */
export const checkSurroundings = () => {
  const message = missingMessage();
  if (message) fail('not_supported', message);
  try {
    ask(() => {});
  } catch (detail) {
    fail('webassembly_forbidden', 'WebAssembly cannot run here, which stripe-apps-secrets/fetch needs.', detail);
  }
};

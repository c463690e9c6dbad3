// What the store adds to the error of a write: how long a text is that is too long, and what fills a scope.

import { isStripeError } from '../entries/shared.js';

/** How many secrets a scope holds (Stripe's documentation). */
const PLACES = 10;

const charactersOf = (text) => [...text].length;

/** Adds to an error that this package has just made, and that nobody else has seen. */
const add = (error, words) => {
  error.message += words;
  return error;
};

/** A refusal of the API that a full scope can be the cause of. Its text is not relied on: Stripe documents none. */
const mayBeFull = ({ type, statusCode }) => type === 'StripeInvalidRequestError' && statusCode >= 400;

/**
 * The error of a write, with what helps.
 *
 * @param names - asks for the names that the scope has
 */
export const explained = async (error, name, text, names) => {
  if (isStripeError(error, 'parameter_too_long') && error.param === 'payload') {
    return add(error, ` It has ${charactersOf(text)} characters.`);
  }
  if (!isStripeError(error) || !mayBeFull(error)) return error;
  try {
    const taken = await names();
    if (taken.length < PLACES || taken.includes(name)) return error;
    const all = taken.join(', ');
    if (!error.code) Object.assign(error, { code: 'scope_full' });
    return add(error, ` ${taken.length} of the ${PLACES} places are taken: ${all}.`);
  } catch {
    return error; // the first one says more
  }
};

// From what the core throws to the errors that callers catch.

import { errors } from './errors.js';
import { FAILURES, REFUSALS, failureCode, hint } from './messages.js';

/** The classes, by the numbers of `Class` in `src/policy/failure.rs`. */
const CLASSES = Object.values(errors).slice(1);

/** A name as a message may show it: a key that reads like no parameter's name could be a value in the wrong place. */
const shown = (name) => (/^[a-z_-]{1,40}(\[[a-z_]{0,9}\d?\])?$/i.test(name) ? name : '(a key that is no plain name)');

/**
 * What something thrown says of itself. Own properties only: what a polluted prototype lends would make a refusal of any
 * failure.
 */
export const told = (thrown) => {
  try {
    return { __proto__: null, ...Object(thrown) };
  } catch {
    return { __proto__: null }; // it throws when it is looked at, so it is not the core's
  }
};

const refused = ({ code: number, param: word, name, detail }) => {
  const { 0: code, 1: message } = REFUSALS[number]; // an array pattern would call a polluted `return`
  const nested = word === 'scope' && name !== undefined;
  const param = name === undefined ? word : nested ? `scope[${shown(name)}]` : shown(name);
  const Class = code.startsWith('scope_') ? errors.StripeScopeError : errors.StripeInvalidRequestError;
  return new Class({
    type: 'invalid_request_error', code, param, detail,
    message: message.replace('$', () => param) + (name !== undefined && code !== 'config_unknown' ? hint(name) : ''),
  });
};

/**
 * The error that something thrown by the core stands for: a refusal, a failure, or an error of the
 * API's. Anything else is a defect of ours, and is reported as one: the promise settles all the same.
 */
export const toError = (thrown) => {
  const said = told(thrown);
  const { type, code, failure, numbers, raw } = said;
  if (typeof code === 'number') return refused(said);
  if (typeof type !== 'number') {
    return new errors.StripeAPIError({ code: 'internal_error', message: 'stripe-apps-secrets failed internally.', detail: thrown });
  }
  if (!FAILURES[failure]) return new CLASSES[type](raw);
  return new CLASSES[type]({ ...raw, message: FAILURES[failure](numbers), code: failureCode(failure) });
};

// From the core's faults to the errors that callers catch.

import { faultOfClass, faultParam, faultPlace, faultReason, REASON_INTERNAL, REASONS, WORDS } from '../contract.js';
import { attempt, hasOwn, keys } from '../core/objects.js';
import { errors } from './classes.js';
import { describe } from './texts.js';

const CLASSES = Object.values(errors);

/** Says what a fault means; absent in production builds that do not import `/messages`. */
let describing;
export const bringTexts = () => {
  describing = describe;
};

// Bundlers take this away, and the texts with it, where they set NODE_ENV to production. A page without a `process` has them.
try {
  if (process.env.NODE_ENV !== 'production') describing = describe;
} catch {
  describing = describe;
}

/**
 * Throws what the core refuses.
 *
 * @param inside - what may have an unknown property, by its name; `operation` is the call's
 */
export const check = (fault, inside) => {
  if (!fault) return;
  const param = WORDS[faultParam(fault)];
  const place = faultPlace(fault);
  if (!place) throw { fault };
  const name = keys(param === 'scope' ? inside.params.scope : inside[param])[place - 1];
  throw { fault, name, operation: inside.operation };
};

/** A name as a message may show it: a key that does not look like a parameter's name could be a value in the wrong place. */
const safeName = (name) => (/^[a-z_-]{1,40}(\[[a-z_]{0,9}\d?\])?$/i.test(name) ? name : '(no plain name)');

const paramOf = (fault, name) => {
  const param = WORDS[faultParam(fault)];
  if (name === undefined) return param;
  return param === 'scope' ? `scope[${safeName(name)}]` : safeName(name);
};

/**
 * The own fields of something thrown, if it is a fault. A polluted prototype would otherwise make anything a fault.
 */
const ownFields = (thrown) => ({ __proto__: null, ...attempt(() => hasOwn(thrown, 'fault') && { ...thrown }) });

/**
 * The error that something thrown stands for: `{ fault }`, with the `name` of what is unknown, or with `raw` fields and
 * the `values` that its text mentions. Anything else is a defect of ours, and is reported as one.
 */
const errorOf = (thrown) => {
  const { fault, name, operation, detail, raw, values } = ownFields(thrown);
  if (typeof fault !== 'number' || !REASONS[faultReason(fault)])
    return errorOf({ fault: REASON_INTERNAL, detail: thrown });
  // A row ends with its last value; what is missing may not come from a polluted prototype.
  /** @type {any} */
  const row = { __proto__: null, ...REASONS[faultReason(fault)] };
  const { 0: code, 1: ofReason = 1, 2: text, 3: mention, 4: rest } = row;
  const Class = CLASSES[faultOfClass(fault) || ofReason];
  if (!code && !text) return new Class(raw); // the API's own words
  const param = paramOf(fault, name);
  const short = code ? (param ? `${code}: ${param}` : code) : mention ? text + values[mention] + rest : text;
  const message = describing?.(fault, { param, name, operation, detail: raw?.detail, ...values }, short) ?? short;
  const refused = param ? { type: 'invalid_request_error', param, detail } : { detail };
  return new Class({ ...refused, ...raw, message, code: code || undefined });
};

/** The same; where an error cannot be made, since a built-in that it needs was patched, what that one throws. */
export const toError = (thrown) => {
  try {
    return errorOf(thrown);
  } catch (instead) {
    return instead;
  }
};

/** Does a step, and throws what the core refuses as a typed error. */
export const checked = (step) => {
  try {
    return step();
  } catch (thrown) {
    throw toError(thrown);
  }
};

/**
 * An error of `/store` or `/react`, whose texts stand in `kit_texts.js`.
 *
 * @param kind - the class, without `Stripe` and `Error`
 * @param subject - what the error is about: a parameter, or the name of a secret
 */
export const refusal = (kind, code, subject, raw) =>
  new errors[`Stripe${kind}Error`]({
    type: kind === 'API' ? 'api_error' : 'invalid_request_error',
    ...raw,
    code,
    message: describing?.(code, { subject }) ?? `${code}: ${subject}`,
  });

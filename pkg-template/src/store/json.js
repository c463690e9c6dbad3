// JSON in a secret. No error of it shows the text: parsers quote what they read.

import { refusal } from '../errors/faults.js';
import { redactor, unquoted } from '../errors/redact.js';

const nothing = () => {};
const isPromise = (value) => typeof value?.then === 'function';

/** What texts and numbers a value holds, as texts. */
const textsIn = (value) => {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' || typeof value === 'number' ? [`${value}`] : [];
};

/** Something thrown by others, without any of the texts that values hold. */
export const without = (thrown, ...values) =>
  values.flatMap(textsIn).reduce((rest, text) => redactor(text)(rest), unquoted(thrown));

const refuseParse = () => {
  throw refusal('InvalidRequest', 'parse_invalid', 'parse', { param: 'parse' });
};

/**
 * The value of a text, or what `check` (the caller's `parse`) makes of it. Throws `secret_not_json`, `secret_invalid`,
 * `parse_invalid`.
 */
export const parse = (text, name, check) => {
  if (check && typeof check !== 'function') refuseParse();
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('API', 'secret_not_json', name);
  }
  if (!check) return value;
  let result;
  try {
    result = check(value);
  } catch (thrown) {
    throw refusal('API', 'secret_invalid', name, { detail: without(thrown, text, value) });
  }
  if (!isPromise(result)) return result;
  result.then(nothing, nothing); // a rejection may quote the secret: it is not reported as unhandled
  refuseParse();
};

/** The text of a value. Throws `value_not_json`. */
export const stringify = (value, name) => {
  let text;
  try {
    text = JSON.stringify(value);
  } catch {
    // refused below, without what was thrown: a `toJSON` may quote the value
  }
  if (typeof text !== 'string') throw refusal('InvalidRequest', 'value_not_json', name);
  return text;
};

// JSON in a secret. No error of it shows the text: parsers quote what they read.

import { refusal } from '../errors/faults.js';
import { redactor, unquoted } from '../errors/redact.js';

/** What texts and numbers a value holds, as texts. */
const textsIn = (value) => {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return typeof value === 'string' || typeof value === 'number' ? [`${value}`] : [];
};

/** Something thrown by others, without any of the texts that values hold. */
export const without = (thrown, ...values) =>
  values.flatMap(textsIn).reduce((rest, text) => redactor(text)(rest), unquoted(thrown));

/** The value of a text, or what `parse` makes of it. Throws `secret_not_json`, `secret_invalid`. */
export const parsed = (text, name, parse) => {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusal('API', 'secret_not_json', name);
  }
  if (!parse) return value;
  try {
    return parse(value);
  } catch (thrown) {
    throw refusal('API', 'secret_invalid', name, { detail: without(thrown, text, value) });
  }
};

/** The text of a value. Throws `value_not_json`. */
export const written = (value, name) => {
  let text;
  try {
    text = JSON.stringify(value);
  } catch {
    // said below, without what was thrown: a `toJSON` may quote the value
  }
  if (typeof text !== 'string') throw refusal('InvalidRequest', 'value_not_json', name);
  return text;
};

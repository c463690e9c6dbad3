// What the core writes while it is asked, for `src/edge/draft.rs`: the form and the headers of a request, and what is to
// be kept.

import { WORDS } from '../contract.js';
import { encodeComponent, replaced } from './objects.js';
import { valueAt, written } from './values.js';

const OTHERS = ['%5B', '[', '%5D', ']', '!', '%21', '*', '%2A', '(', '%28', ')', '%29', "'", '%27'];

/** A value as stripe's forms have it (`encodeQueryValue` of stripe 23.1.0). A pattern could be patched. */
export const encode = (text) => {
  let encoded = encodeComponent(text);
  for (let i = 0; i < OTHERS.length; i += 2) encoded = replaced(encoded, OTHERS[i], OTHERS[i + 1]);
  return encoded;
};

const append = (key, value) => {
  written.form += (written.form && '&') + WORDS[key] + value;
};

/** A text; `index`, counted from 1, is its place in a list. */
export const appendText = (key, index, text) => append(key, (index ? `[${index - 1}]=` : '=') + encode(valueAt(text)));
export const appendWord = (key, value) => append(key, '=' + WORDS[value]);
export const appendInteger = (key, value) => append(key, '=' + value);
export const write = (name, value) => {
  written[WORDS[name]] = valueAt(value);
};
export const bound = (withoutId) => {
  written.withoutId = withoutId;
};
export const kept = (exchange) => {
  written.exchange = exchange;
};
export const opened = (asked, exchange, timeout, warn) => {
  written.asked = asked;
  written.exchange = exchange;
  written.timeout = timeout;
  written.warn = warn;
};

// What the core writes during a call, for `src/edge/draft.rs`: the form and the headers of a request, and the state to keep.

import { WORDS } from '../contract.js';
import { encodeComponent, replaced } from './objects.js';
import { output, valueAt } from './values.js';

const OTHERS = ['%5B', '[', '%5D', ']', '!', '%21', '*', '%2A', '(', '%28', ')', '%29', "'", '%27'];

/** A value as stripe's forms have it (`encodeQueryValue` of stripe 23.1.0). A pattern could be patched. */
export const encode = (text) => {
  let encoded = encodeComponent(text);
  for (let i = 0; i < OTHERS.length; i += 2) encoded = replaced(encoded, OTHERS[i], OTHERS[i + 1]);
  return encoded;
};

const append = (key, value) => {
  output.form += (output.form && '&') + WORDS[key] + value;
};

/** A text; `index`, counted from 1, is its place in a list. */
export const appendText = (key, index, text) => append(key, (index ? `[${index - 1}]=` : '=') + encode(valueAt(text)));
export const appendWord = (key, value) => append(key, '=' + WORDS[value]);
export const appendInteger = (key, value) => append(key, '=' + value);
export const write = (name, value) => {
  output[WORDS[name]] = valueAt(value);
};
export const setWithoutId = (withoutId) => {
  output.withoutId = withoutId;
};
export const setExchange = (exchange) => {
  output.exchange = exchange;
};
export const setOpened = (asked, exchange, timeout, warn) => {
  output.asked = asked;
  output.exchange = exchange;
  output.timeout = timeout;
  output.warn = warn;
};

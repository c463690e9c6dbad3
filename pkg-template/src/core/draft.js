// What the core writes while it is asked, for `src/edge/draft.rs`: the form and the headers of a request, and what is to
// be kept.

import { WORDS } from '../contract.js';
import { encodeComponent, slice } from './objects.js';
import { valueAt, written } from './values.js';

const PLAIN = { __proto__: null, '%5B': '[', '%5D': ']', '!': '%21', '*': '%2A', '(': '%28', ')': '%29', "'": '%27' };

/** A value as stripe's forms have it (`encodeQueryValue` of stripe 23.1.0), letter by letter: a pattern can be patched. */
export const encode = (text) => {
  const encoded = encodeComponent(text);
  let result = '';
  let from = 0;
  for (let i = 0; i < encoded.length; i++) {
    const letters = encoded[i] === '%' ? '%' + encoded[i + 1] + encoded[i + 2] : encoded[i];
    const other = PLAIN[letters];
    if (other) {
      result += slice(encoded, from, i) + other;
      from = i + letters.length;
    }
  }
  return result + slice(encoded, from);
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

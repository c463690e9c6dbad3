// What our own errors say in full: what is wrong, and the remedy. Development builds have it, and production builds that
// import `/messages`.

import {
  faultParam,
  faultReason,
  REASON_NO_CONNECTION,
  REASON_NO_CONNECTION_RETRIED,
  TEXTS,
  WORDS,
} from '../contract.js';
import { getOwnPropertyDescriptor, hasOwn } from '../core/objects.js';
import { hint } from './hint.js';
import { KIT_TEXTS } from './kit_texts.js';

/** A text with what it mentions, as `{key}`. Letter by letter: a pattern can be patched, and never end then. */
const filled = (text, mentioned) => {
  let result = '';
  for (let i = 0; i < text.length; i++) {
    let end = i;
    let key = '';
    if (text[i] === '{') while (++end < text.length && text[end] !== '}') key += text[end];
    const isKey = end > i && hasOwn(mentioned, key);
    result += isKey ? mentioned[key] : text[i];
    if (isKey) i = end;
  }
  return result;
};

/** The SDK's words where no Dashboard listens: in a test, or before it is ready. */
const isWithoutHost = (detail) => {
  try {
    return /hostEndpoint/.test(getOwnPropertyDescriptor(detail, 'message')?.value); // no getter is run
  } catch {
    return false;
  }
};

const NO_HOST =
  ' There is no Dashboard here: in a test call installHost() of stripe-apps-secrets/testing, in a view wait until it is ready.';

/**
 * The text of a fault; undefined where the text that every build has says all.
 *
 * @param fault - one of the core's, or the code of an error of `/store` or `/react`
 * @param [short] - the text that every build has
 */
export const describe = (fault, mentioned, short) => {
  if (typeof fault === 'string') return filled(KIT_TEXTS[fault], mentioned);
  const reason = faultReason(fault);
  const { name, operation, detail, method } = mentioned;
  const isLost = reason === REASON_NO_CONNECTION || reason === REASON_NO_CONNECTION_RETRIED;
  if (isLost && isWithoutHost(detail)) return short + NO_HOST;
  const text = TEXTS[reason];
  if (!text) return undefined;
  return filled(text, {
    ...mentioned,
    written: method === 'POST' ? ' The write may have happened.' : '',
    hint: operation && name !== undefined ? hint(WORDS[faultParam(fault)], name, operation) : '',
  });
};

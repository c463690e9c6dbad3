// What our own errors say in full: what is wrong, and the remedy. Development builds have it, and production builds that
// import `/messages`.

import {
  faultParam,
  faultReason,
  REASON_NO_CONNECTION,
  REASON_NO_CONNECTION_RETRIED,
  REASONS,
  TEXTS,
  WORDS,
} from '../contract.js';
import { getOwnPropertyDescriptor, hasOwn } from '../core/objects.js';
import { hint } from './hint.js';
import { KIT_TEXTS } from './kit_texts.js';

/** A text with what it mentions, as `{key}`. Letter by letter: a pattern can be patched, and never end then. */
export const filled = (text, mentioned) => {
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
 */
export const describe = (fault, mentioned) => {
  if (typeof fault === 'string') return filled(KIT_TEXTS[fault], mentioned);
  const reason = faultReason(fault);
  const { name, operation, detail } = mentioned;
  if (reason === REASON_NO_CONNECTION || reason === REASON_NO_CONNECTION_RETRIED) {
    return isWithoutHost(detail) ? filled(REASONS[reason][2] ?? '', mentioned) + NO_HOST : undefined;
  }
  const text = TEXTS[reason];
  if (!text) return undefined;
  return filled(text, {
    ...mentioned,
    hint: operation && name !== undefined ? hint(WORDS[faultParam(fault)], name, operation) : '',
  });
};

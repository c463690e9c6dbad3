// The form of OAuth tokens: what an authorization server answers (RFC 6749, section 5), and what is stored of it.

import { isRecord, parse } from '../entries/shared.js';

const isText = (value) => typeof value === 'string' && value !== '';

/** Whether something is a token response, and no error. */
export const isAnswer = (value) => isRecord(value) && isText(value.access_token);

/** Whether something thrown or returned says that the refresh token is no longer good. */
export const isRefusal = (value) => {
  try {
    return value.error === 'invalid_grant' || value.code === 'invalid_grant';
  } catch {
    return false;
  }
};

/**
 * The tokens to store after a token response.
 *
 * @param now - the time, in Unix seconds
 * @param {Record<string, any>} before - the tokens so far: what the response leaves out stays as it was
 */
export const toStoredTokens = ({ expires_in: lifetime, ...response }, now, before = {}) => {
  const { expires_at: _, ...stays } = before;
  /** @type {Record<string, any>} */
  const tokens = { ...stays, ...response };
  if (!isText(tokens.refresh_token)) tokens.refresh_token = before.refresh_token;
  if (lifetime !== undefined && lifetime !== null && Number.isFinite(+lifetime)) {
    tokens.expires_at = Math.floor(now + +lifetime);
  }
  return tokens;
};

/** The tokens in a text. Throws `secret_not_json`; anything but an object has no tokens. */
export const tokensOf = (text, name) => {
  const tokens = parse(text, name);
  return isRecord(tokens) ? tokens : {};
};

/** Whether an access token is good until a time, in Unix seconds. One without an end is. */
export const isGood = ({ access_token: token, expires_at: end }, until) =>
  isText(token) && ((end ?? null) === null || +end > until);

// Who a test's requests come from.

import { checkNames } from './input.js';

/** What an extension passes in place of a key. */
export const PLACEHOLDER = 'DO_NOT_PASS_A_REAL_API_KEY';

/** The session of `getMockContextProps()` in `@stripe/ui-extension-sdk/testing`, so that a test need not repeat its ids. */
export const MOCK = { user: 'usr_1234', account: 'acct_1234' };

const isId = (value) => typeof value === 'string' && value !== '';

/** A session of an extension, from a `userContext` or a user's id, and what a test says besides; the rest is as in `usual`. */
export const sessionOf = (userContext, options = {}, usual = MOCK) => {
  checkNames('installHost', options, ['account', 'app', 'livemode']);
  if (userContext === undefined) return { ...usual, ...options };
  const user = typeof userContext === 'string' ? userContext : userContext?.id;
  const account = options.account ?? userContext?.account?.id ?? usual.account;
  if (!isId(user))
    throw new TypeError("The user has to be a userContext with an id, or a user's id such as 'usr_1234'.");
  if (!isId(account)) throw new TypeError("The account has to be an id such as 'acct_1234'.");
  return { ...options, user, account };
};

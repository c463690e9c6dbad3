// Who a test's requests come from.

import { checkNames } from './input.js';

/** What an extension passes in place of a key. */
export const PLACEHOLDER = 'DO_NOT_PASS_A_REAL_API_KEY';

/** The ids of `getMockContextProps()` in `@stripe/ui-extension-sdk/testing`, so that a test need not repeat them. */
const MOCK = { id: 'usr_1234', account: { id: 'acct_1234' } };

export const MOCK_ACCOUNT = MOCK.account.id;

const isId = (value) => typeof value === 'string' && value !== '';

/** A session of an extension, from a `userContext` or a user's id, and what a test says besides. */
export const sessionOf = (userContext = MOCK, options = {}) => {
  checkNames('installHost', options, ['account', 'app', 'livemode']);
  const user = typeof userContext === 'string' ? userContext : userContext?.id;
  const account = options.account ?? userContext?.account?.id ?? MOCK_ACCOUNT;
  if (!isId(user))
    throw new TypeError("The user has to be a userContext with an id, or a user's id such as 'usr_1234'.");
  if (!isId(account)) throw new TypeError("The account has to be an id such as 'acct_1234'.");
  return { ...options, user, account };
};

/**
 * Every attack, by what a user would lose to it. An attack is a line in a file of `attacks/`: its name, what must come
 * (refused with a code and nothing sent, or sent with exactly this scope), and how the call is made.
 *
 * Built-ins that are patched before the package loads are outside its promise, and are not tried.
 */
import { ACCOUNT_GROUPS } from './attacks/account.mjs';
import { BINDING_GROUPS } from './attacks/binding.mjs';
import { CHANGES_GROUPS } from './attacks/changes.mjs';
import { KEY_GROUPS } from './attacks/keys.mjs';
import { OBJECT_GROUPS } from './attacks/objects.mjs';
import { PAGE_GROUPS } from './attacks/pages.mjs';
import { POLLUTION_GROUPS } from './attacks/pollution.mjs';
import { PROXY_GROUPS } from './attacks/proxies.mjs';

/** `{ what a user would lose: [attack] }` */
export const ATTACKS = {
  ...KEY_GROUPS,
  ...OBJECT_GROUPS,
  ...PROXY_GROUPS,
  ...POLLUTION_GROUPS,
  ...CHANGES_GROUPS,
  ...PAGE_GROUPS,
  ...BINDING_GROUPS,
  ...ACCOUNT_GROUPS,
};

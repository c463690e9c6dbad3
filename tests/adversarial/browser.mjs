/** What runs in the page: every check of an entry, one after the other. `globalThis.adversarial` is called from outside. */
import { PAUSES, takeTimers } from '../support/timers.mjs';
import { frameRealm } from './realm.mjs';
import { suite } from './suite.mjs';

globalThis.adversarial = async ({ module, script, seed, runs }) => {
  const unhandled = [];
  addEventListener('unhandledrejection', ({ reason }) => unhandled.push(String(reason)));
  addEventListener('error', ({ message }) => unhandled.push(message));
  globalThis.reportError = () => {}; // listeners' errors are reported there
  const timers = takeTimers(PAUSES);
  const { default: Stripe, isStripeError } = await import(module);
  const source = await (await fetch(script)).text();
  const environment = {
    library: { Stripe, isStripeError },
    realm: () => frameRealm(source),
    timers,
    inspect: () => '',
    seed,
    runs,
  };
  const problems = {};
  for (const { name, check } of suite(environment)) {
    problems[name] = await check().catch((error) => [String(error?.message ?? error)]);
  }
  return { problems, unhandled };
};

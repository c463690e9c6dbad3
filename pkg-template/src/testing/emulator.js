// A Secret Store in process. The store itself is Rust (`emulator/`); here are its clock, its clients and what a test calls.

import { clientsOf } from './clients.js';
import { store } from './emulator_core.js';
import { failureOf } from './failures.js';
import { hostsOf } from './host.js';
import { asked, checkNames, plain, unixSeconds } from './input.js';
import { transportOver } from './transport.js';

const OPTIONS = ['seed', 'now', 'state'];
const FILTER = ['app', 'account', 'type', 'user', 'livemode'];
const PLACE = ['app', 'account', 'livemode', 'scope', 'name'];
const SECRET = [...PLACE, 'payload', 'expires_at'];

/** What `using` calls; older engines lack it. */
const DISPOSE = /** @type {any} */ (Symbol).dispose;

/** The real time in Unix seconds, or what a test's fake timers say. */
const real = () => Date.now() / 1000;

const optionsOf = ({ seed = 1, now, state } = /** @type {any} */ ({})) => ({
  seed,
  ...(now !== undefined && { now: unixSeconds('now', now) }),
  ...(state !== undefined && { state: plain('state', state) }),
});

/** An emulator for one test file. What each member promises stands in `testing.d.cts`. */
export const createEmulator = (options) => {
  checkNames('createEmulator', options, OPTIONS);
  const secrets = asked(() => new (store().Emulator)(optionsOf(options), real()));

  const transport = transportOver((request) => asked(() => secrets.request(request, real())));
  const issue = (who) => asked(() => secrets.issue(plain('who', who)));
  const hosts = hostsOf(transport.send, issue);

  /** The account that a test means where it names none. */
  const placed = (place) => ({ account: hosts.account(), ...plain('the secret', place) });

  const emulator = {
    installHost: hosts.install,
    ...clientsOf(transport.send, issue),

    secrets: (filter) => {
      checkNames('secrets', filter, FILTER);
      return asked(() => secrets.secrets(plain('secrets', filter), real()));
    },
    set: (secret) => {
      checkNames('set', secret, SECRET);
      const { expires_at, ...rest } = placed(secret);
      const expiry = expires_at !== undefined && {
        expires_at: expires_at && unixSeconds('expires_at', secret.expires_at),
      };
      return asked(() => secrets.set({ ...rest, ...expiry }, real()));
    },
    remove: (place) => {
      checkNames('remove', place, PLACE);
      return asked(() => secrets.remove(placed(place), real()));
    },

    snapshot: () => asked(() => secrets.snapshot(real())),
    restore: (snapshot) => asked(() => secrets.restore(plain('snapshot', snapshot), real())),
    reset: () => asked(() => secrets.reset(real())),

    get now() {
      return asked(() => secrets.now(real()));
    },
    advance: (seconds) => asked(() => secrets.advance(seconds)),
    setTime: (time) => asked(() => secrets.setTime(unixSeconds('setTime', time), real())),

    failNext: (failure) => asked(() => secrets.failNext(failureOf(failure))),
    get pendingFailures() {
      return asked(() => secrets.pendingFailures());
    },
    assertNoPendingFailures: () => {
      const pending = emulator.pendingFailures;
      if (pending.length) throw new Error(unmet(pending));
    },
    get requests() {
      return asked(() => secrets.requests());
    },
    settled: transport.settled,

    dispose: () => {
      hosts.removeAll();
      emulator.assertNoPendingFailures();
    },
  };
  if (DISPOSE) emulator[DISPOSE] = emulator.dispose;
  return emulator;
};

const unmet = (pending) =>
  `No request met what failNext() announced: ${pending.map(({ description }) => description).join('; ')}.`;

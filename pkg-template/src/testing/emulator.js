// A Secret Store in process. The store itself is Rust (`emulator/`); here are its clock, its clients and what a test calls.

import { clientsOf } from './clients.js';
import { store } from './emulator_core.js';
import { failureOf } from './failures.js';
import { hostsOf } from './host.js';
import { callStore, checkNames, plain, unixSeconds } from './input.js';
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
  const secrets = callStore(() => new (store().Emulator)(optionsOf(options), real()));

  const transport = transportOver((request) => callStore(() => secrets.request(request, real())));
  const issue = (who) => callStore(() => secrets.issue(plain('who', who)));
  const hosts = hostsOf(transport.send, issue);

  /** A place, in the installation that a test means where it names none. */
  const placed = (place) => {
    const { account, app, livemode } = hosts.session();
    return plain('the secret', { account, app, livemode, ...place });
  };

  const emulator = {
    installHost: hosts.install,
    ...clientsOf(transport.send, issue, hosts),

    secrets: (filter) => {
      checkNames('secrets', filter, FILTER);
      return callStore(() => secrets.secrets(plain('secrets', filter), real()));
    },
    set: (secret) => {
      checkNames('set', secret, SECRET);
      const { expires_at, ...rest } = placed(secret);
      const expiry = expires_at !== undefined && {
        expires_at: expires_at && unixSeconds('expires_at', secret.expires_at),
      };
      return callStore(() => secrets.set({ ...rest, ...expiry }, real()));
    },
    remove: (place) => {
      checkNames('remove', place, PLACE);
      return callStore(() => secrets.remove(placed(place), real()));
    },

    snapshot: () => callStore(() => secrets.snapshot(real())),
    restore: (snapshot) => callStore(() => secrets.restore(plain('snapshot', snapshot), real()), 'restore'),
    reset: () => callStore(() => secrets.reset(real())),

    get now() {
      return callStore(() => secrets.now(real()));
    },
    advance: (seconds) => {
      if (!Number.isFinite(seconds)) throw new TypeError('advance takes seconds, a number.');
      callStore(() => secrets.advance(seconds));
    },
    setTime: (time) => callStore(() => secrets.setTime(unixSeconds('setTime', time), real())),

    failNext: (failure) => callStore(() => secrets.failNext(failureOf(failure)), 'failNext'),
    get pendingFailures() {
      return callStore(() => secrets.pendingFailures());
    },
    assertNoPendingFailures: () => {
      const pending = emulator.pendingFailures;
      if (pending.length) throw new Error(unmet(pending));
    },
    get requests() {
      return callStore(() => secrets.requests());
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

/** Plays a case with one library, and says all that can be seen of it. */
import { START, underClock } from './clock.mjs';
import { KEY, USER_CONTEXT } from './fixtures.mjs';
import { asData, describeError, describeResult } from './observe.mjs';
import { ScriptedHost } from './script.mjs';

/**
 * A case:
 *
 *   name      what a user would have lost
 *   script    what the host answers; see `script.mjs`
 *   call      [method, params, options], or `calls`, several of them one after the other
 *   use       in their place: does anything with the client, the host and the class; `note(value)` keeps what it saw
 *   config    settings of the client; `bare`: without the host's; `ours`: those that ours alone has
 *   key, bind in place of the usual key, and of the usual signed-in user
 *   host      `{ keepsTimeouts: true }` for a host that does
 *   random    what `Math.random` answers (0.5)
 *   listens   keeps the events of the client
 *   differs   the ids of `intended.mjs` that it may show
 */
export async function play(library, scenario) {
  const seen = {
    requests: [],
    events: [],
    calls: [],
    notes: [],
    warnings: [],
    unhandled: [],
    timersLeft: 0,
    disposed: 0,
  };
  const putBack = [catchUnhandled(seen.unhandled), catchWarnings(seen.warnings)];
  try {
    let host;
    const { settled, timersLeft } = await underClock(scenario.random ?? 0.5, async (clock) => {
      host = new ScriptedHost(
        typeof scenario.script === 'function' ? scenario.script() : (scenario.script ?? []),
        clock.now,
        scenario.host,
      );
      const client = construct(library, scenario, host, seen);
      if (!client) return;
      if (scenario.listens) listen(client, host, seen);
      if (scenario.use)
        await observed(seen, host, library, clock, () =>
          scenario.use(client, noting(seen, host, library, clock), host, library.default),
        );
      for (const call of scenario.calls ?? (scenario.call ? [scenario.call] : [])) {
        const [method, params, options] = typeof call === 'function' ? call(START) : call;
        await observed(seen, host, library, clock, () => client.apps.secrets[method](params, options));
      }
    });
    if (!settled) seen.calls.push({ outcome: 'never settles' });
    // A rejection without a handler is reported once the microtasks are through.
    await new Promise((resolve) => setImmediate(resolve));
    return {
      ...seen,
      requests: host.requests,
      disposed: host.disposed,
      timersLeft: timersLeft - host.timers,
      unhandled: seen.unhandled.map((error) => asData(error, host)),
    };
  } finally {
    for (const restore of putBack) restore();
  }
}

function construct(library, { key = KEY, config, bind = USER_CONTEXT, bare = false, ours = {} }, host, seen) {
  const { default: Stripe } = library;
  try {
    const more = library.id === 'ours' ? ours : {};
    const client = new Stripe(key, bare ? config : { httpClient: host, ...config, ...more });
    if (bind !== null) client.bindUser?.(bind);
    return client;
  } catch (error) {
    seen.calls.push({ outcome: 'the constructor throws', error: describeError(error, Stripe.errors, host) });
    return undefined;
  }
}

/** Runs a call to its end, and keeps how and when it ended. */
async function observed(seen, host, { default: Stripe }, clock, start) {
  let promise;
  try {
    promise = start();
  } catch (error) {
    seen.calls.push({ outcome: 'throws', error: describeError(error, Stripe.errors, host) });
    return;
  }
  try {
    const value = await promise;
    seen.calls.push({ outcome: 'resolves', at: clock.now(), ...describeResult(value, host) });
  } catch (error) {
    seen.calls.push({ outcome: 'rejects', at: clock.now(), error: describeError(error, Stripe.errors, host) });
  }
}

/** `note(value)`: keeps a value that a case saw, with its time. */
const noting =
  (seen, host, { default: Stripe }, clock) =>
  (value) => {
    const data = value instanceof Error ? describeError(value, Stripe.errors, host) : asData(value, host);
    seen.notes.push({ at: clock.now(), value: data });
  };

function listen(client, host, seen) {
  for (const name of ['request', 'response']) {
    client.on(name, (event) => seen.events.push({ name, event: asData(event, host) }));
  }
}

/** Keeps rejections without a handler. The test runner's own listener would end the run, so it is put aside. */
function catchUnhandled(into) {
  const others = process.listeners('unhandledRejection');
  const keep = (reason) => into.push(reason);
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', keep);
  return () => {
    process.off('unhandledRejection', keep);
    for (const listener of others) process.on('unhandledRejection', listener);
  };
}

/** Keeps the lines on the console. */
function catchWarnings(into) {
  const { warn } = console;
  console.warn = (...said) => into.push(said.join(' '));
  return () => {
    console.warn = warn;
  };
}

/** One run of a world: what frames ask for happens in the order that is chosen, and what must hold is looked at. */
import assert from 'node:assert/strict';
import { inspected } from '../support/inspected.mjs';
import { withTimers } from './clock.mjs';
import { isToken, World } from './world.mjs';

/** The longest pause between two readings, and the time that a refresh may take. In milliseconds. */
const PAUSE = 1000;
const PATIENCE = 30_000;

/** Everything that can go on without an answer has gone on. */
const quiet = () => new Promise((resolve) => setImmediate(resolve));

/** What can happen next: `[description, act, frame, cost]` each. `cost` is taken from the failures that are allowed. */
function possible(world, clock, only) {
  const events = world.pending.flatMap((one) => {
    const what = `${one.frame} ${one.kind}`;
    const fate = one.happen ? 'fails' : 'loses its answer';
    const goes = [one.happen ? what : `${what} answered`, () => world.go(one), one.frame, 0];
    const fails = [`${what} ${fate}`, () => world.fail(one), one.frame, 1];
    return only && one.kind !== only ? [goes] : [goes, fails];
  });
  // A refresh that hangs costs as a failure does, and the attempts of requests have all the time there is.
  const waits = clock.waits(PATIENCE);
  if (waits <= PAUSE) events.push(['time passes', () => clock.fire(PAUSE), undefined, 0]);
  else if (waits && !only) events.push(['a refresh takes too long', () => clock.fire(PATIENCE), undefined, 1]);
  return events;
}

/**
 * @param actors - `{ [frame]: async (tokens, world) => … }`: what each frame does
 * @param bounds - `failures` and `switches` between frames that a run may have; the `lifetime` of tokens;
 *   `only` what may fail, where that is not everything
 * @param choose - of `explore`
 */
export function play(actors, bounds, choose) {
  return withTimers(async (clock) => {
    const world = new World(bounds.lifetime);
    const outcomes = [];
    const log = [];
    const explained = (what) => `${what}\n  ${log.join('\n  ')}`;

    const watch = (frame, promise) => {
      const outcome = { frame, isSettled: false };
      outcomes.push(outcome);
      const settle = (how) => {
        Object.assign(outcome, how, { isSettled: true });
        const { token, error } = outcome;
        if (token && !world.wasSaved(token)) world.faults.push(`${frame} got ${token} before it was saved`);
        if (error && isToken(inspected(error))) world.faults.push(`${frame}: a token in ${inspected(error)}`);
        log.push(`${frame} ends: ${token ?? error?.code ?? error?.type ?? token}`);
      };
      promise.then(
        (token) => settle({ token }),
        (error) => settle({ error }),
      );
      return promise.catch(() => {});
    };

    const { failures, switches } = bounds;
    let running;
    /** Lets everything happen until nothing is left. */
    const run = async (pick, budget) => {
      for (let steps = 0; steps < 200; steps++) {
        await quiet();
        const affordable = possible(world, clock, bounds.only).filter(([, , frame, cost]) => {
          const isSwitch = frame && running && frame !== running;
          return cost <= budget.failures && (!isSwitch || budget.switches > 0);
        });
        // Where the frame that runs can do nothing, another one may.
        const events = affordable.length
          ? affordable
          : possible(world, clock, bounds.only).filter(([, , , cost]) => cost === 0);
        if (!events.length) return;
        const [what, act, frame, cost] = events[pick(events.length)];
        log.push(what);
        budget.failures -= cost;
        if (frame && running && frame !== running) budget.switches--;
        running = frame ?? running;
        act();
      }
      assert.fail(explained('it never ends'));
    };

    const frames = Object.fromEntries(Object.keys(actors).map((name) => [name, world.frame(name)]));
    for (const [name, act] of Object.entries(actors)) act((promise) => watch(name, promise), frames[name], world);
    await run(choose, { failures, switches });

    assert.ok(
      outcomes.every(({ isSettled }) => isSettled),
      explained('somebody waits for ever'),
    );
    // What was issued is saved in the end, by whoever got it. Each frame asks again, one after another, and nothing fails;
    // twice, since the first one may need what the second one saves.
    for (const [name, tokens] of [...Object.entries(frames), ...Object.entries(frames)]) {
      log.push(`${name} asks again`);
      watch(name, tokens.get());
      await run(() => 0, { failures: 0, switches: Infinity });
    }
    assert.ok(
      outcomes.every(({ isSettled }) => isSettled),
      explained('somebody waits for ever'),
    );
    assert.deepEqual(world.faults, [], explained('faults'));
    return { world, outcomes, log, explained };
  });
}

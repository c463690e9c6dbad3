/**
 * Two frames of an app that refresh the same tokens: every order in which their readings, refreshes and saves can happen and
 * be answered, with failures. A few runs by hand would miss the order that loses somebody's sign-in.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL } from '../support/all.mjs';
import { explore } from './explore.mjs';
import { play } from './play.mjs';

/** The last switch between frames takes most of the time: where there are more than one, the full run has it. */
const LESS = ALL ? 0 : 1;

/** More switches than the full run has time for. */
const MORE = Number(process.env.SWITCHES ?? 0);
const MOST = 200_000;

const get = (watch, tokens) => watch(tokens.get());
const twice = (watch, tokens) => {
  get(watch, tokens);
  get(watch, tokens);
};
const again = (watch, tokens) => get(watch, tokens).then(() => get(watch, tokens));
/** What else a frame does with its tokens hands out none. */
const silently = (promise) => promise.then(() => null);
const signsIn = (watch, tokens, world) => {
  get(watch, tokens);
  watch(silently(tokens.save(world.signIn())));
  get(watch, tokens);
};
const signsOut = (watch, tokens) => {
  get(watch, tokens);
  watch(silently(tokens.clear()));
};

/** Nobody lost what was issued: the secret holds the refresh token that is good, unless its answer never arrived. */
const alive = ({ world, explained, outcomes }) => {
  if (!world.arrived) return;
  assert.ok(world.isAlive, explained('tokens that were issued are lost'));
  for (const { token } of outcomes.slice(-2)) assert.ok(token, explained('a frame has no token in the end'));
};
/** And nobody gives up before two seconds are over, as long as nothing fails. */
const patient = (run) => {
  alive(run);
  const { log, outcomes, explained } = run;
  if (!outcomes.some(({ error }) => error)) return;
  assert.ok(log.filter((what) => what === 'time passes').length >= 4, explained('a frame gave up too soon'));
};
const signedOut = ({ world, explained }) => assert.equal(world.text, null, explained('the tokens came back'));

/** What each frame does, what a run may have, and what holds in the end. @type {Record<string, [any, any, any]>} */
const CASES = {
  'two frames ask at the same time': [{ A: get, B: get }, { failures: 0, switches: 3 }, patient],
  'and one thing fails': [{ A: get, B: get }, { failures: 1, switches: 2 }, alive],
  'and two things fail': [{ A: get, B: get }, { failures: 2, switches: 1 }, alive],
  'two callers in one frame, and another frame': [{ A: twice, B: get }, { failures: 1, switches: 1 }, alive],
  'one frame asks again as soon as it has an answer': [{ A: again, B: get }, { failures: 1, switches: 1 }, alive],
  'tokens that have ended as soon as they are there': [
    { A: again, B: get },
    { failures: 1, switches: 2, lifetime: 0, only: 'save' },
    alive,
  ],
  'one frame signs in anew': [{ A: signsIn, B: get }, { failures: 0, switches: 2 }, alive],
  'a frame signs in anew, and one thing fails': [{ A: signsIn }, { failures: 1, switches: 0 }, alive],
  'a frame signs out while it refreshes': [{ A: signsOut }, { failures: 0, switches: 0 }, signedOut],
};

for (const [what, [actors, { switches, ...more }, check]] of Object.entries(CASES)) {
  test(what, async (t) => {
    const bounds = { ...more, switches: (switches > 1 ? switches - LESS : switches) + MORE };
    const runs = await explore(async (choose) => check(await play(actors, bounds, choose)), MOST);
    t.diagnostic(`${runs} runs`);
  });
}

// Who keeps the tokens of one secret in one frame. It does one thing at a time, and all who ask meanwhile get its outcome.
//
//   get ──> read the secret ──────────────────────────────> tokens
//      ┌─────> │ expired                                      ▲
//      │       ▼                                              │
//      │    redeem the refresh token ──> unsaved ── save ─────┤
//      │       │ refused                            │ failed  │
//      │       ▼                                    ▼         │
//      └── has another frame written? ── no ──> rejects       │
//                                                             │
//   the next get ──> read the secret ── unchanged ── save ────┘
//
// A refresh token is good once, and another frame may hold the same one. Frames share nothing but the secret, which has no
// compare-and-set: so new tokens replace only the very text that they were redeemed for.

import { refusal, startTimer, stringify, without } from '../entries/shared.js';
import { redeem } from './redeem.js';
import { isGood, tokensOf } from './tokens.js';

/** How long another frame may take from its refresh to its save: the pauses between readings, in milliseconds. */
const PAUSES = [0, 250, 250, 500, 1000];

/** How often what another frame wrote may have expired itself. */
const ROUNDS = 3;

const nothing = () => {};

const pause = (milliseconds) => new Promise((resolve) => startTimer(resolve, milliseconds));

/** @param scope - the secrets of a scope, `name` among them */
export const keeperOf = (scope, name) => {
  /** Ends when all that was asked for has ended. */
  let tail = Promise.resolve();
  /** The `get` that was asked for last, while nothing follows it. */
  let flight;
  /** The refresh that is on its way. */
  let redeeming;
  /** Tokens that the secret does not hold yet: their `text`, and the text that they go `over`; undefined until that is read. */
  let unsaved;
  /** Tokens whose refresh token was refused. It is not sent again: some servers take that for a theft. */
  let refused;

  const failed = (detail) => refusal('API', 'oauth_refresh_failed', name, { detail });

  /** The same of a refresh token that was refused, however the server said so. */
  const ofRefused = () => failed({ error: 'invalid_grant' });

  const write = async ({ text }) => {
    try {
      await scope.set(name, text);
    } catch (error) {
      throw without(error, JSON.parse(text));
    }
    unsaved = undefined;
    return text;
  };

  const readOr = (instead) => scope.get(name).catch(() => instead);

  /**
   * What the secret holds, once it holds what was unsaved.
   *
   * @param reading - of the secret
   */
  const stored = async (reading = scope.get(name)) => {
    const text = await reading;
    if (!unsaved) return text;
    if (unsaved.over === undefined) unsaved.over = text;
    if (unsaved.over === text) return write(unsaved);
    unsaved = undefined; // somebody has written since, and that stands; it may be these very tokens, if only the answer was lost
    return text;
  };

  /** The text that another frame writes in place of this one. A reading that fails is one that shows nothing. */
  const another = async (text) => {
    for (const milliseconds of PAUSES) {
      if (milliseconds) await pause(milliseconds);
      const other = await readOr(text);
      if (other !== text) return other;
    }
    throw ofRefused();
  };

  /** New tokens, `unsaved` too; undefined where the refresh token was refused. */
  const renewed = async ({ refresh, now }, tokens, text) => {
    const token = tokens.refresh_token;
    if (token === refused?.refresh_token) throw ofRefused();
    if (redeeming?.token !== token) {
      const ours = (redeeming = redeem(refresh, tokens, now, (outcome) => {
        if (redeeming !== ours) return; // somebody has signed in or out since
        redeeming = undefined;
        if (outcome.tokens) unsaved = { text: outcome.text, over: text };
        if (outcome.isRefused) refused = tokens;
      }));
    }
    const outcome = await redeeming.wait();
    if (!outcome.tokens && !outcome.isRefused) throw failed(outcome.detail);
    return outcome;
  };

  const tokens = async (how, rejected) => {
    let text = await stored();
    for (let round = 0; round < ROUNDS; round++) {
      if (text === null) return null;
      const held = tokensOf(text, name);
      const { access_token: access } = held;
      // An access token that was to be renewed is good no more, even if its time is not over.
      const isOver = access === rejected || access === refused?.access_token;
      if (!isOver && isGood(held, how.now() + how.leeway)) return held;
      if (!held.refresh_token) return null;
      // A refresh that took too long may have ended while the secret was read.
      const fresh = unsaved ? {} : await renewed(how, held, text);
      // Read once more, as somebody may have signed out meanwhile. Where that fails, what is new is saved all the same.
      text = unsaved ? await stored(readOr(unsaved.over)) : await another(text);
      if (fresh.text && fresh.text === text) return fresh.tokens;
    }
    throw failed();
  };

  /** Does a step after those before it; a `get` that comes later waits for it. */
  const queue = (step) => {
    flight = undefined;
    const done = tail.then(step);
    tail = done.then(nothing, nothing);
    return done;
  };

  const fly = (step) => {
    const ours = queue(step);
    const land = () => {
      if (flight === ours) flight = undefined;
    };
    ours.then(land, land);
    return (flight = ours);
  };

  const forget = () => {
    redeeming = unsaved = refused = undefined;
  };

  return {
    /** Tokens whose access token is good, or null. `how` is `refresh`, `leeway` and `now`. */
    get: (how) => flight ?? fly(() => tokens(how)),
    /** The same without an access token that a server has rejected. */
    renew: async (how, rejected) => {
      const held = await flight;
      return held && held.access_token !== rejected ? held : fly(() => tokens(how, rejected));
    },
    /** Keeps tokens in place of what there was. */
    save: (fresh) =>
      queue(async () => {
        forget();
        unsaved = { text: stringify(fresh, name), over: undefined };
        await stored();
      }),
    /** Deletes the secret. */
    clear: () =>
      queue(async () => {
        forget();
        await scope.delete(name);
      }),
  };
};

// One call of the app's own `refresh`: what it came to, and a limit to its time.

import { isRecord, start, startTimer, stopTimer, stringify, timeoutError, without } from '../entries/shared.js';
import { isAnswer, isRefusal, toStoredTokens } from './tokens.js';

/** How long it may take, in milliseconds. A later answer is still stored. */
const PATIENCE = 30_000;

/** The parts of a refusal that may be shown. */
const errorFields = (answer) =>
  isRecord(answer) ? { error: answer.error, error_description: answer.error_description } : undefined;

/**
 * Redeems the refresh token of `tokens`.
 *
 * @param refresh - the app's own
 * @param ended - is called with the outcome, before anybody who waits hears of it
 * @returns `wait()` gives the outcome: `{ tokens, text }` to keep, `{ isRefused }`, or a `detail` of the failure. It may be
 *   waited for again.
 */
export const redeem = (refresh, tokens, now, ended) => {
  const controller = new AbortController();
  const token = tokens.refresh_token;
  const failure = (thrown) => ({ isRefused: isRefusal(thrown), detail: without(thrown, tokens) });
  const outcomeOf = (answer) => {
    if (!isAnswer(answer)) return { ...failure(errorFields(answer)), isRefused: isRefusal(answer) };
    try {
      const fresh = toStoredTokens(answer, now(), tokens);
      return { tokens: fresh, text: stringify(fresh, 'refresh') };
    } catch (thrown) {
      return failure(thrown);
    }
  };

  const outcome = new Promise((resolve) => {
    const end = (how) => {
      ended(how);
      resolve(how);
    };
    const fail = (thrown) => end(failure(thrown));
    start(
      async () => refresh(token, { signal: controller.signal }),
      (answer) => end(outcomeOf(answer)),
      fail,
    );
  });

  const wait = () =>
    new Promise((resolve) => {
      const late = () => {
        const detail = timeoutError();
        controller.abort(detail);
        resolve({ detail });
      };
      const timer = startTimer(late, PATIENCE);
      outcome.then((how) => {
        stopTimer(timer);
        resolve(how);
      });
    });
  return { token, wait };
};

// Carries requests to the store and its answers back: what delays them, loses them, or leaves them without an answer.

import { isFake, turn } from './event_loop.js';

/** Turns of the event loop without a request, after which nothing is expected to follow from the last answer. */
const QUIET_TURNS = 3;

/** As a host rejects: without a `code`, since `ECONNRESET` would be retried even with retries off. */
const lostError = () => new Error('The connection was lost.');

/** @param perform - hands a request to the store, at once, and returns what becomes of the answer */
export const transportOver = (perform) => {
  const inFlight = new Set();

  const answerOf = async ({ deliver, delay, status, headers, body }) => {
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    if (deliver === 'lost_request' || deliver === 'lost_answer') throw lostError();
    const typed = body === '' ? headers.filter(([name]) => name !== 'content-type') : headers; // an empty body is not JSON
    return { status, headers: Object.fromEntries(typed), body };
  };

  return {
    /** Resolves to `{ status, headers, body }`. The store has done what was asked when this returns. */
    send: (request) => {
      const delivery = perform(request);
      if (delivery.deliver === 'never') return new Promise(() => {});
      const answer = answerOf(delivery);
      if (delivery.delay && isFake(setTimeout)) return answer; // the test says when it comes
      const ended = answer.then(
        () => inFlight.delete(ended),
        () => inFlight.delete(ended),
      );
      inFlight.add(ended);
      return answer;
    },

    /** Resolves when no request is in flight and what waits on the last answer has run. */
    settled: async () => {
      for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
        if (inFlight.size) quiet = 0;
        await Promise.all(inFlight);
        await turn();
      }
    },
  };
};

/** Headers as the store takes them. */
export const pairsOf = (headers) => Object.entries(headers ?? {}).map(([name, value]) => [name, `${value}`]);

/** Puts a token in place of what the caller authorises itself with. */
export const withToken = (token) => (pairs) => [
  ...pairs.filter(([name]) => !/^authorization$/i.test(name)),
  ['authorization', `Bearer ${token}`],
];

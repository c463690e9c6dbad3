// Runs a call to its end: it holds the promise, the timer and the signal, and does what the core says after each event.

import {
  ACTION_FAIL, ACTION_FINISH, ACTION_READ, ACTION_SEND, ACTION_WAIT, EVENT_ABORT, EVENT_BODY, EVENT_BODY_LOST, EVENT_DUE,
  EVENT_LOST, EVENT_RESPONSE, EVENT_TIMER, REASON_SIGNAL_INVALID, actionAct, actionValue, packFault,
} from '../contract.js';
import { own, succeeds } from '../core/objects.js';
import { word } from '../core/values.js';
import { toError } from '../errors/faults.js';
import { redactor, unquoted } from '../errors/redact.js';
import { copy } from './answer.js';
import { eventsOf } from './events.js';
import { hear, withLastResponse } from './response.js';

/** As stripe's own clients make it. */
export const timeoutError = () => Object.assign(new TypeError('ETIMEDOUT'), { code: 'ETIMEDOUT' });

/**
 * How long a host may take before a timer watches it, in turns of the microtask queue. One that answers from memory, as
 * a test's does, needs none, and a timer is the dearest part of a call in a browser.
 */
const TURNS = 4;

/** Calls `late` after a time. Returns what stops the clock. */
const watch = (late, timeout) => {
  let timer;
  let stopped = false;
  const turn = (turns) => {
    if (stopped) return;
    if (turns > 0) Promise.resolve(turns - 1).then(turn);
    else timer = setTimeout(late, timeout);
  };
  turn(TURNS);
  return () => {
    stopped = true;
    if (timer !== undefined) clearTimeout(timer);
  };
};

/** Starts something of the host's, which may throw, return anything, answer twice or never. */
const start = (act, then, fails) => {
  try {
    Promise.resolve(act()).then(then, fails);
  } catch (thrown) {
    fails(thrown);
  }
};

/**
 * Runs a call to its end. The promise always settles: the machine of `src/policy/exchange.rs` ends each call, each
 * attempt has a timer, and what anybody throws ends up in a rejection.
 *
 * @param emit - sends an event to the client's listeners
 */
export const run = (call, emit) => new Promise((resolve, reject) => {
  const { signal, timeout } = call;
  const clean = redactor(own(call.params, 'payload'));
  const events = eventsOf(call, emit, clean);
  /** Stops the clock of the attempt, or of the pause. */
  let stop = () => {};

  const settle = (settles, value) => {
    stop();
    settles(value);
    succeeds(() => signal?.removeEventListener('abort', abort)); // the caller has the answer, and that is what counts
  };

  /** Something happened. What follows is the core's to say. */
  const on = (event, attempt, brings) => {
    try {
      const action = call.step(event, attempt, brings);
      acts[actionAct(action)]?.(actionValue(action), event, brings?.error);
    } catch (defect) {
      succeeds(() => call.step(EVENT_ABORT, call.attempt)); // no event has an effect from now on
      settle(reject, toError(defect));
    }
  };

  /** What takes something of the host's, reads it, and tells the core that it came, or that it was lost. */
  const taking = (event, lost, name, read) => {
    const { attempt } = call;
    return (value) => {
      let brings;
      try {
        brings = { [name]: read(value) };
      } catch (error) {
        return on(lost, attempt, { error });
      }
      on(event, attempt, brings);
    };
  };
  const losing = (lost) => {
    const { attempt } = call;
    return (error) => on(lost, attempt, { error });
  };

  const acts = {
    [ACTION_SEND]: () => {
      const late = losing(EVENT_TIMER);
      stop = watch(() => late(timeoutError()), timeout);
      const sending = () => {
        const response = call.send();
        events.sent();
        return response;
      };
      start(sending, taking(EVENT_RESPONSE, EVENT_LOST, 'heard', hear), losing(EVENT_LOST));
    },
    [ACTION_READ]: () => {
      const { response } = call.heard;
      events.heard();
      start(() => response.toJSON(), taking(EVENT_BODY, EVENT_BODY_LOST, 'answer', copy), losing(EVENT_BODY_LOST));
    },
    [ACTION_WAIT]: (milliseconds) => {
      stop();
      const { attempt, heard: { response } } = call;
      const timer = setTimeout(() => on(EVENT_DUE, attempt), milliseconds);
      stop = () => clearTimeout(timer);
      succeeds(() => response?.dispose?.()); // as stripe lets go of an answer that is asked for again
    },
    [ACTION_FINISH]: () => {
      const { answer, heard } = call;
      events.ended(answer);
      settle(resolve, withLastResponse(answer, heard));
    },
    [ACTION_FAIL]: (fault, event, error) => {
      const failure = call.failure(fault, event === EVENT_BODY_LOST ? unquoted(error) : error, clean);
      if (event !== EVENT_ABORT) events.ended(failure.values ? undefined : { error: failure.raw });
      settle(reject, toError(failure));
    },
  };

  const abort = () => {
    let error;
    try {
      error = signal.reason;
    } catch (thrown) {
      error = thrown;
    }
    on(EVENT_ABORT, call.attempt, { error });
  };

  try {
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) return abort();
  } catch {
    return settle(reject, toError({ fault: packFault(REASON_SIGNAL_INVALID, word('signal'), 0, 0) }));
  }
  on(EVENT_DUE, call.attempt);
});

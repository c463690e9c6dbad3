// A client's listeners: `on`, `once`, `off`.

import { succeeds } from '../core/objects.js';

/** Listeners. One that throws does not touch the call: the console hears of it. */
export const emitter = () => {
  let listeners = [];
  const add = (once) => (event, listener) => {
    listeners.push({ event, listener, once });
  };
  const remove = (entry) => {
    listeners = listeners.filter((other) => other !== entry);
  };
  return {
    on: add(false),
    once: add(true),
    off: (event, listener) => remove(listeners.find((entry) => entry.event === event && entry.listener === listener)),
    /** `data` gives what listeners hear; it is asked for once, and only if there is one. */
    emit: (event, data) => {
      if (listeners.length === 0) return;
      const hearing = listeners.filter((entry) => entry.event === event);
      const given = hearing.length ? data() : undefined;
      hearing.forEach((entry) => {
        if (entry.once) remove(entry);
        try {
          entry.listener(given);
        } catch (thrown) {
          succeeds(() => console.error(thrown));
        }
      });
    },
  };
};

// A client's listeners: `on`, `once`, `off`.

import { succeeds } from '../core/objects.js';

/** Tells what a listener threw or rejected with, as a page tells what its own listeners throw; else the console does. */
const report = (thrown) => succeeds(() => (globalThis.reportError ?? console.error)(thrown));

/** Listeners. One that throws does not touch the call. */
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
        if (!listeners.includes(entry)) return; // an earlier one took it off
        if (entry.once) remove(entry);
        const { listener } = entry;
        try {
          Promise.resolve(listener(given)).then(undefined, report);
        } catch (thrown) {
          report(thrown);
        }
      });
    },
  };
};

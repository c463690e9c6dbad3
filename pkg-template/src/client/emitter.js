// A client's listeners: `on`, `once`, `off`.

import { start, succeeds } from '../core/objects.js';

/** Tells what a listener threw or rejected with, as a page tells what its own listeners throw; else the console does. */
export const report = (thrown) => succeeds(() => (globalThis.reportError ?? console.error)(thrown));

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
      let given;
      for (const entry of [...listeners]) {
        // An earlier one may have taken it off.
        if (entry.event !== event || !listeners.includes(entry)) continue;
        given ??= data();
        if (entry.once) remove(entry);
        const { listener } = entry;
        start(() => listener(given), undefined, report);
      }
    },
  };
};

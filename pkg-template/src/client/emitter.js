// A client's listeners: `on`, `once`, `off`.

import { mute, start } from '../core/objects.js';

/** Tells what a listener threw or rejected with, as a page tells what its own listeners throw; else the console does. */
export const report = (thrown) => mute(() => (globalThis.reportError ?? console.error)(thrown));

/** Listeners. One that throws does not touch the call. */
export const emitter = () => {
  let listeners = [];
  const add = (once) => (event, listener) => {
    listeners.push({ event, listener, once });
  };
  const remove = (entry) => {
    listeners = listeners.filter((other) => other !== entry);
    if (entry) entry.event = undefined;
  };
  return {
    on: add(false),
    once: add(true),
    off: (event, listener) => remove(listeners.find((entry) => entry.event === event && entry.listener === listener)),
    /** `data` gives what listeners hear; it is asked for once, and only if there is one. */
    emit: (event, data) => {
      let given;
      const all = listeners; // who is taken off is not in the next list, and who is added comes after the last
      const { length } = all;
      for (let i = 0; i < length; i++) {
        const entry = all[i];
        if (entry.event !== event) continue; // an earlier one has taken it off
        given ??= data();
        if (entry.once) remove(entry);
        const { listener } = entry;
        start(() => listener(given), undefined, report);
      }
    },
  };
};

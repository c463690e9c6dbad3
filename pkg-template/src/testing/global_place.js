// A global whose place several may take: the latest is seen, and what was there first comes back when the last has gone.

/** The place of `globalThis[name]`. */
export const globalPlace = (name) => {
  let before;
  let taken = [];

  const isOurs = () => taken.length > 0 && globalThis[name] === taken[taken.length - 1];
  const show = (value) =>
    Object.defineProperty(globalThis, name, { value, configurable: true, enumerable: true, writable: true });

  const giveBack = () => {
    if (before) Object.defineProperty(globalThis, name, before);
    else delete globalThis[name];
  };

  return {
    /** What a test has put there itself. */
    own: () => (isOurs() ? before?.value : globalThis[name]),

    /** Takes the place. Returns what leaves it again; a value that a test has put there meanwhile stays. */
    take: (value) => {
      if (!isOurs()) {
        before = Object.getOwnPropertyDescriptor(globalThis, name);
        taken = [];
      }
      taken.push(value);
      show(value);
      return () => {
        const wasOurs = isOurs();
        taken = taken.filter((other) => other !== value);
        if (!wasOurs) return;
        if (taken.length) show(taken[taken.length - 1]);
        else giveBack();
      };
    },
  };
};

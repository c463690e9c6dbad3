// What the hook knows of one secret, for all components that show it: one reading for all of them, and writes in turn.

import { isStripeError } from '../entries/shared.js';

const UNKNOWN = { text: undefined, error: undefined, isLoading: true, isSaving: false };

/** Whether a write has certainly not happened: it was refused, here or by Stripe. */
const isRefusal = (error) => isStripeError(error) && !/^Stripe(API|Connection)Error$/.test(error.type);

const cellFor = (scope, name) => {
  const watchers = new Set();
  let state = UNKNOWN;
  /** What Stripe is known to hold: a text, or null for none; undefined as long as nobody knows. */
  let known;
  let reading;
  /** Readings of an earlier version say nothing: a write has begun since, or nobody looks any more. */
  let version = 0;
  /** @type {Promise<any>} */
  let tail = Promise.resolve();
  let writes = 0;
  /** Writes that the scope told of, less those of this cell. */
  let foreign = 0;
  let unsubscribe;

  const show = (change) => {
    if (!watchers.size) return;
    state = { ...state, ...change };
    for (const watcher of [...watchers]) watcher();
  };

  const outdate = () => {
    version++;
    reading = undefined;
  };

  const reset = () => {
    outdate();
    state = UNKNOWN;
    known = undefined;
    foreign = 0;
  };

  /** @param error - what stays to be seen of a write that failed */
  const begin = async (error) => {
    const mine = version;
    let change;
    if (known === undefined) show({ isLoading: true });
    try {
      const text = await scope.get(name);
      if (mine === version) known = text;
      change = { text, error };
    } catch (thrown) {
      change = { error: error ?? thrown };
    }
    if (mine !== version) return;
    reading = undefined;
    show({ ...change, isLoading: false });
  };
  const read = (error) => (reading ??= begin(error));

  const readAnew = (error) => {
    outdate();
    return read(error);
  };

  /** A write has ended. What is shown is the last one's, until that one fails. */
  const end = (error) => {
    writes--;
    if (writes) return;
    if (!watchers.size) return reset();
    show({ text: known, error, isSaving: false, isLoading: known === undefined });
    const isUnclear = error && !isRefusal(error);
    if (known === undefined || isUnclear || foreign) read(error);
    foreign = 0;
  };

  /** Writes after the writes before it, and shows at once what is to be there then. Resolves to whether it succeeded. */
  const write = (text, act) => {
    outdate();
    writes++;
    show({ text, error: undefined, isLoading: false, isSaving: true });
    return (tail = tail.then(act).then(
      () => {
        foreign--; // the scope told of it
        known = text;
        end();
        return true;
      },
      (error) => {
        end(error);
        return false;
      },
    ));
  };

  /** Once nobody looks any more, no secret stays behind. Strict mode leaves and comes back at once. */
  const leave = async () => {
    await undefined;
    if (watchers.size) return;
    unsubscribe?.();
    unsubscribe = undefined;
    reset();
  };

  return {
    state: () => state,
    subscribe: (watcher) => {
      watchers.add(watcher);
      unsubscribe ??= scope.subscribe(name, () => {
        if (writes) foreign++;
        else readAnew();
      });
      if (known === undefined && !writes && !state.error) read();
      return () => {
        watchers.delete(watcher);
        leave();
      };
    },
    /** @param textOf - gives the text; what it throws is a state */
    save: (textOf, options) => {
      try {
        const text = textOf();
        return write(text, () => scope.set(name, text, options));
      } catch (error) {
        show({ error });
        return false;
      }
    },
    remove: (options) => write(null, () => scope.delete(name, options)),
    reload: async () => {
      await tail;
      await read();
      return !state.error;
    },
  };
};

/** The cells of a scope, by the name of the secret. */
const cells = new WeakMap();

/** The cell of a secret: the same one for the same scope and name. */
export const cellOf = (scope, name) => {
  if (!cells.has(scope)) cells.set(scope, new Map());
  const known = cells.get(scope);
  if (!known.has(name)) known.set(name, cellFor(scope, name));
  return known.get(name);
};

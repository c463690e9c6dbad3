// The signals that abort calls. All calls on a signal share one listener: Node.js warns of more than ten.

import { Bare, getFrom, mute, putInto, quiet, uncurry } from '../core/objects.js';

const leave = uncurry(WeakMap.prototype.delete);

/** The calls that wait on a signal, by the signal. */
const groups = new WeakMap();

/** Has `act` called when a signal aborts. Throws what the signal throws. Returns what ends that. */
export const onAbort = (signal, act) => {
  let group = getFrom(groups, signal);
  const isFirst = !group;
  if (isFirst) {
    const acts = new Bare();
    group = {
      acts,
      last: 0,
      listener: () => {
        for (const place in acts) acts[place]?.();
      },
    };
    putInto(groups, signal, group);
  }
  const { acts, listener } = group;
  const place = ++group.last;
  const stop = () => {
    if (!acts[place]) return;
    delete acts[place];
    for (const _other in acts) return;
    leave(groups, signal);
    mute(() => signal.removeEventListener('abort', listener)); // the caller has the answer, and that counts
  };
  acts[place] = act;
  try {
    if (isFirst) quiet(signal.addEventListener('abort', listener));
  } catch (thrown) {
    stop();
    throw thrown;
  }
  return stop;
};

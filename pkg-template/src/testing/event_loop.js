// Turns of the event loop that a test's fake timers do not hold up.

const { setImmediate: immediate, setTimeout: later, MessageChannel: Channel } = /** @type {any} */ (globalThis);

/** Whether a timer is the fake one of a test runner: `clock` is how sinon's, which Jest and Vitest use, are known. */
const isFake = (timer) => typeof timer?.clock === 'object';

const overChannel = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new Channel();
    port1.onmessage = () => {
      port1.close();
      resolve(undefined);
    };
    port2.postMessage(undefined);
  });

/** Many turns of the microtask queue, where nothing else is real. */
const MICROTASKS = 100;

const overMicrotasks = async () => {
  for (let i = 0; i < MICROTASKS; i++) await undefined;
};

/** Resolves when what waits now has run. */
export const turn = () => {
  if (immediate && !isFake(immediate)) return new Promise((resolve) => immediate(resolve));
  if (Channel) return overChannel();
  if (!isFake(later)) return new Promise((resolve) => later(resolve, 0));
  return overMicrotasks();
};

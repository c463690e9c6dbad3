/**
 * A realm of its own: the package's script in a global object with its own `Object`, `Array` and `Promise`. What is
 * polluted or patched there leaves the test, and Node.js itself, alone.
 */

/** What every realm has to be given by its surroundings. The timers are those of the test. */
const surroundings = () => ({
  setTimeout(act, delay, ...rest) {
    const timer = setTimeout(act, delay, ...rest);
    timer.unref?.(); // what a realm leaves behind keeps no process awake
    return timer;
  },
  clearTimeout: (timer) => clearTimeout(timer),
});

/** The package in a realm, where `evaluate` runs code. */
const library = (evaluate, script) => {
  const Stripe = evaluate(`(() => { const module = { exports: {} }; ${script}\nreturn module.exports; })()`);
  return {
    Stripe,
    isStripeError: Stripe.isStripeError,
    /** The realm's own `Object`, `Array`, and so on. */
    global: evaluate('globalThis'),
    evaluate,
    /** A value, as if it had been written in the realm. */
    own: evaluate('(({ parse }) => (text) => parse(text))({ parse: JSON.parse })'),
  };
};

/** A realm inside Node.js. It has no `TextDecoder` of its own, so it gets a class that passes on to the test's. */
export const contextRealm = (vm, script) => {
  const outer = new TextDecoder('utf-8', { ignoreBOM: true });
  const context = vm.createContext({
    ...surroundings(),
    queueMicrotask: (act) => queueMicrotask(act),
    crypto,
    console,
    decodeOuter: (bytes) => (bytes ? outer.decode(bytes) : ''),
  });
  const evaluate = (code) => vm.runInContext(code, context);
  evaluate(
    'globalThis.TextDecoder = ((decode) => class TextDecoder { decode(bytes) { return decode(bytes); } })(decodeOuter)',
  );
  return library(evaluate, script);
};

/** A realm inside a page: an iframe of the same origin. */
export const frameRealm = (script) => {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const { defaultView } = frame.contentDocument;
  Object.assign(defaultView, surroundings());
  return { ...library((code) => defaultView.eval(code), script), leave: () => frame.remove() };
};

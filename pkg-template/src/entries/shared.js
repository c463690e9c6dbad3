// What every entry of the package shares, in a file of its own: one set of error classes, the client, what the core is
// instantiated with, the timers, and the error of a time that is up. A bundler takes from it what its entries use.

export { imports, named } from '../built/core_names.js';
export { timeoutError } from '../call/watch.js';
export { Client, newHost, OURS } from '../client/client.js';
export { report } from '../client/emitter.js';
export { accountOf, userOf } from '../client/identity.js';
export { methodOf } from '../client/methods.js';
export { stripeOver } from '../client/stripe.js';
export { decode } from '../core/bytes.js';
export { now, startTimer, stopTimer } from '../core/clock.js';
export { Bare, isList, isRecord, own, start } from '../core/objects.js';
export { readable } from '../core/read.js';
export { errors, isStripeError } from '../errors/classes.js';
export { bringTexts, checked, refusal } from '../errors/faults.js';
export { parse, stringify, without } from '../store/json.js';
export { readExactly } from '../store/options.js';

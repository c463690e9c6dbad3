// What every entry of the package shares, in a file of its own: one set of error classes, the client, what the core is
// instantiated with, the timers, and the error of a time that is up.

export { imports, named } from '../built/core_names.js';
export { timeoutError } from '../call/watch.js';
export { newHost, OURS } from '../client/client.js';
export { stripeOver } from '../client/stripe.js';
export { decode } from '../core/bytes.js';
export { startTimer, stopTimer } from '../core/clock.js';
export { errors, isStripeError } from '../errors/classes.js';
export { useTexts } from '../errors/faults.js';

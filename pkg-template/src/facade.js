// What every entry of the package shares: one set of error classes, what the core is instantiated with, and the error of
// a time that is up.

export { imports, named } from './core_names.js';
export { errors, isStripeError } from './errors.js';
export { stripeOver } from './stripe.js';
export { timeoutError } from './run.js';
export { charCodeAt } from './values.js';

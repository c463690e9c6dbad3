// What every entry of the package shares: one set of error classes, and what the core is instantiated with.

export { imports, named } from './core_names.js';
export { errors, isStripeError } from './errors.js';
export { stripeOver } from './stripe.js';
export { charCodeAt } from './values.js';

// `instanceof` fails across realms (Jest) and copies; the brand does not.

const BRAND = Symbol.for('stripe-apps-secrets.error');

/** Whether something is one of these errors, by brand: `instanceof` fails across realms and copies. */
export const isStripeError = (error, code) => {
  try {
    return error[BRAND] === true && (code === undefined || error.code === code);
  } catch {
    return false;
  }
};

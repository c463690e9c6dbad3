/**
 * Which builds of the package are attacked. Each entry of the package that serves `new Stripe` stands in this list, and
 * goes through every attack, property and answer, in Node.js and in Chromium.
 *
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
export const ENTRIES = [
  { name: 'stripe-apps-secrets', module: 'index.mjs', script: 'index.cjs' },
  { name: 'stripe-apps-secrets/js', module: 'js.mjs', script: 'js.cjs' },
];

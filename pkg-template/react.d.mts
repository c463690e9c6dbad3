/** Types of `stripe-apps-secrets/react` for ECMAScript modules: those of the CommonJS one. */

export type { SecretJSONOptions, SecretParseOptions, SecretQuery, SecretState, SecretTextOptions } from './react.cjs';
export { secretQuery, useSecret } from './react.cjs';

/** Types of `stripe-apps-secrets/testing` for ECMAScript modules: those of the CommonJS one. */

export type {
  AccountState,
  AskedRequest,
  Emulator,
  EmulatorOptions,
  Failure,
  FailureFilter,
  Installation,
  PendingFailure,
  SecretPlace,
  Secrets,
  Snapshot,
  State,
  StoredSecret,
} from './testing.cjs';
export { createEmulator } from './testing.cjs';

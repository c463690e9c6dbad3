// The entry `stripe-apps-secrets/testing`: the emulator in process, for tests.

export { createEmulator } from '../testing/emulator.js';

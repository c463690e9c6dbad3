/**
 * The emulator as a process.
 *
 *   EMULATOR_BIN   its command
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts the emulator on a free port and gives its address. It ends with the test. */
export async function startEmulator(t) {
  const { EMULATOR_BIN } = process.env;
  if (!EMULATOR_BIN) throw new Error("EMULATOR_BIN has to be set: 'cargo xtask test' does that.");
  const emulator = spawn(EMULATOR_BIN, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => emulator.kill());
  return new Promise((resolve, reject) => {
    emulator.once('error', reject);
    emulator.once('exit', (code) => reject(new Error(`The emulator ended with ${code} before it gave its address.`)));
    createInterface({ input: emulator.stdout }).on('line', (line) => {
      const address = /http:\/\/[\w.:[\]]+/.exec(line);
      if (address) resolve(address[0]);
    });
  });
}

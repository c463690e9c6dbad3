// The lines on the terminal.

export const PROGRAM = 'stripe-apps-secrets emulator';

/** Says one line to whoever started the command. */
export const says = (line, program = PROGRAM) => process.stderr.write(`${program}: ${line}\n`);

/** What the store refused, or the system, in words. */
export const reasonOf = (thrown) => thrown.message ?? `${thrown}`;

/** The real time in Unix seconds. */
export const real = () => Date.now() / 1000;

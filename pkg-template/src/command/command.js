#!/usr/bin/env node
// The command `stripe-apps-secrets`: which of its commands is meant.

import { says } from './console.js';
import { runEmulator } from './emulator.js';

const COMMANDS = `Usage: stripe-apps-secrets <command> [OPTIONS]

Commands:
  emulator  A stateful emulator of Stripe's Secret Store, over HTTP; emulator --help lists its flags

Options:
  -h, --help     Prints this
  -V, --version  Prints the version
`;

const [name, ...words] = process.argv.slice(2);

if (name === 'emulator') await runEmulator(words);
else if (name === '-h' || name === '--help') process.stdout.write(COMMANDS);
else if (name === '-V' || name === '--version') await runEmulator(['--version'], 'stripe-apps-secrets');
else {
  const wrong =
    name === undefined ? 'a command is missing' : `there is no command ${JSON.stringify(name.slice(0, 100))}`;
  says(`${wrong}; --help lists the commands`, 'stripe-apps-secrets');
  process.exitCode = 2;
}

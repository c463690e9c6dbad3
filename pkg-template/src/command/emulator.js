// `stripe-apps-secrets emulator`: from the flags to a server that listens, and to its end.

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { store } from '../testing/emulator_core.js';
import { PROGRAM, real, reasonOf, says } from './console.js';
import { DataFile } from './data_file.js';
import { RequestLog } from './request_log.js';
import { Server } from './server.js';

/** The command cannot do what was asked. */
const WRONG = 2;

/** What ends the command in one line: the words are for people. */
class Refusal extends Error {}

export const runEmulator = async (words, program = PROGRAM) => {
  const rules = store();
  const { print, wrong, serve } = rules.commandLine(program, words);
  try {
    if (wrong) throw new Refusal(wrong);
    if (print) process.stdout.write(print);
    if (serve) await listen(rules, words, serve);
  } catch (thrown) {
    says(reasonOf(thrown), program);
    process.exitCode = WRONG;
  }
};

const listen = async (rules, words, { host, port, seed, data, warning }) => {
  const limits = rules.limits();
  const log = new RequestLog(process.stdout, limits);
  const server = new Server(rules, limits, log);
  const address = await server.listen(host, port).catch((error) => {
    const reason = error.code === 'EADDRINUSE' ? undefined : error.message;
    throw new Refusal(rules.errorMessage('cannot_listen', host, reason, port));
  });
  const ended = untilSignal();
  try {
    const door = new rules.Door(PROGRAM, words, seed && (await readFor(rules, seed, () => readFileSync(seed))), real());
    if (warning) says(warning);
    const file = data && (await readFor(rules, data, () => DataFile.open(rules, door, data)));
    const random = () => randomBytes(limits.random_bytes);
    process.stdout.write(door.welcome(address.address, address.port, random(), random()));
    server.open(door, file);
  } catch (thrown) {
    await server.close();
    throw thrown;
  }
  await ended;
  await server.close();
  await log.flush();
  process.exit(0);
};

/** Does something with a file. A refusal of the system is reported with the file's name. */
const readFor = async (rules, file, act) => {
  try {
    return await act();
  } catch (error) {
    throw error.code ? new Refusal(rules.errorMessage('not_usable', file, error.message)) : error;
  }
};

/** Resolves at Ctrl-C or when the system asks the process to end. Both are watched from now on. */
const untilSignal = () =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
  });

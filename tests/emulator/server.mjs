/** A server of the emulator as a process: its address, its first tokens, its log, and its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const LISTENING = /^listening on (http:\/\/\S+:(\d+))$/;

/** Runs a door's command to its end: for `--help`, and for what it refuses. */
export async function run(door, flags) {
  const child = spawnDoor(door, flags);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const [code] = await once(child, 'close');
  clearTimeout(late);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** Starts a server on a free port. It ends with the test. */
export async function start(t, door, flags = [], options = {}) {
  const server = await startUntilStopped(door, flags, options);
  t.after(server.stop);
  return server;
}

/**
 * Starts a server on a free port, to be stopped by its `stop`.
 *
 * `descriptors`: how many files and connections the system lets it have open.
 */
export async function startUntilStopped(door, flags = [], { descriptors = 0 } = {}) {
  const child = spawnDoor(door, ['--port', '0', ...flags], descriptors);
  const ended = once(child, 'exit');
  const stop = () => child.kill('SIGKILL') && ended;
  const errors = collect(child.stderr);
  const lines = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  await until(
    () => lines.some((line) => line.startsWith('curl ')) || child.exitCode !== null,
    () => `It did not start: ${errors.text}`,
  );
  const [, url, port] = LISTENING.exec(lines[0]) ?? [];
  if (!url) {
    await stop();
    throw new Error(`It gave no address: ${lines} ${errors.text}`);
  }
  const [key] = lines.join('\n').match(/emu_key_\w+/);
  const [session] = lines.join('\n').match(/emu_session_\w+/);
  return { url, port: Number(port), key, session, lines, errors, child, ended, stop };
}

/** A request under `/v1`, by the first key unless another `Authorization` is given. */
export function ask(server, path, { form, headers, ...options } = /** @type {any} */ ({})) {
  return fetch(`${server.url}${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${server.key}`, ...headers },
    body: form === undefined ? undefined : new URLSearchParams(form),
    ...options,
  });
}

/** Sets a secret of the account. */
export function set(server, name, payload = 'payload-placeholder', headers = {}) {
  return ask(server, '/v1/apps/secrets', { form: { 'scope[type]': 'account', name, payload }, headers });
}

/** Finds a secret of the account, with its payload. */
export function find(server, name) {
  return ask(server, `/v1/apps/secrets/find?scope[type]=account&name=${encodeURIComponent(name)}&expand[]=payload`);
}

/** A request under `/_emulator`, as JSON. */
export async function administer(server, path, body = undefined) {
  const answer = await fetch(`${server.url}/_emulator/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    body: body && JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

/** Waits until something is so; says what was missing if it never is. */
export async function until(isSo, missing, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(missing());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function spawnDoor({ command }, flags, descriptors = 0) {
  const [program, ...rest] = descriptors
    ? ['sh', '-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh', ...command, ...flags]
    : [...command, ...flags];
  return spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function collect(stream) {
  const collected = { text: '' };
  stream.setEncoding('utf8').on('data', (chunk) => {
    collected.text += chunk;
  });
  return collected;
}

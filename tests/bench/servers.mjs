/**
 * The emulator's servers, each beside the least that one over the same library can be.
 *
 *   EMULATOR_BIN   the axum server's command
 *   BARE_BIN       the bare axum server's
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PACKAGE_DIR } from '../support/package.mjs';

/** Connections under load; a client that waits for its answer has one. */
const CONNECTIONS = 16;
/** Requests that are timed alone, before and after all others. */
const ALONE = 1_000;

const node = process.execPath;
const bareScript = fileURLToPath(new URL('children/bare_server.mjs', import.meta.url));

/** A server, and after it the bare one that it is compared with. */
const SERVERS = {
  axum: [process.env.EMULATOR_BIN, '--port', '0'],
  'bare axum': [process.env.BARE_BIN],
  npm: [node, path.join(PACKAGE_DIR, 'command.mjs'), 'emulator', '--port', '0'],
  'bare node:http': [node, bareScript],
};

/** What each server does under `count` creates, each with a new idempotency key. */
export async function measureServers(count) {
  const found = {};
  for (const [name, command] of Object.entries(SERVERS)) found[name] = await measured(command, count);
  return found;
}

/** By server, the bare one that it is compared with. */
export const BARE = { axum: 'bare axum', npm: 'bare node:http' };

async function measured(command, count) {
  const server = await started(command);
  const sent = { number: 0 };
  try {
    await creates(server, sent, 1, ALONE); // until the code is warm
    const early = await creates(server, sent, 1, ALONE);
    const before = performance.now();
    const times = await creates(server, sent, CONNECTIONS, count - 2 * ALONE);
    const seconds = (performance.now() - before) / 1e3;
    const late = await creates(server, sent, 1, ALONE);
    return {
      rate: times.length / seconds,
      p99: share(times, 0.99),
      early: share(early, 0.5),
      late: share(late, 0.5),
      memory: await residentMegabytes(server.child.pid),
    };
  } finally {
    server.child.kill('SIGKILL');
  }
}

async function started([program, ...flags]) {
  const child = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
  const server = { child, port: 0, key: 'none' };
  const lines = createInterface({ input: child.stdout }); // read to the end: nobody waits for a full pipe
  await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${program} ended`)));
    lines.on('line', (line) => {
      server.key = /emu_key_\w+/.exec(line)?.[0] ?? server.key;
      const port = /^listening on .*:(\d+)$/.exec(line)?.[1];
      if (port) server.port = Number(port);
      if (server.port) setTimeout(resolve, 100);
    });
  });
  return server;
}

/** Carries out creates over so many connections; the milliseconds that each took. */
async function creates(server, sent, connections, count) {
  const times = [];
  let left = count;
  const client = async () => {
    const socket = connect({ port: server.port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    for (; left > 0; ) {
      left -= 1;
      sent.number += 1;
      times.push(await create(socket, server.key, sent.number));
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, client));
  return times;
}

function create(socket, key, number) {
  const body = `scope[type]=account&name=name_${number % 10}&payload=payload-placeholder`;
  const head = `POST /v1/apps/secrets HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${key}\r\nIdempotency-Key: key_${number}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let text = '';
    const take = (chunk) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
      if (end < 0 || text.length < end + 4 + length) return;
      socket.off('data', take).off('error', reject);
      assert.ok(text.startsWith('HTTP/1.1 200'), text);
      resolve(performance.now() - begun);
    };
    socket.setEncoding('latin1').on('data', take).on('error', reject);
    socket.write(head + body);
  });
}

const share = (times, part) => [...times].sort((a, b) => a - b)[Math.floor(times.length * part)];

/** On Linux; elsewhere there is nothing to measure. */
async function residentMegabytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

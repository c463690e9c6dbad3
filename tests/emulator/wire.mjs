/** Bytes to a server and back, for what no HTTP client sends. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';

/** A connection, and all that came back on it. A broken connection is one that has closed. */
export function open(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const connection = { socket, received: '', closed: new Promise((resolve) => socket.once('close', resolve)) };
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    connection.received += chunk;
  });
  socket.on('error', () => {});
  return connection;
}

/** Sends bytes and gives all that comes back until the server closes, or `milliseconds` after the last of it. */
export async function exchange(port, bytes, milliseconds = 1_000) {
  const connection = open(port);
  connection.socket.write(Buffer.from(bytes, 'latin1'));
  const quiet = new Promise((resolve) => connection.socket.setTimeout(milliseconds, () => resolve(undefined)));
  await Promise.race([connection.closed, quiet]);
  connection.socket.destroy();
  return connection.received;
}

/** The last answer in `text`. */
export function lastAnswer(text) {
  const start = text.lastIndexOf('HTTP/1.1 ');
  assert.notEqual(start, -1, `no answer, but ${JSON.stringify(text.slice(0, 200))}`);
  const [head, body] = text.slice(start).split('\r\n\r\n');
  const [line, ...rest] = head.split('\r\n');
  const headers = Object.fromEntries(rest.map((header) => header.toLowerCase().split(': ')));
  return { status: Number(line.split(' ')[1]), headers, body };
}

/** Asserts that an answer has a status, or one of some, and an error as Stripe writes them. */
export function assertRefusal({ status, headers, body }, expected) {
  assert.ok([expected].flat().includes(status), `${status} is not ${expected}: ${body}`);
  assert.equal(headers['content-type'], 'application/json');
  const { error } = JSON.parse(body);
  assert.match(error.type, /^(invalid_request|api|idempotency)_error$/);
  assert.ok(error.message.length > 10);
}

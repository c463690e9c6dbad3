/** What one client may take up: memory, connections, time. Everybody else is served meanwhile. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { doors } from './doors.mjs';
import { administer, ask, set, start } from './server.mjs';
import { assertRefusal, exchange, lastAnswer, open } from './wire.mjs';

const HEAD = 'POST /v1/apps/secrets HTTP/1.1\r\nHost: localhost\r\n';
const FORM = `${HEAD}Content-Type: application/x-www-form-urlencoded\r\n`;
/** Heads, bodies and answers each have ten seconds. */
const TIME = 10_000;
/** What a loaded machine may add. */
const SLACK = 8_000;

// Most of the time they wait.
describe('limits', { concurrency: true }, () => {
  for (const door of doors) describe(door.name, { concurrency: true }, () => limitsOf(door));
});

function limitsOf(door) {
  const STALLS = [
    ['half a head', HEAD],
    ['half a body', `${FORM}Content-Length: 9\r\n\r\nhalf`],
    ['half a chunk', `${FORM}Transfer-Encoding: chunked\r\n\r\n9\r\nhalf`],
  ];
  for (const [title, bytes] of STALLS) {
    test(`${title}, and then silence, is closed and told why`, async (t) => {
      const server = await start(t, door);
      const received = await exchange(server.port, bytes, TIME + SLACK);
      assertRefusal(lastAnswer(received), 408);
    });
  }

  test('a connection that asks nothing is closed without a word, which could be taken for an answer', async (t) => {
    const server = await start(t, door);
    const idle = open(server.port);
    await assertWithin(idle.closed, TIME + SLACK);
    assert.equal(idle.received, '');
  });

  for (const [title, begin, piece] of [
    ['headers', HEAD, 'X: x\r\n'],
    ['a body', `${FORM}Content-Length: 100000\r\n\r\n`, 'x'],
  ]) {
    test(`${title} that drip are cut off: no byte wins more time`, async (t) => {
      const server = await start(t, door);
      const { socket, closed } = open(server.port);
      socket.write(begin);
      const drip = setInterval(() => socket.write(piece), 500);
      t.after(() => clearInterval(drip) ?? socket.destroy());
      await assertWithin(closed, TIME + SLACK);
    });
  }

  test('a client that takes none of its answers is cut off', async (t) => {
    const server = await start(t, door);
    await set(server, 'large', 'x'.repeat(5_000));
    const { socket, closed } = open(server.port);
    socket.pause();
    const request = `GET /v1/apps/secrets?scope[type]=account&expand[]=data.payload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.key}\r\n\r\n`;
    const send = setInterval(
      () => socket.writable && socket.writableLength < 1e6 && socket.write(request.repeat(200)),
      5,
    );
    t.after(() => clearInterval(send) ?? socket.destroy());
    let reset = false;
    socket.once('error', () => {
      reset = true;
    });
    await assertWithin(Promise.race([closed, untilTrue(() => reset)]), TIME + SLACK + 5_000);
  });

  test('300 stalled connections stop nobody, with 256 descriptors', async (t) => {
    const server = await start(t, door, [], { descriptors: 256 });
    const stalled = Array.from({ length: 300 }, () => open(server.port));
    t.after(() => {
      for (const { socket } of stalled) socket.destroy();
    });
    for (const [n, { socket }] of stalled.entries())
      socket.write(n % 2 ? HEAD : `${FORM}Content-Length: 9\r\n\r\nhalf`);
    await Promise.all(stalled.map(({ socket }) => (socket.connecting ? once(socket, 'connect') : undefined)));
    const before = Date.now();
    for (let n = 0; n < 10; n += 1) {
      const answer = await set(server, 'served', 'payload-placeholder', { connection: 'close' });
      assert.equal(answer.status, 200);
    }
    assert.ok(Date.now() - before < TIME, `10 requests took ${Date.now() - before} ms`);
  });

  test('so few descriptors that the system accepts no more stop nobody', async (t) => {
    const server = await start(t, door, [], { descriptors: 40 });
    const stalled = Array.from({ length: 100 }, () => open(server.port));
    t.after(() => {
      for (const { socket } of stalled) socket.destroy();
    });
    for (const { socket } of stalled) socket.write(HEAD);
    const before = Date.now();
    const answer = await set(server, 'served', 'payload-placeholder', { connection: 'close' });
    assert.equal(answer.status, 200);
    assert.ok(Date.now() - before < 6_000, `one request took ${Date.now() - before} ms`);
  });

  for (const [title, bytes] of [
    ['a little too large', 300_000],
    ['of 20 MB', 20_000_000],
  ]) {
    test(`a body ${title} gets a refusal that its sender sees, at whatever origin`, async (t) => {
      const server = await start(t, door);
      for (const body of ['x'.repeat(/** @type {number} */ (bytes)), pieces(/** @type {number} */ (bytes))]) {
        const refused = await ask(server, '/v1/apps/secrets', { method: 'POST', body, duplex: 'half' });
        assert.equal(refused.status, 413);
        assert.equal(refused.headers.get('access-control-allow-origin'), '*');
        assert.equal((await refused.json()).error.type, 'invalid_request_error');
      }
    });
  }

  test('a name of 5000 characters, four bytes each, still fits a query', async (t) => {
    const server = await start(t, door);
    const name = '🔑'.repeat(5_000);
    const found = await ask(server, `/v1/apps/secrets/find?scope[type]=account&name=${encodeURIComponent(name)}`);
    assert.equal(found.status, 404);
  });

  test('a thousand strangers with long names raise no memory and fill no log', async (t) => {
    const server = await start(t, door);
    const headers = { authorization: 'Bearer unknown' };
    const shout = () =>
      set(server, 'n'.repeat(100_000), 'payload-placeholder', headers).then((answer) => answer.text());
    await Promise.all(Array.from({ length: 20 }, shout));
    const before = await residentMegabytes(server.child.pid);
    for (let n = 0; n < 50; n += 1) await Promise.all(Array.from({ length: 20 }, shout));
    const { body } = await administer(server, 'requests');
    assert.equal(body.requests.length, 1_000);
    assert.ok(JSON.stringify(body).length < 1_000_000, `${JSON.stringify(body).length} bytes of log`);
    const after = await residentMegabytes(server.child.pid);
    assert.ok(after - before < 80, `from ${before} MB to ${after} MB`);
  });

  test('who asks much at once and reads nothing fills no memory', async (t) => {
    const server = await start(t, door);
    for (let n = 0; n < 10; n += 1) await set(server, `n${n}`, 'x'.repeat(5_000));
    const before = await residentMegabytes(server.child.pid);
    const state = 'GET /_emulator/state HTTP/1.1\r\nHost: localhost\r\n\r\n';
    for (let n = 0; n < 8; n += 1) {
      const { socket } = open(server.port);
      t.after(() => socket.destroy());
      socket.pause();
      socket.write(state.repeat(1_300));
    }
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const after = await residentMegabytes(server.child.pid);
    assert.ok(after - before < 80, `from ${before} MB to ${after} MB`);
    assert.equal((await ask(server, '/v1')).status, 404);
  });

  test('a log that nobody reads stops nobody', async (t) => {
    const server = await start(t, door);
    server.child.stdout.pause();
    for (let n = 0; n < 3_000; n += 1) assert.equal((await ask(server, '/v1')).status, 404);
  });
}

/** A body whose length is not known before. */
async function* pieces(bytes) {
  for (let sent = 0; sent < bytes; sent += 50_000) yield new Uint8Array(50_000).fill(120);
}

async function assertWithin(promise, milliseconds) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, 'late');
  });
  const outcome = await Promise.race([promise.then(() => 'closed'), late]);
  clearTimeout(timer);
  assert.equal(outcome, 'closed');
}

function untilTrue(isSo) {
  return new Promise((resolve) => {
    const timer = setInterval(() => isSo() && resolve(clearInterval(timer)), 50).unref();
  });
}

/** On Linux; elsewhere nothing is known, and nothing asserted. */
async function residentMegabytes(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'VmRSS: 0');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024;
}

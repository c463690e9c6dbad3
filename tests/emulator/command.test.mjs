/** The command, as a person or a script runs it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { doors } from './doors.mjs';
import { administer, ask, find, run, set, start, until } from './server.mjs';
import { exchange, lastAnswer, open } from './wire.mjs';

const FLAGS = ['port', 'host', 'allow-host', 'seed', 'data', 'account', 'user', 'frozen-at', 'token-seed', 'seed-ids'];

for (const door of doors) {
  describe(`${door.name}: the command`, () => {
    test('help names every flag and the usual port', async () => {
      const { code, stdout } = await run(door, ['--help']);
      assert.equal(code, 0);
      for (const flag of FLAGS) assert.match(stdout, new RegExp(`--${flag}\\b`));
      assert.match(stdout, /12111/);
    });

    for (const [title, flags, says] of [
      ['a flag that does not exist', ['--prot', '1'], /--prot/],
      ['an invalid port', ['--port', '65536'], /65536/],
      ['a flag without its value', ['--seed'], /--seed/],
      ['an empty account', ['--account', ''], /--account/],
      ['a word too many', ['serve'], /serve/],
      ['an invalid time', ['--frozen-at', 'tomorrow'], /--frozen-at.*ISO 8601/],
      ['a host that does not resolve', ['--host', 'does-not-exist.invalid'], /does-not-exist\.invalid/],
      ['a seed that is not there', ['--seed', '/does/not/exist.json'], /\/does\/not\/exist\.json/],
      ['a data file in a folder that is not there', ['--data', '/does/not/exist.json'], /\/does\/not\/exist\.json/],
      ['a data file that is a folder', ['--data', tmpdir()], new RegExp(tmpdir())],
    ]) {
      test(`${title} is reported in one line`, async () => assertRefused(await run(door, flags), says));
    }

    test('a seed that is wrong is reported in one line, without its payload', async (t) => {
      const seed = await file(t, {
        accounts: { acct_1: { account: { name: { payload: 1, secret: 'payload-placeholder' } } } },
      });
      const refused = await run(door, ['--seed', seed]);
      assertRefused(refused, /acct_1/);
      assert.doesNotMatch(refused.stderr, /placeholder/);
    });

    test('a port in use is reported in one line', async (t) => {
      const taken = createServer().listen(0, '127.0.0.1');
      t.after(() => taken.close());
      await until(
        () => taken.listening,
        () => 'no port',
      );
      const { port } = /** @type {import('node:net').AddressInfo} */ (taken.address());
      assertRefused(await run(door, ['--port', String(port)]), new RegExp(`${port}.*in use.*--port`));
    });

    test('the curl line that it prints stores a secret as it stands', async (t) => {
      const server = await start(t, door);
      const line = server.lines.find((printed) => printed.startsWith('curl '));
      const { stdout } = await promisify(execFile)('sh', ['-c', `${line} --silent --show-error`]);
      const { object, name } = JSON.parse(stdout);
      assert.equal(object, 'apps.secret');
      assert.equal((await find(server, name)).status, 200);
    });

    test('the key and the session that it prints stand for --account and --user', async (t) => {
      const server = await start(t, door, ['--account', 'acct_own', '--user', 'usr_own']);
      const own = { 'scope[type]': 'user', 'scope[user]': 'usr_own', name: 'n', payload: 'payload-placeholder' };
      const authorization = `Bearer ${server.session}`;
      const headers = { authorization, 'stripe-account': 'acct_own' };
      assert.equal((await ask(server, '/v1/apps/secrets', { form: own, headers })).status, 200);
      const other = { ...own, 'scope[user]': 'usr_other' };
      assert.equal((await ask(server, '/v1/apps/secrets', { form: other, headers })).status, 403);
      assert.equal((await ask(server, '/v1/apps/secrets', { form: other })).status, 200);
    });

    test('tokens differ from run to run, and ids do not', async (t) => {
      const [one, two] = await Promise.all([start(t, door), start(t, door)]);
      assert.notEqual(one.key, two.key);
      assert.notEqual(one.session, two.session);
      for (const token of [one.key, one.session]) assert.ok(token.split('_').at(-1).length >= 24, token);
      const ids = await Promise.all([one, two].map(async (server) => (await (await set(server, 'n')).json()).id));
      assert.equal(ids[0], ids[1]);
    });

    test('a guess from another run opens nothing', async (t) => {
      const [one, two] = await Promise.all([start(t, door), start(t, door)]);
      await set(two, 'n');
      for (const token of [one.key, one.session]) {
        assert.equal(
          (await ask(two, '/v1/apps/secrets', { headers: { authorization: `Bearer ${token}` } })).status,
          401,
        );
      }
    });

    test('--token-seed makes tokens the same in every run, and says what that means', async (t) => {
      const flags = ['--token-seed', 'placeholder'];
      const [one, two] = await Promise.all([start(t, door, flags), start(t, door, flags)]);
      assert.deepEqual([one.key, one.session], [two.key, two.session]);
      assert.ok([...one.lines, one.errors.text].some((line) => line.includes('can be guessed')));
      const other = await start(t, door, ['--token-seed', 'another']);
      assert.notEqual(one.key, other.key);
    });

    test('--seed-ids changes the ids', async (t) => {
      const servers = await Promise.all([start(t, door), start(t, door, ['--seed-ids', '7'])]);
      const ids = await Promise.all(servers.map(async (server) => (await (await set(server, 'n')).json()).id));
      assert.notEqual(ids[0], ids[1]);
    });

    for (const time of ['1795812025', '2026-11-27T20:40:25Z', '2026-11-27T21:40:25+01:00']) {
      test(`--frozen-at ${time} stops the clock`, async (t) => {
        const server = await start(t, door, ['--frozen-at', time]);
        await new Promise((resolve) => setTimeout(resolve, 1_100));
        assert.equal((await administer(server, 'clock')).body.now, 1_795_812_025);
        assert.equal((await (await set(server, 'n')).json()).created, 1_795_812_025);
      });
    }

    test('--seed fills the store', async (t) => {
      const seed = await file(t, { accounts: { acct_example: { account: { n: 'payload-placeholder' } } } });
      const server = await start(t, door, ['--seed', seed]);
      assert.equal((await (await find(server, 'n')).json()).payload, 'payload-placeholder');
    });

    test('--allow-host names a further host', async (t) => {
      const server = await start(t, door, ['--allow-host', 'emulator.test', '--allow-host', 'other.test']);
      for (const [host, status] of [
        ['emulator.test', 200],
        ['other.test:1', 200],
        ['evil.example', 403],
      ]) {
        const bytes = `GET /_emulator/clock HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
        assert.equal(lastAnswer(await exchange(server.port, bytes)).status, status, String(host));
      }
    });

    test('a line of log for each request, without payloads and tokens', async (t) => {
      const server = await start(t, door);
      await set(server, 'n', 'payload-placeholder');
      await ask(server, '/v1/apps/secrets/find?payload=payload-placeholder&name=payload-placeholder');
      await administer(server, 'clock');
      await administer(server, 'failures', { lost: 'answer' });
      await assert.rejects(set(server, 'n'));
      await exchange(server.port, 'GET /rebound\x1b HTTP/1.1\r\nHost: evil.example\r\n\r\n', 200);
      await exchange(server.port, 'GET /rebound HTTP/1.1\r\nHost: evil.example\r\n\r\n', 200);
      await until(
        () => server.lines.at(-1).includes('/rebound'),
        () => server.lines.join('\n'),
      );
      const log = server.lines.slice(server.lines.findIndex((line) => line.startsWith('curl ')) + 1);
      const shown = log.map((line) => line.replace(/^\S+Z /, '').replace(/req_\w+/, 'req_'));
      assert.deepEqual(shown, [
        'POST /v1/apps/secrets 200 req_',
        'GET /v1/apps/secrets/find 400 req_',
        'GET /_emulator/clock 200',
        'POST /_emulator/failures 200',
        'POST /v1/apps/secrets no answer',
        'GET /rebound 403',
      ]);
    });

    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      test(`${signal} ends it orderly, even with requests half sent`, async (t) => {
        const server = await start(t, door);
        const connection = open(server.port);
        t.after(() => connection.socket.destroy());
        connection.socket.write('POST /v1/apps/secrets HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhalf');
        await set(server, 'n');
        const before = Date.now();
        server.child.kill(signal);
        assert.deepEqual(await server.ended, [0, null]);
        assert.ok(Date.now() - before < 4_000);
      });
    }
  });
}

function assertRefused({ code, stdout, stderr }, says) {
  assert.equal(code, 2, stderr);
  assert.equal(stdout, '');
  assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  assert.match(stderr, says);
}

async function file(t, content) {
  const folder = await mkdtemp(path.join(tmpdir(), 'emulator-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const name = path.join(folder, 'state.json');
  await writeFile(name, JSON.stringify(content));
  return name;
}

/** Pages that the developer visits: none gets a token, whatever name it has given to this machine. */
import assert from 'node:assert/strict';
import { assertRefusal, exchange, lastAnswer } from '../wire.mjs';

const BODY = '{"app": "app", "account": "acct_example", "user": "usr_example"}';

function session(headers, target = '/_emulator/sessions') {
  const head = [`POST ${target} HTTP/1.1`, ...headers, `Content-Length: ${BODY.length}`, 'Connection: close'];
  return `${head.join('\r\n')}\r\n\r\n${BODY}`;
}

const FOREIGN = [
  ['a rebound name', ['Host: evil.example']],
  ['a rebound name with the port', (port) => [`Host: evil.example:${port}`]],
  ['a name that begins like the address', ['Host: 127.0.0.1.evil.example']],
  ['a name behind a user', ['Host: 127.0.0.1@evil.example']],
  ['two hosts', ['Host: localhost', 'Host: evil.example']],
  ['no host', []],
  ['an address of another machine', ['Host: 10.0.0.1']],
  ['a page at a null origin', ['Host: localhost', 'Origin: null']],
  ['a page of another origin', ['Host: localhost', 'Origin: https://evil.example']],
  ['a page of another port', ['Host: localhost', 'Origin: http://localhost:1']],
  ['a page that hides its origin', ['Host: localhost', 'Sec-Fetch-Site: cross-site']],
];

const refused = FOREIGN.map(([title, headers]) => ({
  title: `${title} gets no session`,
  async run(server) {
    const given = typeof headers === 'function' ? headers(server.port) : headers;
    const answer = lastAnswer(await exchange(server.port, session(given)));
    assertRefusal(answer, 403);
    assert.doesNotMatch(answer.body, /emu_session_/);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  },
}));

export const hosts = [
  ...refused,
  {
    title: 'a URL asked for whole names its host too',
    async run(server) {
      const bytes = session(['Host: localhost'], 'http://evil.example/_emulator/sessions');
      assertRefusal(lastAnswer(await exchange(server.port, bytes)), 403);
    },
  },
  {
    title: 'a rebound name does not reach the API either',
    async run(server) {
      const bytes = `GET /v1/apps/secrets HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer ${server.key}\r\n\r\n`;
      assertRefusal(lastAnswer(await exchange(server.port, bytes, 300)), 403);
    },
  },
  {
    title: 'localhost, the address and its own page do get one',
    async run(server) {
      const own = `127.0.0.1:${server.port}`;
      for (const headers of [['Host: localhost:1'], [`Host: ${own}`], [`Host: ${own}`, `Origin: http://${own}`]]) {
        const { status, body } = lastAnswer(await exchange(server.port, session(headers)));
        assert.equal(status, 200, body);
        assert.match(JSON.parse(body).token, /^emu_session_/);
      }
    },
  },
];

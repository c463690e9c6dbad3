/** Invalid requests: each gets an error in Stripe's shape, and the next client is served. */
import { assertRefusal, exchange, lastAnswer } from '../wire.mjs';

const HOST = 'Host: localhost\r\n';
const POST = `POST /v1/apps/secrets HTTP/1.1\r\n${HOST}`;
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n';
const many = (count) => Array.from({ length: count }, (_, n) => `X-${n}: x\r\n`).join('');

const REQUESTS = [
  ['bytes that are not HTTP', 'nonsense\r\n\r\n', 400],
  ['the start of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  ['a control character in the path', `GET /\x01 HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a control character in a header', `GET /v1 HTTP/1.1\r\n${HOST}Stripe-Account: a\x01\r\n\r\n`, 400],
  ['a header without a name', `GET /v1 HTTP/1.1\r\n${HOST}: x\r\n\r\n`, 400],
  ['an invalid version', `GET / HTTP/9.9\r\n${HOST}\r\n`, 400],
  ['chunks without a size', `${POST}${FORM}Transfer-Encoding: chunked\r\n\r\nzz\r\nname=n\r\n0\r\n\r\n`, 400],
  ['a chunk longer than it says', `${POST}${FORM}Transfer-Encoding: chunked\r\n\r\n2\r\nname=n\r\n0\r\n\r\n`, 400],
  ['two lengths', `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
  ['a length that is not a number', `${POST}Content-Length: -1\r\n\r\n`, 400],
  ['a coding that does not end', `${POST}Transfer-Encoding: gzip\r\n\r\n`, 400],
  // One library refuses it, the other lets the chunks decide (RFC 9112, 6.3): the length never does.
  [
    'a length beside chunks',
    `${POST}${FORM}Connection: close\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
    [400, 401],
  ],
  ['a good request and then a bad one', `GET /v1 HTTP/1.1\r\n${HOST}\r\nnonsense\r\n\r\n`, 400],
  ['a head of 200 KB', `GET /v1 HTTP/1.1\r\n${HOST}X: ${'x'.repeat(200_000)}\r\n\r\n`, 431],
  ['a thousand headers', `GET /v1 HTTP/1.1\r\n${HOST}${many(1_000)}\r\n`, 431],
  ['a URL of 70 KB', `GET /v1?${'x'.repeat(70_000)} HTTP/1.1\r\n${HOST}\r\n`, 414],
  ['no host', 'GET /v1 HTTP/1.1\r\n\r\n', 403],
  // node:http takes the methods that it knows; what the store would say of others nobody hears.
  ['a method that does not exist', `BREW /v1/apps/secrets HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, [400, 401]],
  ['a path of the administration that does not exist', `GET /_emulator/x HTTP/1.1\r\n${HOST}\r\n`, 404],
  ['a method that a path of the administration lacks', `PUT /_emulator/clock HTTP/1.1\r\n${HOST}\r\n`, 405],
  ['everything', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 404],
  ['a tunnel', `CONNECT localhost:443 HTTP/1.1\r\n${HOST}\r\n`, 404],
];

export const framing = REQUESTS.map(([title, bytes, status]) => ({
  title: `${title}: ${[status].flat().join(' or ')}`,
  run: async (server) => assertRefusal(lastAnswer(await exchange(server.port, bytes, 500)), status),
}));

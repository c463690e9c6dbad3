/** The least that a server over node:http can be: it reads a body and answers as many bytes as the emulator does to a create. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const answer = readFileSync(new URL('answer.json', import.meta.url));
const headers = { 'content-type': 'application/json', 'content-length': answer.length };

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.writeHead(200, headers).end(answer));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
});

/** What the tests in Chromium are loaded from: some answers made on the spot, folders, and an empty page, at one origin. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import sirv from 'sirv';

/** Answers, as `serve` takes them. */
export const page = (body, headers) => ({
  headers: { 'content-type': 'text/html', ...headers },
  body: `<!doctype html><meta charset="utf-8"><body>${body}`,
});
export const script = (body) => ({ headers: { 'content-type': 'text/javascript; charset=utf-8' }, body });

/**
 * Starts a server on a free port of this machine.
 *
 * @param folders - whose files are served, each name from the first that has it
 * @param answer - what a request gets before any file: `{ headers, body }`, a promise of that, or undefined; it may answer itself,
 *   and return the response
 * @returns `origin`, and `close()`, which leaves no connection open
 */
export async function serve(folders, answer = (_request, _response) => undefined) {
  const files = folders.map((folder) => sirv(folder, { dev: true }));
  const server = createServer(async (request, response) => {
    const found = await answer(request, response);
    if (found === response) return undefined;
    const given = ({ headers, body }) => response.writeHead(200, headers).end(body);
    if (found) return given(found);
    const next = (index) => {
      if (files[index]) return files[index](request, response, () => next(index + 1));
      return request.url === '/' ? given(page('')) : response.writeHead(404).end();
    };
    return next(0);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${port}`, close };
}

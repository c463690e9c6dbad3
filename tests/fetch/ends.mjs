/**
 * A server that does not finish its answers, and calls that their caller aborts meanwhile: the connection has to end with
 * the call, and not with the timeout of 80 seconds. For Node.js; `aborted` for browsers, too.
 */

import { KEY } from '../support/host.mjs';

/** Makes a call, aborts it, and returns its error's code. `meanwhile` runs before the abort. */
export async function aborted({ Stripe, createFetchHttpClient }, baseUrl, meanwhile = () => {}) {
  const controller = new AbortController();
  const { secrets } = new Stripe(KEY, { httpClient: createFetchHttpClient({ baseUrl }) }).apps;
  const ended = secrets.find({ scope: { type: 'account' }, name: 'name' }, { signal: controller.signal });
  setTimeout(() => {
    meanwhile();
    controller.abort();
  }, 300);
  return ended.then(
    () => 'resolves',
    ({ code }) => code,
  );
}

/** Where the server stops, by the folder that a request is below. */
export const PLACES = {
  '/silent': 'before its answer',
  '/stalled': 'in the middle of its body',
};

/** The answers, as `serve` takes them, and `left()`: how the last one's connection ended, in time or not. */
export function unfinished() {
  let left;
  return {
    answer(request, response) {
      const place = Object.keys(PLACES).find((folder) => request.url.startsWith(`${folder}/`));
      if (!place) return undefined;
      left = new Promise((resolve) => {
        request.socket.once('close', () => resolve('left'));
      });
      if (place === '/stalled') response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"id":');
      return response;
    },
    left: () =>
      Promise.race([
        left,
        new Promise((resolve) => {
          setTimeout(resolve, 10_000, 'the connection stays').unref();
        }),
      ]),
  };
}

// An answer, as stripe's clients hand it on.

import { connectionError } from './connection_error.js';

/** More headers than any server sends: a stand-in for `fetch` could go on for ever. */
const MOST_HEADERS = 10_000;

/** A plain object, with names in lower case. Throws where there are too many. */
const plain = (headers) => {
  const pairs = [];
  for (const [name, value] of headers) {
    if (pairs.push([name.toLowerCase(), value]) > MOST_HEADERS) throw new TypeError();
  }
  return Object.fromEntries(pairs);
};

/** Lets go of a body that nobody reads. */
export const cancel = (response) => {
  try {
    const { body } = response;
    if (!body.locked) Promise.resolve(body.cancel()).catch(() => {});
  } catch {
    // Without a body.
  }
};

/** More than any answer of the Secret Store has, in bytes: larger ones would take the thread for seconds. */
const MOST_BYTES = 3 * 2 ** 20;

const tooLarge = () => new TypeError('The response body is too large.');

/** Passes a body on, as long as it is no larger than that. */
const bounded = () => {
  let left = MOST_BYTES;
  return new TransformStream({
    transform: (chunk, controller) => {
      left -= chunk.byteLength;
      if (left < 0) throw tooLarge();
      controller.enqueue(chunk);
    },
  });
};

const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own error quotes the text, which may hold a payload.
    throw new SyntaxError('The response body is not JSON.');
  }
};

/**
 * The text of a body. In Node.js 20, once garbage has been collected, an abort no longer reaches a body that is being read,
 * and its connection stays open; a pipe takes the abort there. What only looks like a `Response` has none.
 */
const textOf = async (response, { signal }) => {
  if (response.body?.pipeThrough) return new Response(response.body.pipeThrough(bounded(), { signal })).text();
  const text = await response.text();
  if (text?.length > MOST_BYTES) throw tooLarge();
  return text;
};

/**
 * @param response - what `fetch` resolved with. Throws what its getters throw, and a `TypeError` where it is not a response
 * @param attempt - goes on until the body has been read, or is not wanted
 */
export const responseOver = (response, attempt) => {
  const { status } = response;
  const headers = plain(response.headers);
  if (!Number.isInteger(status)) throw new TypeError();

  const read = async () => {
    try {
      return await attempt.within(() => textOf(response, attempt.controller));
    } catch (thrown) {
      throw connectionError('Failed to read the response body', thrown, attempt.failed?.code);
    } finally {
      attempt.end();
    }
  };

  return {
    getStatusCode: () => status,
    getHeaders: () => headers,
    getRawResponse: () => response,
    toJSON: async () => parse(await read()),
    /** The body in the caller's own time. */
    toStream: (streamCompleteCallback) => {
      attempt.end();
      streamCompleteCallback?.();
      return response.body;
    },
    dispose: () => {
      attempt.end();
      attempt.abort();
      cancel(response);
    },
  };
};

// An answer, as stripe's clients hand it on.

import { lost } from './lost.js';

/** A plain object, with names in lower case. */
const plain = (headers) => Object.fromEntries([...headers].map(([name, value]) => [name.toLowerCase(), value]));

/** Lets go of a body that nobody reads. */
export const cancel = (response) => {
  try {
    const { body } = response;
    if (!body.locked) Promise.resolve(body.cancel()).catch(() => {});
  } catch {
    // There is none.
  }
};

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own error quotes the text, which may hold a payload.
    throw new SyntaxError('The response body is not JSON.');
  }
};

/**
 * @param response - what `fetch` resolved with. Throws what its getters throw, and a `TypeError` where it is none
 * @param attempt - goes on until the body has been read, or is not wanted
 */
export const responseOver = (response, attempt) => {
  const { status } = response;
  const headers = plain(response.headers);
  if (!Number.isInteger(status)) throw new TypeError();

  const read = async () => {
    try {
      return await attempt.within(() => response.text());
    } catch (thrown) {
      throw lost('Failed to read the response body', thrown, attempt.expired?.code);
    } finally {
      attempt.end();
    }
  };

  return {
    getStatusCode: () => status,
    getHeaders: () => headers,
    getRawResponse: () => response,
    toJSON: async () => parsed(await read()),
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

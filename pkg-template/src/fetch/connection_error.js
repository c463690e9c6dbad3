// The error where a request, or the body of its answer, was lost.

/** Codes that say how a connection ended, in Node.js. Any other `code` could be anything. */
const CODES = [
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

const codeOf = (thrown) => {
  try {
    for (const { code } of [thrown, thrown.cause]) {
      if (code === 'UND_ERR_SOCKET') return 'ECONNRESET'; // as Node.js calls a connection that the server closed
      if (CODES.includes(code)) return code;
    }
  } catch {
    // Not an error, or without a cause.
  }
  return undefined;
};

/**
 * The error for something that `fetch` threw. Only a known `code` is taken over: the rest may quote a header or a
 * body, or be nothing at all.
 */
export const connectionError = (message, thrown, code = codeOf(thrown)) => {
  const error = new TypeError(message);
  return code ? Object.assign(error, { code }) : error;
};

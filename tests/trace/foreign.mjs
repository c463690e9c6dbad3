/**
 * Foreign text about a create: what the API, the host and the caller's signal say, which may repeat the payload.
 *
 *   name    what it is
 *   make    makes it around a text; `env` has `otherRealm`
 *   read    reads the texts out of what the caller gets
 *   fails   it is an error: `name` and `code` are left of it
 */
import { raise } from '../support/odd.mjs';

/** Longer than what it repeats, twice. */
export const around = (written) => `before ${written} between ${written} after`;

// --- What the API answers ---

export const REASON = { type: 'invalid_request_error', code: 'parameter_invalid', message: 'The API says why.' };

const answer = (name, error, read) => ({
  name,
  make: (text) => ({ body: { error: { ...REASON, ...error(text) } } }),
  read,
});

export const ANSWERS = [
  answer(
    'the message',
    (message) => ({ message }),
    (error) => [error.message, error.raw.message],
  ),
  answer(
    'a user message',
    (text) => ({ user_message: text }),
    (error) => [error.userMessage, error.raw.user_message],
  ),
  answer(
    'a link',
    (doc_url) => ({ doc_url }),
    (error) => [error.doc_url],
  ),
  answer(
    'a field of an object',
    (text) => ({ source: { deep: { text } } }),
    (error) => [error.source.deep.text],
  ),
  answer(
    'an array in an array',
    (text) => ({ more: [1, ['x', text]] }),
    ({ raw }) => [raw.more[1][1]],
  ),
  answer(
    'an array in place of the message',
    (text) => ({ message: [text] }),
    ({ raw }) => raw.message,
  ),
  answer(
    'a field whose name holds that of a code',
    (barcode) => ({ barcode, codes: { type_of_it: barcode } }),
    ({ raw }) => [raw.barcode, raw.codes.type_of_it],
  ),
  {
    name: 'a header',
    make: (text) => ({ body: { error: REASON }, headers: { 'x-echo': text } }),
    read: ({ headers }) => [headers['x-echo']],
  },
  answer(
    'an object in place of a code',
    (text) => ({ code: { deep: text }, more: { param: [text] } }),
    ({ raw }) => [raw.code.deep, raw.more.param[0]],
  ),
  {
    name: "a header of Stripe's with two values",
    make: (text) => ({ body: { error: REASON }, headers: { 'stripe-echo': ['x', text] } }),
    read: ({ headers }) => [headers['stripe-echo'][1]],
  },
  {
    name: 'a header with two values',
    make: (text) => ({ body: {}, headers: { 'x-echo': ['x', text] } }),
    read: ({ headers }) => [headers['x-echo'][1]],
  },
  {
    name: 'a description, as of OAuth',
    make: (text) => ({ body: { error: 'invalid_grant', error_description: text } }),
    read: ({ message }) => [message],
  },
  { name: 'a text in place of an error', make: (error) => ({ body: { error } }), read: ({ raw }) => [raw.type] },
];

// --- What a host rejects with, and what a signal is aborted with ---

const ofHost = (fields) => Object.assign(new TypeError('of the host'), { code: 'EHOST' }, fields);
/** @param {{ name: string, code?: string | number }} [fails] - what is left */
const failing = (name, make, fails = { name: 'TypeError', code: 'EHOST' }) => ({ name, make, fails });
const REALM = '(text) => Object.assign(new TypeError(text), { code: "EHOST" })';

class HostError extends Error {
  name = 'HostError';
}

export const REJECTIONS = [
  failing("an error's message", (text) => Object.assign(new TypeError(text), { code: 'EHOST' })),
  failing("an error's name", (name) => ofHost({ name }), { name: around('[redacted]'), code: 'EHOST' }),
  failing("an error's stack", (stack) => ofHost({ stack })),
  failing('an error whose message was changed afterwards', (text) => {
    const error = Object.assign(new TypeError(text), { code: 'EHOST' });
    return error.stack && Object.assign(error, { message: 'another' });
  }),
  failing("an error's cause", (text) => ofHost({ cause: new RangeError(text) })),
  failing('a text as the cause', (cause) => ofHost({ cause })),
  failing('a cause of a cause', (text) => ofHost({ cause: new Error('x', { cause: { text: [text] } }) })),
  failing('an AggregateError', (text) => new AggregateError([new Error(text)], 'x'), { name: 'AggregateError' }),
  failing('an error of a class', (text) => new HostError(text), { name: 'HostError' }),
  failing("an error's field", (text) => ofHost({ config: { data: [text] } })),
  failing("an error's hidden field", (value) => Object.defineProperty(ofHost(), 'hidden', { value })),
  failing('a frozen error', (text) => Object.freeze(new TypeError(text)), { name: 'TypeError' }),
  failing('an error that is its own cause', (text) => {
    const error = ofHost({ message: text });
    return Object.assign(error, { cause: error });
  }),
  failing('an error of another realm', (text, env) => env.otherRealm(REALM)(text)),
  failing('an error in a Proxy', (text) => new Proxy(ofHost({ message: text }), {})),
  failing(
    'an error whose code throws',
    (text) => Object.defineProperty(new TypeError(text), 'code', { get: () => raise(new Error('a getter')) }),
    { name: 'TypeError' },
  ),
  failing('a field of a DOMException', (text) => Object.assign(new DOMException('x', 'AbortError'), { text }), {
    name: 'AbortError',
    code: 20,
  }),
  failing("an object in place of an error's code", (text) => ofHost({ code: { deep: text } }), { name: 'TypeError' }),
  {
    name: 'an object in place of the code of an object',
    make: (text) => ({ code: { deep: text } }),
    read: ({ code }) => [code.deep],
  },
  { name: 'a text', make: (text) => text, read: (detail) => [detail] },
  { name: 'an array', make: (text) => ['x', [text]], read: (detail) => [detail[1][0]] },
  {
    name: 'an array with holes',
    make: (text) => Object.assign([], { 3: text }),
    read: (detail) => [detail[3]],
  },
  { name: 'an object', make: (text) => ({ status: 0, body: { text } }), read: ({ body }) => [body.text] },
  {
    name: 'an object with a stack',
    make: (text) => ({ message: text, stack: text, status: 0 }),
    read: ({ message, stack, status }) => (status === 0 ? [message, stack] : ['the status is lost']),
  },
  { name: 'an object without a prototype', make: (text) => ({ __proto__: null, text }), read: ({ text }) => [text] },
  { name: 'a frozen object', make: (text) => Object.freeze({ text: [text] }), read: ({ text }) => text },
  {
    name: 'an object with a key __proto__',
    make: (text) => JSON.parse(JSON.stringify({ proto: { text } }).replace('proto', '__proto__')),
    read: (detail) => [Object.getOwnPropertyDescriptor(detail, '__proto__').value.text],
  },
  {
    name: 'an object that contains itself',
    make: (text) => {
      const object = { text, list: [] };
      object.list.push(object);
      return object;
    },
    read: (detail) => [detail.list[0].list[0].text],
  },
  {
    name: 'a Proxy whose prototype throws',
    make: (text) => new Proxy({ text }, { getPrototypeOf: () => raise(new Error('a trap')) }),
    read: ({ text }) => [text],
  },
];

/** Where a rejection comes from: `host` rejects, or answers; `kept` is what stays beside the detail. */
export const SOURCES = {
  'a host that rejects': {
    host: (reason) => ({ makeRequest: () => Promise.reject(reason) }),
    kept: { type: 'StripeConnectionError' },
  },
  'a body that is lost': {
    host: (reason, response) => ({ makeRequest: async () => response({ toJSON: () => Promise.reject(reason) }) }),
    kept: { type: 'StripeAPIError', statusCode: 200, requestId: 'req_example' },
  },
  'a signal': {
    host: (reason, response, controller) => ({
      makeRequest: () => {
        controller.abort(reason);
        return new Promise(() => {});
      },
    }),
    kept: { type: 'StripeConnectionError', code: 'request_aborted' },
  },
};

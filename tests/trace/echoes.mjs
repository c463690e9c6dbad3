/**
 * Every place in which others may repeat a payload.
 *
 *   name       where
 *   make       makes what the host does, or what it rejects with, around a text
 *   read       reads the texts out of what the caller gets, each of which has to be all but the payload
 */
import { raise } from '../support/odd.mjs';

/** Longer than what it repeats, twice. */
export const around = (written) => `before ${written} between ${written} after`;

// --- What the API writes ---

const answer = (name, error, read, more) => ({ name, answer: (text) => ({ body: { error: error(text) }, ...more?.(text) }), read });
const plain = { type: 'invalid_request_error', code: 'parameter_invalid', message: 'The API says why.' };
/** A header of an error; a copy of a Map is the pairs that it held. */
const header = ({ headers }, name) => (Array.isArray(headers) ? new Map(headers) : headers).get?.(name) ?? headers[name];

export const ANSWERS = [
  answer('the message', (message) => ({ ...plain, message }), (error) => [error.message, error.raw.message]),
  answer('a user message', (text) => ({ ...plain, user_message: text }), (error) => [error.userMessage, error.user_message]),
  answer('the parameter', (param) => ({ ...plain, param }), (error) => [error.param]),
  answer('a link', (doc_url) => ({ ...plain, doc_url }), (error) => [error.doc_url]),
  answer('the type', (type) => ({ ...plain, type }), (error) => [error.rawType, error.raw.type]),
  answer('a field of an object', (text) => ({ ...plain, source: { deep: { deeper: text } } }), (error) => [error.source.deep.deeper, error.raw.source.deep.deeper]),
  answer('an array in an array', (text) => ({ ...plain, more: [1, ['x', text]] }), (error) => [error.raw.more[1][1]]),
  answer('the key of an object', (text) => ({ ...plain, more: [{ [text]: 1 }] }), (error) => Object.keys(error.raw.more[0])),
  answer('the name of a field', (text) => ({ ...plain, [text]: 1 }), (error) => [Object.keys(error.raw).find((key) => !(key in plain) && !['headers', 'statusCode', 'requestId'].includes(key))]),
  answer('an array in place of the message', (text) => ({ ...plain, message: [text] }), (error) => error.raw.message),
  answer('a header', () => plain, (error) => [header(error, 'x-echo')], (text) => ({ headers: { 'x-echo': text } })),
  answer('a header in a Map', () => plain, (error) => [header(error, 'x-echo')], (text) => ({ headers: { 'x-echo': text }, as: (all) => new Map(Object.entries(all)) })),
  answer('the request id', () => plain, (error) => [error.requestId, header(error, 'request-id')], (text) => ({ headers: { 'request-id': text } })),
  { name: 'an OAuth description', answer: (text) => ({ body: { error: 'invalid_grant', error_description: text } }), read: (error) => [error.message], type: 'StripeInvalidGrantError', code: undefined },
  { name: 'a body without a reason', answer: (text) => ({ body: { message: text }, headers: { 'x-echo': text } }), read: (error) => [header(error, 'x-echo')], code: undefined },
];

// --- What a host rejects with, and what a signal is aborted with ---

const withFields = (error, fields) => Object.assign(error, fields);
const ofHost = () => withFields(new TypeError('of the host'), { code: 'EHOST' });
const rejection = (name, make, read, more) => ({ name, make, read, ...more });
/** It encodes what it is given: something encoded would be so twice. */
const ENCODES = { encodes: true };
/** It cannot be read whole, so that nobody knows whether it repeats something. */
const UNREADABLE = { unreadable: true };
/** It is an error, and has to stay one. */
const failing = (name, make, read, more) => rejection(name, make, read, { isError: true, ...more });

export const REJECTIONS = [
  failing("an error's message", (text) => withFields(new TypeError(text), { code: 'EHOST' }), ({ message }) => [message], { error: 'TypeError', code: 'EHOST' }),
  failing("an error's stack", (stack) => withFields(ofHost(), { stack }), ({ stack }) => [stack], { error: 'TypeError', code: 'EHOST' }),
  failing("an error's code", (code) => withFields(ofHost(), { code }), ({ code }) => [code], { error: 'TypeError' }),
  failing("an error's name", (name) => withFields(ofHost(), { name }), ({ name }) => [name], { code: 'EHOST' }),
  failing("an error's cause", (text) => withFields(new Error('of the host', { cause: new RangeError(text) }), { code: 'EHOST' }), ({ cause }) => [cause.message], { code: 'EHOST' }),
  failing('a text as the cause', (cause) => new Error('of the host', { cause }), ({ cause }) => [cause]),
  failing('a cause of a cause', (text) => new Error('of the host', { cause: new Error('x', { cause: { text: [text] } }) }), ({ cause }) => [cause.cause.text[0]]),
  failing('an AggregateError', (text) => new AggregateError([new Error('x'), new Error(text)], 'of the host'), ({ errors }) => [errors[1].message], { error: 'AggregateError' }),
  failing('a field', (text) => withFields(ofHost(), { config: { data: [text] } }), ({ config }) => [config.data[0]], { code: 'EHOST' }),
  failing('the key of a field', (text) => withFields(ofHost(), { config: { [text]: 1 } }), ({ config }) => Object.keys(config)),
  failing('a hidden field', (value) => Object.defineProperty(ofHost(), 'hidden', { value }), ({ hidden }) => [hidden]),
  failing('a field under a symbol', (text) => withFields(ofHost(), { [Symbol.for('of the host')]: text }), (detail) => [detail[Symbol.for('of the host')]]),
  failing('a field in a Map', (text) => withFields(ofHost(), { more: new Map([['x', text]]) })),
  failing('a field in a Set', (text) => withFields(ofHost(), { more: new Set([text]) })),
  failing('a field in a Headers', (text) => withFields(ofHost(), { more: new Headers({ 'x-echo': encodeURIComponent(text) }) }), undefined, ENCODES),
  failing('a field in a URL', (text) => withFields(ofHost(), { url: new URL(`https://example.test/?x=${encodeURIComponent(text)}`) }), undefined, ENCODES),
  failing('a field in a URLSearchParams', (text) => withFields(ofHost(), { more: new URLSearchParams({ x: text }) })),
  failing('a boxed text', (text) => withFields(ofHost(), { more: new String(text) })),
  failing('the description of a symbol', (text) => withFields(ofHost(), { more: Symbol(text) })),
  failing('a key that is a symbol', (text) => withFields(ofHost(), { [Symbol(text)]: 1 })),
  failing('a function with a field', (text) => withFields(ofHost(), { more: Object.assign(() => {}, { text }) })),
  failing('an inherited message', (text) => Object.create(new Error(text)), ({ message }) => [message], { notOwn: true }),
  failing("a class's getter", (text) => new (class Odd extends Error { get message() { return text; } })(), ({ message }) => [message]),
  failing('a getter of its own', (text) => Object.defineProperty(ofHost(), 'request', { enumerable: true, get: () => text }), ({ request }) => [request]),
  failing('a frozen error', (text) => Object.freeze(new Error(text)), ({ message }) => [message]),
  failing('an error that is its own cause', (text) => { const error = new Error(text); error.cause = error; return error; }, (detail) => [detail.message, detail.cause.cause.message]),
  failing('two errors that are their causes', (text) => { const error = new Error('x'); error.cause = new Error(text, { cause: error }); return error; }, ({ cause }) => [cause.message, cause.cause.cause.message]),
  failing('an error of another realm', (text, env) => withFields(env.otherRealm('(text) => new TypeError(text)')(text), { code: 'EHOST' }), ({ message }) => [message], { error: 'TypeError', code: 'EHOST' }),
  failing('an error in a Proxy', (text) => new Proxy(new Error(text), {}), ({ message }) => [message]),
  failing('a DOMException', (text) => new DOMException(text, 'NetworkError'), ({ message }) => [message], { error: 'NetworkError' }),
  failing('an inherited cause', (text) => Object.create(new Error('x', { cause: new Error(text) })), ({ cause }) => [cause.message]),
  failing('an inherited field', (text) => Object.create(withFields(ofHost(), { body: text })), ({ body }) => [body]),
  failing("a class's getter of its cause", (text) => new (class Odd extends Error { get cause() { return text; } })(), ({ cause }) => [cause]),
  failing("a class's getter of an object", (text) => new (class Odd extends Error { #text = text; get request() { return { body: this.#text }; } })(), ({ request }) => [request.body]),
  failing("a class's getter, inherited,", (text) => new (class Odder extends class Odd extends Error { get body() { return text; } } {})(), ({ body }) => [body]),
  failing("a class's getter that throws it", (text) => new (class Odd extends Error { get body() { throw text; } })(), ({ body }) => [body]),
  failing("a class's toJSON", (text) => new (class Odd extends Error { #text = text; toJSON() { return { body: this.#text }; } })()),
  failing("a class's toJSON in something that contains itself", (text) => { const error = withFields(new Error('x'), { odd: new (class Odd { #text = text; toJSON() { return this.#text; } })() }); error.self = error; return error; }),
  failing("a class's inspect", (text) => new (class Odd extends Error { #text = text; [Symbol.for('nodejs.util.inspect.custom')](depth, options, show) { return options.stylize(show({ text: this.#text }).text, 'special'); } })()),
  failing('an error with an iterator', (body) => withFields(ofHost(), { body, * [Symbol.iterator]() {} }), ({ body }) => [body], { error: 'TypeError', code: 'EHOST' }),
  failing('what an error iterates over', (text) => withFields(ofHost(), { * [Symbol.iterator]() { yield text; } })),
  failing('a field of a Map', (text) => withFields(ofHost(), { more: Object.assign(new Map([['x', 1]]), { body: text }) }), ({ more }) => [more.body]),
  failing('the input of a match', (text) => withFields(ofHost(), { match: /e/.exec(`before ${text}`) })),
  failing('a CustomEvent', (text) => withFields(ofHost(), { event: new CustomEvent('x', { detail: { text } }) })),
  failing('a field of a boxed text', (text) => withFields(ofHost(), { more: Object.assign(new String('x'), { text }) })),
  rejection('a field of an array', (text) => Object.assign(['x'], { body: text }), (detail) => [detail.body]),
  rejection('an array with an iterator of its own', (text) => Object.assign([text], { * [Symbol.iterator]() {} }), (detail) => [detail[0]]),
  rejection('a text', (text) => text, (detail) => [detail]),
  rejection('an array', (text) => ['x', [text]], (detail) => [detail[1][0]]),
  rejection('an object', (text) => ({ status: 0, body: text }), ({ body }) => [body]),
  rejection('the key of an object', (text) => ({ [text]: 1 }), (detail) => Object.keys(detail)),
  rejection('an object without a prototype', (text) => Object.assign(Object.create(null), { text }), ({ text }) => [text]),
  rejection('an object that contains itself', (text) => { const object = { text }; object.self = object; return object; }, (detail) => [detail.self.self.text]),
  rejection('a class instance', (text) => new (class Odd { text = text; })(), ({ text }) => [text]),
  rejection('a symbol', (text) => Symbol(text)),
  rejection('a Map', (text) => new Map([[text, text]])),
  rejection('a function', (text) => Object.assign(() => {}, { text })),
  rejection('a Proxy that throws when its keys are asked for', (text) => new Proxy({ text }, { ownKeys: () => raise(new Error('a trap')) }), undefined, UNREADABLE),
  rejection('an object one of whose getters throws', (text) => ({ text, get other() { throw new Error('a getter'); } }), undefined, UNREADABLE),
  rejection('an object whose getter throws it', (text) => ({ get other() { throw new Error(text); } }), undefined, UNREADABLE),
  rejection('a long chain of causes', (text) => Array.from({ length: 50 }).reduce((cause) => new Error('x', { cause }), new Error(text))),
  rejection('a wide object', (text) => Object.fromEntries(Array.from({ length: 300 }, (_, place) => [`field${place}`, place === 299 ? text : 'x'])), ({ field299 }) => [field299]),
];

/** Where a rejection comes from, and what is kept beside it. The first two are tried with all of them. */
export const SOURCES = {
  'a host that rejects': { type: 'StripeConnectionError', makeRequest: (error) => Promise.reject(error) },
  'a body that is lost': { type: 'StripeAPIError', statusCode: 200, requestId: 'req_example', toJSON: (error) => Promise.reject(error) },
  'a host that throws': { type: 'StripeConnectionError', makeRequest: raise },
  'a body that throws': { type: 'StripeAPIError', statusCode: 200, requestId: 'req_example', toJSON: raise },
  'a body that throws when it is read': { type: 'StripeAPIError', statusCode: 200, requestId: 'req_example', toJSON: async (error) => ({ get x() { throw error; } }) },
  'a signal': { type: 'StripeConnectionError', code: 'request_aborted', aborts: true },
};

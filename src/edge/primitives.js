// What only JavaScript can do for the edge: read values, write text, build objects. It decides nothing.
//
// The built-ins are captured when the package loads: what is patched afterwards changes nothing here.

const { entries, fromEntries, assign, defineProperty, hasOwn } = Object;
const { isArray, from } = Array;
const encodeComponent = encodeURIComponent;
const captured = (method) => Function.prototype.call.bind(method);
const getTime = captured(Date.prototype.getTime);
const lower = captured(String.prototype.toLowerCase);
const charCodeAt = captured(String.prototype.charCodeAt);
const upper = captured(String.prototype.toUpperCase);

/** The words of `vocabulary.rs`, in its order. */
export const WORDS = (
  'scope name payload expires_at expand limit starting_after ending_before type user scope[type] scope[user] ' +
  'apiKey idempotencyKey stripeAccount stripeContext apiVersion timeout maxNetworkRetries headers signal streaming ' +
  'authenticator typescript httpAgent httpClient host port protocol telemetry emitEventBodies appInfo userContext ' +
  'cardNumbers code id account version url api.stripe.com https refuse warn allow true false apps.secret ' +
  'list object deleted data error params options config rate_limit idempotency_error invalid_grant ' +
  'invalid_client invalid_request invalid_scope unsupported_grant_type unsupported_response_type ETIMEDOUT ' +
  'ECONNRESET EPIPE'
).split(' ');
const NUMBERS = fromEntries(WORDS.map((text, number) => [text, number]));
const UNKNOWN = WORDS.length;
const ABSENT = UNKNOWN + 1;

const own = (object, key) =>
  typeof object === 'object' && object !== null && hasOwn(object, key) ? object[key] : undefined;
const word = (text) => (typeof text === 'string' ? own(NUMBERS, text) ?? UNKNOWN : ABSENT);

// --- Reading ---

// The kinds, by the numbers of `Kind` in `node.rs`.
const [UNDEFINED, NULL, NUMBER, TEXT, ILL_FORMED, LIST, DATE, RECORD, OTHER] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

const succeeds = (look, value) => {
  try {
    look(value);
    return true;
  } catch {
    return false;
  }
};

/** What a value is. Only `expires_at` may be a `Date`: to ask throws for what is none, which is slow. */
const kindOfValue = (value, name) => {
  switch (typeof value) {
    case 'undefined': return UNDEFINED;
    case 'number': return NUMBER;
    case 'string': return succeeds(encodeComponent, value) ? TEXT : ILL_FORMED;
    case 'object':
      if (value === null) return NULL;
      if (isArray(value)) return LIST;
      return name === 'expires_at' && succeeds(getTime, value) ? DATE : RECORD;
    default: return OTHER;
  }
};

/** The properties whose values are looked into, and how deep. */
const DEEP = { scope: 1, expand: 1, headers: 1, appInfo: 1, account: 1, error: 1, data: 2 };

/** A value that has been read. Nobody outside gets hold of one. */
class Node {
  // Own before they are set, so that no setter on a prototype sees them.
  kind;
  value;
  pairs;

  /** @param pairs - of a list or a record: each key, and the node of its value */
  constructor(kind, value, pairs) {
    this.kind = kind;
    this.value = value;
    this.pairs = pairs;
  }
}

/** Reads a value: own enumerable properties, each once. Throws what a getter throws. */
export const read = (value, depth = 1, name) => {
  if (value instanceof Node) return value;
  const kind = kindOfValue(value, name);
  if (!depth || (kind !== LIST && kind !== RECORD)) return new Node(kind, value);
  const pairs = entries(value);
  let regular = true;
  // The pairs are ours alone; their elements are replaced in place, since to add to a list could call a setter.
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i];
    pair[1] = read(pair[1], own(DEEP, pair[0]) ?? depth - 1, pair[0]);
    regular &&= pair[0] === '' + i;
  }
  return new Node(kind === LIST && !regular ? OTHER : kind, value, pairs);
};

/** What was read, as a plain object. */
export const plain = ({ kind, value, pairs }) => {
  if (!pairs) return value;
  const fields = pairs.map(([key, item]) => [key, plain(item)]);
  return kind === LIST ? fields.map(([, item]) => item) : fromEntries(fields);
};

/** The payload among parameters, if it is a text. */
export const payloadOf = (params) => textOf(property(params, NUMBERS.payload));

/** Whether a list runs backwards: from `ending_before`. */
export const isBackwards = (params) => property(params, NUMBERS.ending_before).kind === TEXT;

/** The parameters of a list's next page, after (or before) the item with this id. */
export const nextPage = (params, id) => {
  const cursor = isBackwards(params) ? 'ending_before' : 'starting_after';
  const others = params.pairs.filter(([key]) => key !== cursor);
  return new Node(RECORD, undefined, [...others, [cursor, read(id)]]);
};

/** Reads a config, in whose place the API version may stand. */
export const asConfig = (config) => read(typeof config === 'string' ? { apiVersion: config } : config);

const NOTHING = read();
export const absent = () => NOTHING;
export const raw = (node) => node.value;
export const isTrue = (node) => node.value === true;
export const kindOf = (node) => node.kind;
export const numberOf = ({ kind, value }) => (kind === DATE ? getTime(value) : value);
export const unitsOf = (node) => node.value.length;
export const unitAt = (node, index) => charCodeAt(node.value, index);
export const wordOf = (node) => word(node.value);
export const isSame = (node, other) => node.value === other.value;
export const countOf = (node) => node.pairs?.length ?? 0;
export const itemAt = (node, place) => node.pairs[place][1];
export const keyAt = (node, place) => read(node.pairs[place][0]);
export const nameAt = (node, place) => word(node.pairs[place][0]);

export const property = (node, name) => {
  for (let i = 0; i < countOf(node); i++) if (node.pairs[i][0] === WORDS[name]) return node.pairs[i][1];
  return NOTHING;
};

/** The length in characters (code points): the low surrogate that ends a pair does not count. */
export const charactersOf = ({ value }) => {
  let count = 0;
  for (let i = 0; i < value.length; i++) if (!(value[i] >= '\uDC00' && value[i] <= '\uDFFF')) count++;
  return count;
};

// --- Writing: the form and the headers ---

const PLAIN = { '%5B': '[', '%5D': ']', '!': '%21', '*': '%2A', '(': '%28', ')': '%29', "'": '%27' };

/** A value as stripe's forms have it (`encodeQueryValue` of stripe 23.1.0), letter by letter: a pattern can be patched. */
const encode = (text) => {
  const encoded = encodeComponent(text);
  let written = '';
  for (let i = 0; i < encoded.length; i++) {
    const three = encoded[i] === '%' ? '%' + encoded[i + 1] + encoded[i + 2] : encoded[i];
    written += own(PLAIN, three) ?? three;
    i += three.length - 1;
  }
  return written;
};

const append = (form, key, value) => form + (form && '&') + WORDS[key] + value;

export const appendText = (form, key, index, { value }) =>
  append(form, key, (index < 0 ? '=' : `[${index}]=`) + encode(value));
export const appendWord = (form, key, value) => append(form, key, '=' + WORDS[value]);
export const appendInteger = (form, key, value) => append(form, key, '=' + value);

const textOf = ({ kind, value }) => (kind === TEXT ? value : '');
const around = (before, text, after) => text && before + text + after;

export const userAgent = (version, app) => {
  const part = (name) => textOf(property(app, NUMBERS[name]));
  const shown = around(' ', part('name'), '') + around('/', part('version'), '') + around(' (', part('url'), ')');
  return 'stripe-apps-secrets/' + version + shown;
};

/** A key that no other call has: 128 random bits, from the platform's source where it has one. */
const idempotencyKey = () => {
  const bits = new Uint32Array(4);
  if (globalThis.crypto?.getRandomValues) crypto.getRandomValues(bits);
  else for (let i = 0; i < 4; i++) bits[i] = Math.random() * 2 ** 32;
  return 'stripe-apps-secrets-' + bits.join('-');
};

/** `foo-BAR` becomes `Foo-Bar`, as in stripe. */
const normalise = (name) => {
  const letters = lower(name);
  let normal = '';
  for (let i = 0; i < letters.length; i++) normal += i === 0 || letters[i - 1] === '-' ? upper(letters[i]) : letters[i];
  return normal;
};

/** A header, if it has a value. A literal defines its fields: no setter on a prototype hears of them. */
const one = (name, value) => (value === '' ? undefined : { [name]: value });

/** The headers of a request, in stripe's order. `measured` is a POST's body, which is ASCII. */
export const headers = (agent, version, account, context, key, makeKey, measured, others, apiKey) => {
  let added;
  for (let i = 0; i < countOf(others); i++) {
    added = { ...added, ...one(normalise(others.pairs[i][0]), textOf(others.pairs[i][1])) };
  }
  return {
    Accept: 'application/json',
    'Content-Type': 'application/x-www-form-urlencoded',
    'User-Agent': agent,
    'Stripe-Version': textOf(version) || '2026-10-28.endive',
    ...one('Stripe-Account', textOf(account)),
    ...one('Stripe-Context', textOf(context)),
    ...one('Idempotency-Key', makeKey ? idempotencyKey() : textOf(key)),
    ...one('Content-Length', measured === undefined ? '' : measured.length),
    ...added,
    Authorization: 'Bearer ' + textOf(apiKey),
  };
};

// By the number of the `Operation`.
const PATHS = ['', '/find', '', '/delete'];
const METHODS = ['POST', 'GET', 'GET', 'POST'];

/** A request, the same at every attempt. */
export const request = (operation, form, headers) => {
  const method = METHODS[operation];
  const isPost = method === 'POST';
  return {
    method,
    path: '/v1/apps/secrets' + PATHS[operation] + (isPost ? '' : '?' + form),
    headers,
    body: isPost ? form : '',
  };
};

/** Hands a request to the host. Its headers are a copy, so that a host may change them. */
export const send = (client, { method, path, headers, body }, timeout) =>
  client.makeRequest('api.stripe.com', '443', path, method, { ...headers }, body, 'https', timeout);

// --- Answers ---

/** A header, whether the host hands over an object, a `Headers` or a `Map`; none where that throws. */
const header = (headers, name) => {
  try {
    const value = typeof headers?.get === 'function' ? headers.get(name) : own(headers, name);
    return isArray(value) ? value[0] : value;
  } catch {
    return undefined;
  }
};

const headersOf = (response) => {
  try {
    return response.getHeaders();
  } catch {
    return undefined; // an answer without headers is an answer
  }
};

const isStatus = (status) => typeof status === 'number' && status >= 100 && status < 600 && status % 1 === 0;

/** What is known of an answer before its body: it goes into every error about it. */
export const hear = (response) => {
  const [status, headers] = [response.getStatusCode(), headersOf(response)];
  return {
    response, headers,
    statusCode: isStatus(status) ? status : undefined,
    requestId: header(headers, 'request-id'),
    account: header(headers, 'stripe-account'),
    apiVersion: header(headers, 'stripe-version'),
    idempotencyKey: header(headers, 'idempotency-key'),
    shouldRetry: word(header(headers, 'stripe-should-retry')),
  };
};

/** What is known before there is an answer. */
export const silence = () => ({});

export const statusOf = (heard) => heard.statusCode ?? 0;
export const shouldRetry = (heard) => heard.shouldRetry;
export const body = (heard) => heard.response.toJSON();
export const codeOf = (error) => word(error?.code);

/** A copy of an answer: each field read once, unknown fields kept, functions dropped. */
export const copy = (value) => {
  if (isArray(value)) return from(value, (item) => copy(item));
  if (typeof value === 'object' && value !== null) {
    const pairs = entries(value);
    for (let i = 0; i < pairs.length; i++) pairs[i][1] = copy(pairs[i][1]);
    return fromEntries(pairs);
  }
  return typeof value === 'function' ? undefined : value;
};

/** Hands over an answer with `lastResponse`, which is neither enumerable nor writable. */
export const withLastResponse = (answer, heard) => {
  let value;
  try {
    value = heard.response.getRawResponse();
    if (typeof value === 'object' && !('statusCode' in value)) value.statusCode = heard.statusCode;
    value.requestId = heard.requestId;
    value.stripeAccount ||= heard.account;
    value.apiVersion ||= heard.apiVersion;
    value.idempotencyKey ||= heard.idempotencyKey;
  } catch {
    // A host without a raw response, or with a frozen one, is no reason to withhold the answer.
  }
  return defineProperty(answer, 'lastResponse', { __proto__: null, value, enumerable: false, writable: false });
};

// --- What is thrown, for `thrown.js` ---

/** A refusal: `code | param << 8 | place << 16`; a place below 255 is that of a property not known. */
export const refusal = (number, inside, detail) => {
  const param = WORDS[(number >> 8) & 255];
  const place = number >> 16;
  const { pairs } = param === 'scope' ? property(inside, NUMBERS.scope) : inside;
  return { code: number & 255, param, name: place < 255 ? pairs[place][0] : undefined, detail };
};

/** A call that failed: a class of `errors.js`, and what `messages.js` says of it. */
export const failure = (type, failure, number, detail, { headers, statusCode, requestId }) =>
  ({ type, failure, number, raw: { detail, headers, statusCode, requestId } });

/** An error that the API wrote. */
export const apiError = (type, answer, { headers, statusCode, requestId }) => {
  const { error } = answer;
  const raw = typeof error === 'string' ? { type: error, message: own(answer, 'error_description') } : error;
  return { type, raw: assign(raw, { headers, statusCode, requestId }) };
};

// --- The platform ---

export const now = () => Date.now();
export const random = () => Math.random();
export const warn = () => {
  const message = 'payload is a card number, which the Secret Store does not permit.';
  succeeds(() => console.warn('stripe-apps-secrets: ' + message));
};

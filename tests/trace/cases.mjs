/**
 * Every call of the suite: `{ name, problem() }`, which resolves with what is wrong, or with nothing. For Node and for
 * browsers.
 */
import { CALLERS } from '../settling/callers.mjs';
import { HOSTS, good, scope } from '../settling/hosts.mjs';
import { HEADERS, KEY, METHODS, response as answer } from '../support/host.mjs';
import { ANSWERS, REJECTIONS, SOURCES, around } from './echoes.mjs';
import { marker, markers, oddWritings, whole, writings } from '../support/markers.mjs';
import { MISPLACED } from './misplaced.mjs';
import { repeating } from './repeating.mjs';
import { Watch } from './watch.mjs';

const REDACTED = '[redacted]';

const paramsOf = (method, text) => ({
  scope, ...(method === 'list' ? {} : { name: 'name' }), ...(method === 'create' ? { payload: text } : {}),
});
/** `as` makes what the host keeps its headers in. */
const response = (body, { headers, as = (all) => all, ...more } = {}) => answer(body, { ...more, headers: as({ ...HEADERS, ...headers }) });
const answering = (make) => ({ makeRequest: async (...request) => make(request) });
const isCreate = ([, , path, method]) => method === 'POST' && path === '/v1/apps/secrets';
const lines = (problems) => problems.flat(Infinity).filter(Boolean).join('\n');

/** The cases of the suite. */
export const traceCases = (pkg, env) => [
  ...successes(pkg, env), ...settling(pkg, env), ...callers(pkg, env), ...echoes(pkg, env), ...digits(pkg, env), ...identities(pkg, env),
  ...unreadable(pkg, env), ...withheld(pkg, env), ...misplaced(pkg, env), ...others(pkg, env),
];

function successes(pkg, env) {
  const answers = (text) => ({
    create: { ...good('create', { payload: text }), more: [{ [text]: text }] },
    find: good('find', { payload: text }),
    list: { ...good('list'), data: [good('find', { payload: text }), good('find', { payload: text })] },
    deleteWhere: good('deleteWhere', { payload: text }),
  });
  return Object.keys(answers('')).map((method) => ({
    name: `a ${method} that succeeds leaves no trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const problems = await Promise.all(all.map(async ({ text, kind }) => {
        const stripe = watch.client(answering(() => response(answers(text)[method])));
        const { result, error } = await watch.end(() => stripe.apps.secrets[method](paramsOf(method, text)));
        if (error) return `${kind}: it rejects with ${error.type}`;
        const secret = method === 'list' ? result.data[1] : result;
        return secret.payload === text ? '' : `${kind}: the answer has lost its payload`;
      }));
      if (watch.kept('the event response').length !== all.length) problems.push('an event is missing');
      return lines([problems, watch.traces(...all)]);
    },
  }));
}

/** The hosts of the settling suite, as they are and repeating the payload wherever they can. */
function settling(pkg, env) {
  return HOSTS.map(({ name, host, ends, fields, retries = 0 }) => ({
    name: `a call over a host that ${name} leaves no trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const over = async (method, { text, kind }, repeats) => {
        const own = [];
        const plain = host(env, method, own);
        const [client, repeated] = repeats ? repeating(plain, text, isCreate) : [plain, () => 0];
        const stripe = watch.client(client, { config: { maxNetworkRetries: retries } });
        const signal = repeats ? undefined : new AbortController().signal;
        const { error } = await watch.end(() => stripe.apps.secrets[method](paramsOf(method, text), signal && { signal }), `the error of ${method}`);
        env.repeated?.(name, repeated());
        return problemsOf(error, { type: ends === 'resolves' ? undefined : ends, ...fields }, ends).map((problem) => `${method}, ${kind}: ${problem}`);
      };
      const problems = await Promise.all(all.flatMap((one) => [
        over('create', one, false), over('create', one, true), over('find', one, true), over('list', one, true), over('deleteWhere', one, true),
      ]));
      return lines([problems, watch.traces(...all)]);
    },
  }));
}

/** What an error has lost of what it has to keep. */
function problemsOf(error, kept, ends) {
  if (ends === 'resolves') return error ? [`it rejects with ${error.type}`] : [];
  if (!error) return kept.type ? ['it resolves'] : [];
  return ['type', 'code', 'statusCode', 'requestId'].filter((field) => kept[field] !== undefined && error[field] !== kept[field])
    .map((field) => `${field} is not ${kept[field]}`);
}

/** The callers of the settling suite. Their payload is a placeholder; their hosts answer with a marker. */
function callers(pkg, env) {
  return CALLERS.map(({ name, run }) => ({
    name: `${name}, without a trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const answered = marker('Latin');
      const client = (host, settings) => {
        const [client] = repeating(host, answered.text, () => false);
        return watch.client(client, { config: settings });
      };
      await watch.end(() => run(client, env));
      return watch.traces(answered, whole('payload-placeholder'));
    },
  }));
}

/** Others repeat the payload of a create, and what is left is all but the payload. */
function echoes(pkg, env) {
  /** In every writing that is asked for. */
  const each = (name, act, wanted = writings) => ({
    name: `${name} does not repeat the payload`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const problems = await Promise.all(all.flatMap((one) => wanted(one.text).map(async ([way, written]) => {
        const found = await act(watch, one.text, written).catch((thrown) => [`what is left cannot be read (${thrown.name})`]);
        return found.map((problem) => `${one.kind}, ${way}: ${problem}`);
      })));
      return lines([problems, watch.traces(...all)]);
    },
  });

  const create = (watch, host, text, options) =>
    watch.end(() => watch.client(host).apps.secrets.create(paramsOf('create', text), options));
  const left = (texts, written) => (texts.every((text) => text === around(REDACTED)) ? [] : [`what is left is ${JSON.stringify(texts).replaceAll(written, '(the payload)')}`]);

  const some = (text) => [writings(text)[0], ...writings(text).slice(-2)];
  const plain = (text) => writings(text).slice(0, 1);

  const answers = ANSWERS.map(({ name, answer, read, ...kept }, place) => each(`${name} of the API's error`, async (watch, text, written) => {
    const { body, ...more } = answer(around(written));
    const { error } = await create(watch, answering(() => response(body, { status: 400, ...more })), text);
    const expected = {
      type: 'StripeInvalidRequestError', code: 'parameter_invalid', statusCode: 400, requestId: 'req_example', ...kept,
      ...(more.headers?.['request-id'] ? { requestId: around(REDACTED) } : {}),
    };
    return [...problemsOf(error, expected), ...left(read(error), written)];
  }, place ? some : writings));

  const rejections = Object.entries(SOURCES).flatMap(([source, { aborts, toJSON, makeRequest, ...kept }], from) =>
    REJECTIONS.filter((_, place) => from < 2 || place < 6).map(({ name, make, read, isError, ...more }, place) => each(`${name}, from ${source},`, async (watch, text, written) => {
      const reason = make(around(written), env);
      const controller = new AbortController();
      const host = makeRequest ? { makeRequest: () => makeRequest(reason) } : answering(() => ({ ...response(), toJSON: () => toJSON(reason) }));
      if (aborts) host.makeRequest = () => { controller.abort(reason); return new Promise(() => {}); };
      const { error } = await create(watch, host, text, { signal: controller.signal });
      const { detail } = error;
      return [
        ...problemsOf(error, kept),
        ...(Object.is(detail, reason) ? ['detail is what repeats it'] : []),
        ...(isError && !(detail instanceof Error) ? ['detail is no Error any more'] : []),
        ...(more.error && detail.name !== more.error ? [`detail has lost its name, ${more.error}`] : []),
        ...(more.code && detail.code !== more.code ? ['detail has lost its code'] : []),
        ...(read ? left(read(detail), written) : []),
      ];
    }, more.encodes ? plain : place || from ? some : writings)));
  /** Without what a writing has around the payload itself. */
  const rest = (message) => message.replace(/%22|[\\"()]/g, '');
  const odd = each('the message of an error, however it is written,', async (watch, text, written) => {
    const host = answering(() => response({ error: { message: around(written), more: { kept: 'x' } } }, { status: 400 }));
    const { error } = await create(watch, host, text);
    return [
      ...(error.message === REDACTED || rest(error.message) === rest(around(REDACTED)) ? [] : ['it is not redacted']),
      ...(error.raw.more.kept === 'x' ? [] : ['what is beside it is lost']),
    ];
  }, oddWritings);
  const mixed = {
    name: 'a payload with plus signs for its blanks, and nothing else encoded, is not repeated',
    async problem() {
      const watch = new Watch(pkg, env);
      const { error } = await create(watch, answering(() => response({ error: { message: around('a+b&c') } }, { status: 400 })), 'a b&c');
      return error.message === REDACTED ? '' : error.message;
    },
  };
  return [...answers, ...rejections, odd, mixed];
}

/** A payload of digits, which may be repeated as a number. */
function digits(pkg, env) {
  const NUMBERS = {
    'a number': ['98765432101234', Number],
    'a bigint': ['98765432101234', BigInt],
    'a number in an object of its own': ['98765432101234', (text) => Object(Number(text))],
    'a number without its zeros': ['00098765432101', Number],
    'a number that is not exact': ['98765432101234567890', Number],
  };
  return Object.entries(NUMBERS).map(([name, [payload, make]]) => ({
    name: `the payload as ${name} is not repeated`,
    async problem() {
      const watch = new Watch(pkg, env);
      const number = make(payload);
      const fail = (host) => watch.end(() => watch.client(host).apps.secrets.create(paramsOf('create', payload)));
      const { error: rejected } = await fail({ makeRequest: async () => { throw Object.assign(new Error('x'), { number, count: 42 }); } });
      const { error: answered } = await fail(answering(() => response({ error: { message: 'x', number, more: [number] } }, { status: 400 })));
      return lines([rejected.detail.count === 42 ? '' : 'another number is lost', watch.traces(whole(payload), whole(String(number)))]);
    },
  }));
}

/** What does not repeat it is handed on itself. */
function identities(pkg, env) {
  const own = REJECTIONS.filter(({ unreadable }) => !unreadable).flatMap(({ name, make }) => Object.entries(SOURCES).map(([source, { aborts, toJSON, makeRequest }]) => ({
    name: `${name}, from ${source}, is handed on itself where it does not repeat the payload`,
    async problem() {
      const reason = make('something else', env);
      const controller = new AbortController();
      const host = makeRequest ? { makeRequest: () => makeRequest(reason) } : answering(() => ({ ...response(), toJSON: () => toJSON(reason) }));
      if (aborts) host.makeRequest = () => { controller.abort(reason); return new Promise(() => {}); };
      const watch = new Watch(pkg, env);
      const one = marker('Latin');
      const { error } = await watch.end(() => watch.client(host).apps.secrets.create(paramsOf('create', one.text), { signal: controller.signal }));
      return Object.is(error.detail, reason) ? '' : 'detail is something else';
    },
  })));
  const headers = {
    name: 'the headers of an error are handed on themselves where they do not repeat the payload',
    async problem() {
      const watch = new Watch(pkg, env);
      const all = { ...HEADERS };
      const host = answering(() => ({ ...response({ error: { message: 'The API says why.' } }), getStatusCode: () => 400, getHeaders: () => all }));
      const { error } = await watch.end(() => watch.client(host).apps.secrets.create(paramsOf('create', marker('Latin').text)));
      return error.headers === all ? '' : 'they are others';
    },
  };
  return [...own, headers];
}

/** An engine's SyntaxError quotes the body, in every method: what the secret is, nobody knows then. */
function unreadable(pkg, env) {
  const BODIES = {
    'cut short': (text) => text.slice(0, -3),
    'with a comma too many': (text) => text.replace('}', ',}'),
    'with a payload without quotes': (text, payload) => text.replace(JSON.stringify(payload), payload),
    'that is the payload': (_, payload) => payload,
    'with the payload before it': (text, payload) => payload + text,
    'with the payload after it': (text, payload) => text + payload,
  };
  const parses = { 'this realm': JSON.parse, 'another realm': (text) => env.otherRealm('(text) => JSON.parse(text)')(text) };
  const SAYS = {
    'the parser says': (error) => error,
    'the parser says, with a code,': (error) => Object.assign(error, { code: 'EBODY' }),
    'the parser says, as a cause,': (error) => new Error('The body cannot be read.', { cause: error }),
    'the parser says, among others,': (error) => new AggregateError([new Error('x'), error], 'The body cannot be read.'),
    'the parser says, among others, as a cause,': (error) => new Error('x', { cause: new AggregateError([error]) }),
    'only the text of what the parser says': (error) => error.message,
    'the host quotes from the parser': (error) => Object.assign(new Error(`invalid body: ${error.message}`), { code: 'EBODY' }),
  };
  const READ = { 'when it is read': 'body', 'before there is a response': undefined };
  return METHODS.flatMap((method) => Object.entries(BODIES).flatMap(([how, spoil]) => Object.entries(SAYS).map(([says, wrap]) => ({
    name: `what ${says} of a body ${how} to ${method} does not quote it`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const one = async ({ text, kind }, [realm, parse], [when, body]) => {
        let quoted = false;
        const read = () => {
          try {
            return parse(spoil(JSON.stringify(good(method, { payload: text })), text));
          } catch (error) {
            quoted = true;
            throw wrap(error);
          }
        };
        const host = answering(() => (body ? { ...response(), getStatusCode: () => 403, toJSON: async () => read() } : read()));
        const { error } = await watch.end(() => watch.client(host).apps.secrets[method](paramsOf(method, text)), `the error, ${when}`);
        const kept = body ? { type: 'StripePermissionError', statusCode: 403, requestId: 'req_example' } : { type: 'StripeConnectionError' };
        return [
          ...problemsOf(error, kept),
          quoted ? '' : 'the body can be read',
          says.startsWith('the parser says') && !/cause|among/.test(says) && error?.detail?.name !== 'SyntaxError' ? 'detail has lost its name' : '',
          says.includes('code') && error?.detail?.code !== 'EBODY' ? 'detail has lost its code' : '',
        ].filter(Boolean).map((problem) => `${kind}, ${realm}, ${when}: ${problem}`);
      };
      const problems = await Promise.all(all.flatMap((each) =>
        Object.entries(parses).flatMap((parse) => Object.entries(READ).map((when) => one(each, parse, when)))));
      return lines([problems, watch.traces(...all)]);
    },
  }))));
}

/** An answer that is not what was asked for: nothing of it is in the error, or in an event. */
function withheld(pkg, env) {
  const other = (text, more) => ({ ...good('find', { payload: text, description: text, id: text, more: { [text]: [text] } }), ...more });
  const ANSWERED = {
    "another user's secret": (text) => other(text, { scope: { type: 'user', user: text } }),
    "the account's secret": (text) => other(text, { scope: { type: 'account' } }),
    'a secret of another type of scope': (text) => other(text, { scope: { type: text } }),
    'a secret of another name': (text) => other(text, { name: text }),
    'another object': (text) => other(text, { object: text }),
    'a secret without a scope': (text) => other(text, { scope: undefined }),
    'the text of a secret': (text) => text,
    'an array of texts': (text) => [text],
    'an error of another kind': (text) => ({ ...other(text), error: [text] }),
    'an error that is a number': (text) => ({ ...other(text), error: 42 }),
    'a status of an error': (text) => [other(text), 500],
    'no status': (text) => [other(text), undefined],
  };
  return METHODS.flatMap((method) => Object.entries(ANSWERED).map(([answered, make]) => ({
    name: `${answered} in place of what ${method} asked for leaves no trace in the error`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const problems = await Promise.all(all.map(async ({ text }) => {
        const [body, ...status] = answered.includes('status') ? make(text) : [make(text), 200];
        const listed = method === 'list' && typeof body === 'object' && !Array.isArray(body) && !body.error ? { ...good('list'), data: [good('find'), body] } : body;
        const host = answering(() => ({ ...response(listed), getStatusCode: () => status[0] }));
        const { error } = await watch.end(() => watch.client(host).apps.secrets[method](paramsOf(method, 'another-placeholder')));
        // A create or a deletion has no name to compare, nor has a list.
        return error || (method !== 'find' && answered === 'a secret of another name') ? '' : 'it resolves';
      }));
      return lines([problems, method !== 'find' && answered === 'a secret of another name' ? '' : watch.traces(...all)]);
    },
  })));
}

function misplaced(pkg, env) {
  return MISPLACED.map(({ name, call, sent, asks, settings: make }) => ({
    name: `a payload as ${name} leaves no trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const problems = await Promise.all(all.map(async ({ text, kind }) => {
        let asked = 0;
        const host = { makeRequest: () => { asked++; return Promise.reject(new Error('gone')); } };
        if (!call) {
          const [key, config] = make(text);
          const complete = Array.isArray(config) || config?.httpClient ? config : { httpClient: host, ...config };
          const { error } = await watch.end(() => new pkg.Stripe(key === 'x' ? KEY : key, complete));
          return error ? '' : `${kind}: it is accepted`;
        }
        const stripe = watch.client(host, { config: { emitEventBodies: false, ...make?.(text) } });
        const { error } = await watch.end(() => call(stripe, text));
        if (!error) return `${kind}: it resolves`;
        if (sent && error.type === 'StripeConnectionError') return '';
        return asked && !asks ? `${kind}: it was sent` : sent ? `${kind}: it was refused with ${error.code}` : '';
      }));
      // Events tell the path and the idempotency key: where those are the caller's choice, they are the caller's to keep.
      if (sent) watch.forget('the event request', 'the event response');
      return lines([problems, watch.traces(...all)]);
    },
  }));
}

/** What else holds a payload, or a text that somebody might take for one. */
function others(pkg, env) {
  const events = {
    'an idempotency key': [{}, (text) => ({ idempotencyKey: encodeURIComponent(text) })],
    'an API version': [{}, (text) => ({ apiVersion: encodeURIComponent(text) })],
    'a name': [(text) => ({ name: text })],
    'the name of what is expanded': [(text) => ({ expand: [text] })],
  };
  const repeated = Object.entries(events).map(([name, [params, options]]) => ({
    name: `events do not tell a payload that is ${name} as well`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      await Promise.all(all.map(({ text }) => {
        const host = answering(() => response(good('create', { payload: text, name: text }), { headers: { 'idempotency-key': text, 'stripe-version': text, 'stripe-account': text, 'request-id': text } }));
        return watch.end(() => watch.client(host).apps.secrets.create({ ...paramsOf('create', text), ...(params instanceof Function ? params(text) : {}) }, options?.(text)));
      }));
      return lines([watch.kept('the event response').length === all.length ? '' : 'an event is missing', watch.traces(...all)]);
    },
  }));
  const card = {
    name: 'the warning of a card number does not tell the number',
    async problem() {
      const number = '4242424242424242';
      const watch = new Watch(pkg, env);
      const stripe = watch.client(answering(() => response(good('create', { payload: number }))));
      await watch.end(() => stripe.apps.secrets.create(paramsOf('create', number)));
      const refusing = watch.client(answering(() => response(good('create'))), { config: { cardNumbers: 'refuse' } });
      const { error } = await watch.end(() => refusing.apps.secrets.create(paramsOf('create', number)));
      const warned = env.said.filter(({ method }) => method === 'warn').length;
      return lines([warned === 1 ? '' : `${warned} warnings`, error?.code === 'card_number_refused' ? '' : 'it is not refused', watch.traces(whole(number))]);
    },
  };
  const short = {
    name: 'a payload of less than four characters is left in what others write, one of four is not',
    async problem() {
      const message = 'The name xyz-x is taken.';
      const said = async (payload) => {
        const watch = new Watch(pkg, env);
        const host = answering(() => response({ error: { message } }, { status: 400 }));
        return (await watch.end(() => watch.client(host).apps.secrets.create(paramsOf('create', payload)))).error.message;
      };
      const [three, four] = [await said('xyz'), await said('xyz-')];
      return lines([three === message ? '' : `three characters: ${three}`, four === 'The name [redacted]x is taken.' ? '' : `four characters: ${four}`]);
    },
  };
  const texts = {
    name: 'a name, a user, a cursor, a key and a header leave no trace in linear memory',
    async problem() {
      const watch = new Watch(pkg, env);
      const [name, user, cursor, idempotency, header, apiKey, account, version, agent] = Array.from({ length: 9 }, () => marker('Latin'));
      const all = [name, user, cursor, idempotency, header, apiKey, account, version, agent];
      const during = [];
      const makeRequest = async (host, port, path, method) => {
        during.push(env.memory.traceOf(all));
        const secret = good('find', { name: name.text, scope: { type: 'user', user: user.text } });
        return response(method === 'GET' && !path.includes('/find') ? { ...good('list'), data: [secret] } : secret);
      };
      const stripe = new pkg.Stripe(apiKey.text, {
        httpClient: { makeRequest }, apiVersion: version.text, stripeAccount: account.text, appInfo: { name: agent.text },
      });
      stripe.bindUser({ id: user.text, account: { id: account.text } });
      const its = { type: 'user', user: user.text };
      const options = { idempotencyKey: idempotency.text, headers: { 'X-Own': header.text }, apiKey: apiKey.text };
      const { secrets } = stripe.apps;
      const ended = await Promise.all([
        secrets.create({ scope: its, name: name.text, payload: 'payload-placeholder' }, options),
        secrets.find({ scope: its, name: name.text }, options),
        secrets.list({ scope: its, starting_after: cursor.text }, options),
        secrets.deleteWhere({ scope: its, name: name.text }, options),
      ].map((call) => watch.end(() => call)));
      return lines([
        ended.map(({ error }) => error && `a call failed: ${error.message}`),
        during.length === 4 ? '' : `${during.length} requests`,
        during.map((trace) => trace && 'a trace while a request is made'),
        env.memory.traceOf(all) && 'a trace after the calls',
      ]);
    },
  };
  return [...repeated, card, short, texts];
}

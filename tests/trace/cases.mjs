/**
 * Every call of the suite: `{ name, problem() }`, which resolves with what is wrong, or with nothing. For Node and for
 * browsers.
 */
import { CALLERS } from '../settling/callers.mjs';
import { good, HOSTS } from '../settling/hosts.mjs';
import { thinned } from '../support/all.mjs';
import { KEY, METHODS, response } from '../support/host.mjs';
import { marker, markers, whole } from '../support/markers.mjs';
import { MISPLACED } from './misplaced.mjs';
import { redactionCases } from './redaction.mjs';
import { repeating } from './repeating.mjs';
import { lines, paramsOf, problemsOf, Watch } from './watch.mjs';

const answering = (make) => ({ makeRequest: async (...request) => make(request) });
const isCreate = ([, , path, method]) => method === 'POST' && path === '/v1/apps/secrets';

/** The cases of the suite. */
export const traceCases = (pkg, env) => [
  ...successes(pkg, env),
  ...settling(pkg, env),
  ...callers(pkg, env),
  ...withheld(pkg, env),
  ...misplaced(pkg, env),
  ...others(pkg, env),
  ...redactionCases(pkg, env),
];

function successes(pkg, env) {
  const answers = (text) => ({
    create: { ...good('create', { payload: text }), more: [text] },
    find: good('find', { payload: text }),
    list: { ...good('list'), data: [good('find', { payload: text }), good('find', { payload: text })] },
    deleteWhere: good('deleteWhere', { payload: text }),
  });
  return METHODS.map((method) => ({
    name: `a ${method} that succeeds leaves no trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const problems = all.map(async ({ text, kind }) => {
        const { secrets } = watch.client(answering(() => response(answers(text)[method]))).apps;
        const { result, error } = await watch.end(() => secrets[method](paramsOf(method, text)));
        if (error) return `${kind}: it rejects with ${error.type}`;
        const secret = method === 'list' ? result.data[1] : result;
        return secret.payload === text ? '' : `${kind}: the answer has lost its payload`;
      });
      const found = await Promise.all(problems);
      const events = watch.kept('the event response').length;
      return lines([found, events === all.length ? '' : `${events} events`, watch.traces(...all)]);
    },
  }));
}

/** The hosts of the settling suite, as they are and repeating the payload wherever they can. */
function settling(pkg, env) {
  /** @type {{ name: any, host: any, ends: any, fields?: any, retries?: number }[]} */
  const hosts = HOSTS;
  return hosts.map(({ name, host, ends, fields, retries = 0 }) => ({
    name: `a call over a host that ${name} leaves no trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const over = async (method, { text, kind }, repeats) => {
        const plain = host(env, method, []);
        const [client, repeated] = repeats ? repeating(plain, text, isCreate) : [plain, () => 0];
        const { secrets } = watch.client(client, { config: { maxNetworkRetries: retries } }).apps;
        const { error } = await watch.end(() => secrets[method](paramsOf(method, text)), `the error of ${method}`);
        env.repeated?.(name, repeated());
        const problems = [
          ends === 'resolves' && error && `it rejects with ${error.type}`,
          ends && ends !== 'resolves' && problemsOf(error, { type: ends, ...fields }),
        ];
        return problems.flat().map((problem) => problem && `${method}, ${kind}: ${problem}`);
      };
      const calls = [...METHODS.map((method) => [method, true]), ['create', false]];
      const each = thinned(all.map((one) => calls.map(([method, repeats]) => ({ method, one, repeats })))).flat();
      const problems = each.map(({ method, one, repeats }) => over(method, one, repeats));
      return lines([await Promise.all(problems), watch.traces(...all)]);
    },
  }));
}

/** The callers of the settling suite. Their payload is a placeholder; their hosts answer with a marker. */
function callers(pkg, env) {
  return CALLERS.map(({ name, run }) => ({
    name: `${name}, without a trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const answered = marker('Latin');
      const client = (host, config) => watch.client(repeating(host, answered.text, () => false)[0], { config });
      await watch.end(() => run(client, env));
      return watch.traces(answered, whole('payload-placeholder'));
    },
  }));
}

/** An answer that is not what was asked for: nothing of it is in the error, or in an event. */
function withheld(pkg, env) {
  const other = (text, more) => ({ ...good('find', { payload: text, description: text, id: text }), ...more });
  const ANSWERED = {
    "another user's secret": (text) => other(text, { scope: { type: 'user', user: text } }),
    'a secret of another type of scope': (text) => other(text, { scope: { type: text } }),
    'another object': (text) => other(text, { object: text }),
    'a secret without a scope': (text) => other(text, { scope: undefined }),
    'the text of a secret': (text) => text,
    'an array of texts': (text) => [text],
    'an error of another kind': (text) => other(text, { error: [text] }),
  };
  const cases = (method, answered, make, status) => ({
    name: `${answered} in place of what ${method} asked for leaves no trace in the error`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      const problems = all.map(async ({ text }) => {
        const body = make(text);
        const listed =
          method === 'list' && body.object && !body.error ? { ...good('list'), data: [good('find'), body] } : body;
        const { secrets } = watch.client(answering(() => response(listed, { status }))).apps;
        const { error } = await watch.end(() => secrets[method](paramsOf(method, 'another-placeholder')));
        return error ? '' : 'it resolves';
      });
      return lines([await Promise.all(problems), watch.traces(...all)]);
    },
  });
  return [
    ...METHODS.flatMap((method) => Object.entries(ANSWERED).map(([name, make]) => cases(method, name, make, 200))),
    ...METHODS.map((method) => cases(method, 'a secret under the status of an error', other, 500)),
    cases('find', 'a secret of another name', (text) => other(text, { name: text }), 200),
  ];
}

function misplaced(pkg, env) {
  return MISPLACED.map(({ name, call, sent, asks, settings: make }) => ({
    name: `a payload as ${name} leaves no trace`,
    async problem() {
      const watch = new Watch(pkg, env);
      const all = markers();
      let asked = 0;
      const httpClient = {
        makeRequest() {
          asked++;
          return Promise.reject(new Error('gone'));
        },
      };
      const act = (text) => {
        if (call) return call(watch.client(httpClient, { config: { emitEventBodies: false, ...make?.(text) } }), text);
        const { key = KEY, config } = make(text);
        return new pkg.Stripe(key, Array.isArray(config) ? config : { httpClient, ...config });
      };
      const problems = all.map(async ({ text, kind }) => {
        const { error } = await watch.end(() => act(text));
        if (!error) return `${kind}: it is accepted`;
        return sent && error.type !== 'StripeConnectionError' ? `${kind}: it is refused with ${error.code}` : '';
      });
      const found = [await Promise.all(problems), asked && !sent && !asks ? 'it was sent' : ''];
      // Events tell the path and the idempotency key: where the caller chose those, they are the caller's to keep.
      if (sent) watch.forget('the event request', 'the event response');
      return lines([found, watch.traces(...all)]);
    },
  }));
}

/** What else holds a text that somebody might take for a payload. */
function others(pkg, env) {
  const card = {
    name: 'the warning of a card number does not tell the number',
    async problem() {
      const number = '4242424242424242';
      const watch = new Watch(pkg, env);
      const { secrets } = watch.client(answering(() => response(good('create', { payload: number })))).apps;
      await watch.end(() => secrets.create(paramsOf('create', number)));
      const refusing = watch.client(
        answering(() => response(good('create'))),
        { config: { cardNumbers: 'refuse' } },
      );
      const { error } = await watch.end(() => refusing.apps.secrets.create(paramsOf('create', number)));
      const warned = env.said.filter(({ method }) => method === 'warn').length;
      return lines([
        warned === 1 ? '' : `${warned} warnings`,
        error?.code === 'card_number_refused' ? '' : 'it is not refused',
        watch.traces(whole(number)),
      ]);
    },
  };
  const texts = {
    name: 'a name, a user, a cursor, a key and a header leave no trace in linear memory',
    async problem() {
      const watch = new Watch(pkg, env);
      const all = Array.from({ length: 9 }, () => marker('Latin'));
      const [name, user, cursor, idempotencyKey, header, apiKey, account, version, agent] = all.map(({ text }) => text);
      const during = [];
      const makeRequest = async (host, port, path, method) => {
        during.push(env.memory.traceOf(all));
        const secret = good('find', { name, scope: { type: 'user', user } });
        return response(method === 'GET' && !path.includes('/find') ? { ...good('list'), data: [secret] } : secret);
      };
      const stripe = new pkg.Stripe(apiKey, {
        httpClient: { makeRequest },
        apiVersion: version,
        stripeAccount: account,
        appInfo: { name: agent },
      });
      stripe.bindUser({ id: user, account: { id: account } });
      const scope = { type: 'user', user };
      const options = { idempotencyKey, headers: { 'X-Own': header }, apiKey };
      const { secrets } = stripe.apps;
      const ended = await Promise.all(
        [
          secrets.create({ scope, name, payload: 'payload-placeholder' }, options),
          secrets.find({ scope, name }, options),
          secrets.list({ scope, starting_after: cursor }, options),
          secrets.deleteWhere({ scope, name }, options),
        ].map((call) => watch.end(() => call)),
      );
      return lines([
        ended.map(({ error }) => error && `a call failed: ${error.message}`),
        during.length === 4 ? '' : `${during.length} requests`,
        during.map((trace) => trace && 'a trace while a request is made'),
        env.memory.traceOf(all) && 'a trace after the calls',
      ]);
    },
  };
  return [card, texts];
}

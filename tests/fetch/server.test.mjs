/**
 * Over a real HTTP server: what goes out, beside what stripe's own fetch client sends; where it goes; what comes back; and
 * that a server which is slow, silent or gone keeps nobody waiting.
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, suite, test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { FetchHttpClient } from '../node_modules/stripe/esm/net/FetchHttpClient.js';
import { raise, withGetter } from '../support/odd.mjs';
import { ENTRIES } from './entries.mjs';

const HEADERS = {
  Accept: 'application/json',
  'Content-Type': 'application/x-www-form-urlencoded',
  Authorization: 'Bearer DO_NOT_PASS_A_REAL_API_KEY',
  'Stripe-Version': '2026-10-28.endive',
  'User-Agent': 'example/1',
  'Idempotency-Key': 'key-example',
};
const BODY = 'name=n%C3%A4me&payload=payload-placeholder';
const KEY = 'Bearer DO_NOT_PASS_A_REAL_API_KEY';

/** What the server does with a request, by its path. */
const ROUTES = {
  '/v1/answer': (request, response) => {
    response
      .writeHead(201, { 'Content-Type': 'application/json', 'Request-Id': 'req_example', 'X-Twice': ['a', 'b'] })
      .end('{"id":"appsecret_example"}');
  },
  '/v1/refused': (request, response) => {
    response.writeHead(403).end();
  },
  '/v1/page': (request, response) => {
    response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>payload-placeholder</h1>');
  },
  '/v1/away': (request, response) => {
    response.writeHead(307, { Location: '/v1/answer' }).end();
  },
  '/v1/silent': ({ socket }) => {
    left = new Promise((resolve) => {
      socket.once('close', () => resolve('left'));
    });
  },
  '/v1/gone': (request) => {
    request.socket.destroy();
  },
  '/v1/stalled': (request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"id":');
  },
  '/v1/cut': (request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
    response.write('{"id":', () => setTimeout(() => response.destroy(), 20));
  },
};

let origin;
let server;
const seen = [];
/** Settles when the client has left the request that got no answer. */
let left;

/** Fails unless the client leaves it. */
const assertLeft = async () => {
  const late = new Promise((resolve) => {
    setTimeout(resolve, 20_000, 'the connection stays').unref();
  });
  assert.equal(await Promise.race([left, late]), 'left');
};

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

before(async () => {
  server = createServer((request, response) => {
    let body = '';
    request
      .on('data', (part) => {
        body += part;
      })
      .on('end', () => {
        seen.push({ method: request.method, url: request.url, headers: request.headers, body });
        const route = ROUTES[new URL(request.url, 'http://any').pathname.replace(/^\/folder/, '')];
        if (route) route(request, response);
        else response.writeHead(404, { 'Content-Type': 'application/json' }).end('{}');
      });
  });
  // On a busy machine it would close connections that a request is on its way over already, and refuse some of a thousand.
  server.keepAliveTimeout = 0;
  await new Promise((listening) => server.listen({ port: 0, host: '127.0.0.1', backlog: 2000 }, listening));
  origin = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const request = (
  client,
  path,
  /** @type {Record<string, unknown>} */
  { method = 'GET', headers = HEADERS, body = '', timeout = 20000, host = 'api.stripe.com' } = {},
) => client.makeRequest(host, '443', path, method, headers, body, 'https', timeout);

for (const { name, load } of ENTRIES) {
  const { createFetchHttpClient, Stripe } = await load();
  const client = (options) => createFetchHttpClient({ baseUrl: origin, ...options });
  const sent = async (run) => {
    seen.length = 0;
    await run();
    return seen[0];
  };

  suite(name, () => {
    test('a request arrives as stripe sends it through its own fetch client', async () => {
      const { port } = server.address();
      for (const [method, path, body] of [
        ['GET', '/v1/answer?limit=1&scope[type]=account&expand[0]=payload', ''],
        ['POST', '/v1/answer', BODY],
        ['POST', '/v1/answer', ''],
      ]) {
        const headers = method === 'POST' ? { ...HEADERS, 'Content-Length': body.length } : HEADERS;
        const ours = await sent(() => request(client(), path, { method, body, headers }));
        const theirs = await sent(() =>
          new FetchHttpClient().makeRequest('127.0.0.1', port, path, method, headers, body, 'http', 20000),
        );
        // Added by `cache: 'no-store'`: no cache between keeps a secret.
        const { 'cache-control': control, pragma, ...rest } = ours.headers;
        assert.deepEqual([control, pragma], ['no-cache', 'no-cache']);
        assert.deepEqual({ ...ours, headers: rest }, theirs);
      }
    });

    test("an answer reads as that of stripe's own fetch client", async () => {
      const [ours, theirs] = [
        await request(client(), '/v1/answer'),
        await new FetchHttpClient().makeRequest(
          '127.0.0.1',
          server.address().port,
          '/v1/answer',
          'GET',
          HEADERS,
          '',
          'http',
          20000,
        ),
      ];
      assert.equal(ours.getStatusCode(), theirs.getStatusCode());
      const withoutDate = (headers) => ({ ...headers, date: undefined });
      assert.deepEqual(withoutDate(ours.getHeaders()), withoutDate(theirs.getHeaders()));
      assert.equal(ours.getHeaders()['x-twice'], 'a, b');
      assert.ok(ours.getRawResponse() instanceof Response);
      assert.deepEqual(await ours.toJSON(), await theirs.toJSON());
      assert.equal(client().getClientName(), new FetchHttpClient().getClientName());
    });

    test('every request goes to the server that was named, below its path, whatever host the caller names', async () => {
      const below = client({ baseUrl: `${origin}/folder/` });
      const { url } = await sent(() => request(below, '/v1/answer?a=b', { host: 'other.example' }));
      assert.equal(url, '/folder/v1/answer?a=b');
      seen.length = 0;
      for (const path of [
        '/../v1/answer',
        '/%2e%2e/v1/answer',
        '/..\\v1/answer',
        '//other.example/',
        '@other.example/',
        'v1',
        '',
        '/v1#x',
        undefined,
        null,
        5,
        {},
      ]) {
        await assert.rejects(request(below, path), TypeError, String(path));
      }
      assert.deepEqual(seen, [], 'nothing was sent');
    });

    test('a session replaces the placeholder key, and without one the key stays', async () => {
      const told = async (headers) => (await sent(() => request(client({ headers }), '/v1/answer'))).headers;
      assert.equal((await told()).authorization, KEY);
      assert.equal((await told({ 'X-Session': 'session-example' })).authorization, KEY);
      const { authorization, 'x-session': session } = await told({
        authorization: 'Bearer session-example',
        'X-Session': 'a',
      });
      assert.deepEqual([authorization, session], ['Bearer session-example', 'a']);
    });

    test("a backend on another machine is reached over http where a test allows it, with stripe's signature", async () => {
      const { port } = server.address();
      const headers = { 'Stripe-Signature': 't=1' };
      const other = client({ baseUrl: `http://0.0.0.0:${port}`, allowHttp: true, headers });
      const { headers: told } = await sent(() => request(other, '/v1/answer'));
      assert.deepEqual([told.host, told['stripe-signature']], [`0.0.0.0:${port}`, 't=1']);
    });

    test('headers are read once: a client cannot be turned around later', async () => {
      const headers = { 'X-Session': 'first' };
      const over = client({ headers });
      headers['X-Session'] = 'second';
      assert.equal((await sent(() => request(over, '/v1/answer'))).headers['x-session'], 'first');
    });

    test('a redirect does not take the payload along', async () => {
      seen.length = 0;
      await assert.rejects(request(client(), '/v1/away', { method: 'POST', body: BODY }), { name: 'TypeError' });
      assert.deepEqual(
        seen.map(({ url }) => url),
        ['/v1/away'],
      );
    });

    test('a body that is not a text, and one where there can be none, is refused before anything is sent', async () => {
      seen.length = 0;
      for (const body of [{ toString: () => BODY }, 5, new Uint8Array(3), ['a']]) {
        await assert.rejects(request(client(), '/v1/answer', { method: 'POST', body }), TypeError);
      }
      await assert.rejects(request(client(), '/v1/answer', { body: BODY }), TypeError);
      for (const method of ['CONNECT', 'TRACE', 'a b', '', null])
        await assert.rejects(request(client(), '/v1/answer', { method }), TypeError);
      assert.deepEqual(seen, []);
    });

    test('a header that cannot be sent is refused without being quoted', async () => {
      for (const headers of [
        { A: 'payload-placeholder\nB: c' },
        { 'payload-placeholder ': 'a' },
        { A: 'payload-placeholder\u{1f600}' },
      ]) {
        const error = await request(client(), '/v1/answer', { headers }).catch((thrown) => thrown);
        assert.ok(error instanceof TypeError);
        assert.ok(!`${error.stack}${error.cause}`.includes('payload-placeholder'));
      }
    });

    test('a silent server is left after the time, and the request is aborted', async () => {
      const started = Date.now();
      await assert.rejects(request(client(), '/v1/silent', { timeout: 100 }), {
        name: 'TypeError',
        message: 'ETIMEDOUT',
        code: 'ETIMEDOUT',
      });
      assert.ok(Date.now() - started < 10_000);
      await assertLeft();
    });

    test('a request that waits for its answer is aborted after a garbage collection, too', async () => {
      const ended = request(client(), '/v1/silent', { timeout: 400 });
      setTimeout(collect, 200);
      await assert.rejects(ended, { code: 'ETIMEDOUT' });
      await assertLeft();
    });

    test('the time covers the body: one that stalls is left, too', async () => {
      const answer = await request(client(), '/v1/stalled', { timeout: 2000 });
      await assert.rejects(answer.toJSON(), { message: 'Failed to read the response body', code: 'ETIMEDOUT' });
    });

    test('an invalid timeout means the default', async () => {
      for (const timeout of [undefined, 0, -1, NaN, Infinity, 2 ** 31, 'soon']) {
        assert.equal(
          (await (await request(client(), '/v1/answer', { timeout: timeout ?? null })).toJSON()).id,
          'appsecret_example',
          String(timeout),
        );
      }
    });

    test('a connection that is closed is told from one that is refused', async () => {
      await assert.rejects(request(client(), '/v1/gone'), { name: 'TypeError', code: 'ECONNRESET' });
      const answer = await request(client(), '/v1/cut');
      await assert.rejects(answer.toJSON(), { message: 'Failed to read the response body', code: 'ECONNRESET' });
      const nobody = client({ baseUrl: 'http://127.0.0.1:1' });
      const error = await request(nobody, '/v1/answer').catch((thrown) => thrown);
      assert.ok(error instanceof TypeError);
    });

    test('a status without a body is kept, and a body that is not JSON is not quoted', async () => {
      const refused = await request(client(), '/v1/refused');
      assert.equal(refused.getStatusCode(), 403);
      await assert.rejects(refused.toJSON(), { name: 'SyntaxError', message: 'The response body is not JSON.' });
      const page = await request(client(), '/v1/page');
      const error = await page.toJSON().catch((thrown) => thrown);
      assert.ok(!JSON.stringify([error.stack, ...Object.values(error)]).includes('payload-placeholder'));
    });

    test("a body can be streamed in the caller's own time, and an answer be let go", async () => {
      const streamed = await request(client(), '/v1/answer', { timeout: 2000 });
      let told = 0;
      const stream = streamed.toStream(() => {
        told += 1;
      });
      await new Promise((resolve) => {
        setTimeout(resolve, 2500);
      });
      assert.equal(await new Response(stream).text(), '{"id":"appsecret_example"}');
      assert.equal(told, 1);
      const stalled = await request(client(), '/v1/stalled');
      stalled.dispose();
      await assert.rejects(stalled.toJSON(), TypeError);
    });

    test('a thousand requests in flight are each answered', async () => {
      const over = client();
      const answers = await Promise.all(
        Array.from({ length: 1000 }, async () => (await request(over, '/v1/answer', { timeout: 60000 })).toJSON()),
      );
      assert.ok(answers.every(({ id }) => id === 'appsecret_example'));
    });

    test('a mistake is named where it is made, without its value', () => {
      const marker = 'value-placeholder';
      const secure = { baseUrl: 'https://backend.example' };
      const tooMany = Object.fromEntries(Array.from({ length: 101 }, (_, place) => [`x-${place}`, marker]));
      for (const [options, code, param] of [
        [undefined, 'config_invalid', 'options'],
        [null, 'config_invalid', 'options'],
        ['https://backend.example', 'config_invalid', 'options'],
        [{ ...secure, [marker]: 1 }, 'config_invalid', 'options'],
        [{}, 'config_invalid', 'baseUrl'],
        [{ baseUrl: `/${marker}` }, 'config_invalid', 'baseUrl'],
        [{ baseUrl: new URL('https://backend.example') }, 'config_invalid', 'baseUrl'],
        [{ baseUrl: `http://${marker}.example` }, 'protocol_refused', 'baseUrl'],
        [{ baseUrl: `file:///${marker}` }, 'protocol_refused', 'baseUrl'],
        [{ baseUrl: 'http://localhost.example' }, 'protocol_refused', 'baseUrl'],
        [{ baseUrl: 'http://127.0.0.1.example' }, 'protocol_refused', 'baseUrl'],
        [{ baseUrl: `https://user:${marker}@backend.example` }, 'config_invalid', 'baseUrl'],
        [{ baseUrl: `https://backend.example?${marker}` }, 'config_invalid', 'baseUrl'],
        [{ baseUrl: 'https://backend.example?' }, 'config_invalid', 'baseUrl'],
        [{ baseUrl: `https://backend.example#${marker}` }, 'config_invalid', 'baseUrl'],
        [{ ...secure, allowHttp: marker }, 'config_invalid', 'options'],
        [{ ...secure, allowHttp: 1 }, 'config_invalid', 'options'],
        [{ ...secure, headers: marker }, 'config_invalid', 'headers'],
        [{ ...secure, headers: Object.create({ A: marker }) }, 'config_invalid', 'headers'],
        [{ ...secure, headers: tooMany }, 'config_invalid', 'headers'],
        [{ ...secure, headers: new Headers({ A: marker }) }, 'config_invalid', 'headers'],
        [{ ...secure, headers: { A: 5 } }, 'config_invalid', 'headers'],
        [{ ...secure, headers: { A: [marker] } }, 'config_invalid', 'headers'],
        [{ ...secure, headers: { A: () => marker } }, 'config_invalid', 'headers'],
        [{ ...secure, headers: { A: `${marker}\r\nB: c` } }, 'header_invalid', 'headers'],
        [{ ...secure, headers: { [`${marker} `]: 'a' } }, 'header_invalid', 'headers'],
        [{ ...secure, headers: { 'stripe-account': marker } }, 'header_refused', 'headers'],
        [{ ...secure, headers: { 'Idempotency-Key': marker } }, 'header_refused', 'headers'],
        // Many a server takes `_` for `-`.
        ...[
          'Stripe_Account',
          'stripe_context',
          'Content_Type',
          'Idempotency_Key',
          'Transfer_Encoding',
          'cookie',
          'Expect',
        ].map((name) => [{ ...secure, headers: { [name]: marker } }, 'header_refused', 'headers']),
        [{ ...secure, headers: { Authorization: `Bearer sk_test_${marker}` } }, 'api_key_refused', 'headers'],
      ]) {
        assert.throws(
          () => createFetchHttpClient(options),
          (/** @type {Error & { code?: string, param?: string }} */ error) => {
            assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
            assert.deepEqual([error.code, error.param], [code, param], JSON.stringify(options));
            assert.ok(!`${error.stack}${JSON.stringify(error)}`.includes(marker));
            return true;
          },
        );
      }
      const headers = withGetter({}, 'A', () => raise(new Error(marker)));
      assert.throws(() => createFetchHttpClient({ ...secure, headers }), { code: 'config_invalid', param: 'headers' });
      for (const baseUrl of [
        'http://localhost:1',
        'http://127.0.0.1',
        'http://[::1]:8080/a/',
        'https://backend.example/a',
        'HTTPS://BACKEND.EXAMPLE',
      ]) {
        assert.ok(createFetchHttpClient({ baseUrl }), baseUrl);
      }
    });
  });
}

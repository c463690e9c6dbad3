/** OAuth tokens in one secret, as one frame of an app sees them. Orders of events between frames: `interleavings.test.mjs`. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SIGNED_IN } from '../support/host.mjs';
import { inspected } from '../support/inspected.mjs';
import { urlOf } from '../support/package.mjs';
import { withTimers } from './clock.mjs';
import { hostOf, NAME, NOW } from './host.mjs';

const { createOAuthTokens, createSecretStore } = await import(urlOf('store.mjs'));
const { createEmulator } = await import(urlOf('testing.mjs'));

const FRESH = { access_token: 'access-placeholder-2', refresh_token: 'refresh-placeholder-2', expires_in: 3600 };
const held = (/** @type {any} */ ends = NOW + 3600, more = {}) => ({
  access_token: 'access-placeholder-1',
  refresh_token: 'refresh-placeholder-1',
  expires_at: ends,
  ...more,
});
const EXPIRED = held(NOW - 1);

/** Tokens over a host, and what their `refresh` was called with. `answer` is what it does. */
const tokensOver = (host, /** @type {any} */ answer = async () => FRESH, more = {}) => {
  const redeemed = [];
  const refresh = (token, options) => {
    redeemed.push(token);
    return answer(token, options);
  };
  return { tokens: createOAuthTokens(host.user(), NAME, { refresh, ...more }), redeemed };
};
const quiet = () => new Promise((resolve) => setImmediate(resolve));

suite('get', () => {
  test('null where there are no tokens', async () => {
    const { tokens, redeemed } = tokensOver(hostOf());
    assert.deepEqual([await tokens.get(), redeemed], [null, []]);
  });

  test('an access token that is good, as it is', async () => {
    for (const good of [held(), held(NOW + 61), held(null), held(`${NOW + 3600}`)]) {
      const { tokens, redeemed } = tokensOver(hostOf(good));
      assert.deepEqual([await tokens.get(), redeemed], ['access-placeholder-1', []]);
    }
  });

  test('one that ends soon is refreshed, saved, and then handed out', async () => {
    const host = hostOf(held(NOW + 60));
    const { tokens, redeemed } = tokensOver(host);
    assert.equal(await tokens.get(), 'access-placeholder-2');
    assert.deepEqual(redeemed, ['refresh-placeholder-1']);
    assert.deepEqual(host.tokens, {
      access_token: 'access-placeholder-2',
      refresh_token: 'refresh-placeholder-2',
      expires_at: NOW + 3600,
    });
    assert.equal(await tokens.get(), 'access-placeholder-2');
    assert.equal(redeemed.length, 1);
  });

  test('how soon is for the app to say', async () => {
    const { tokens } = tokensOver(hostOf(held(NOW + 299)), undefined, { leeway: 300 });
    assert.equal(await tokens.get(), 'access-placeholder-2');
    const { tokens: others } = tokensOver(hostOf(held(NOW + 1)), undefined, { leeway: 0 });
    assert.equal(await others.get(), 'access-placeholder-1');
  });

  test('tokens that live shorter than the leeway are handed out all the same', async () => {
    const { tokens, redeemed } = tokensOver(hostOf(EXPIRED), async () => ({ ...FRESH, expires_in: 30 }));
    assert.equal(await tokens.get(), 'access-placeholder-2');
    assert.equal(redeemed.length, 1);
  });

  test('what the answer leaves out is kept', async () => {
    const host = hostOf(held(NOW - 1, { instance_url: 'https://example.com' }));
    const { tokens } = tokensOver(host, async () => ({ access_token: 'access-placeholder-2', refresh_token: null }));
    assert.equal(await tokens.get(), 'access-placeholder-2');
    assert.deepEqual(host.tokens, {
      access_token: 'access-placeholder-2',
      refresh_token: 'refresh-placeholder-1',
      instance_url: 'https://example.com',
    });
  });

  test('null where an expired token cannot be refreshed', async () => {
    const { tokens } = tokensOver(hostOf({ access_token: 'access-placeholder-1', expires_at: NOW - 1 }));
    assert.equal(await tokens.get(), null);
  });

  test('all who ask at once share one refresh, whoever made their tokens', async () => {
    const host = hostOf(EXPIRED);
    const one = tokensOver(host);
    const another = tokensOver(host);
    const got = await Promise.all([one.tokens.get(), one.tokens.get(), another.tokens.get()]);
    assert.deepEqual(new Set(got), new Set(['access-placeholder-2']));
    assert.equal(one.redeemed.length + another.redeemed.length, 1);
  });

  test('a secret that is not JSON is an error, and a missing permission is not a sign-out', async () => {
    await assert.rejects(tokensOver(hostOf('placeholder')).tokens.get(), { code: 'secret_not_json' });
    const host = hostOf(held());
    host.failing.push('read');
    await assert.rejects(tokensOver(host).tokens.get(), { type: 'StripePermissionError' });
  });
});

suite('a refresh that fails', () => {
  const FAILURES = {
    throws: () => {
      throw new Error('refresh-placeholder-1 was not taken');
    },
    rejects: async () => {
      throw Object.assign(new Error('no'), { request: { body: 'refresh_token=refresh-placeholder-1' } });
    },
    'is answered with an error': async () => ({ error: 'server_error', error_description: 'refresh-placeholder-1' }),
    'is answered with nothing': async () => undefined,
    'is answered with another form': async () => ({ token: 'access-placeholder-2' }),
    'cannot be kept': async () => ({ ...FRESH, big: 1n }),
  };
  for (const [how, answer] of Object.entries(FAILURES)) {
    test(`rejects, quotes no token and leaves the secret alone: it ${how}`, async () => {
      const host = hostOf(EXPIRED);
      const { tokens, redeemed } = tokensOver(host, answer);
      await assert.rejects(tokens.get(), (error) => {
        assert.doesNotMatch(inspected(error), /(access|refresh)-placeholder/);
        return /** @type {any} */ (error).code === 'oauth_refresh_failed';
      });
      assert.deepEqual(host.tokens, EXPIRED);
      await assert.rejects(tokens.get(), { code: 'oauth_refresh_failed' });
      assert.equal(redeemed.length, 2, 'it is tried again');
    });
  }

  const REFUSALS = {
    'returned error': async () => ({ error: 'invalid_grant' }),
    'returned code': async () => ({ code: 'invalid_grant' }),
    'thrown error': () => {
      throw Object.assign(new Error('refresh-placeholder-1'), { error: 'invalid_grant' });
    },
    'thrown code': async () => {
      throw { code: 'invalid_grant' };
    },
  };
  for (const [how, answer] of Object.entries(REFUSALS)) {
    test(`a refused token is looked for again at once and over two seconds, and shown no more: ${how}`, () =>
      withTimers(async (clock) => {
        const host = hostOf(EXPIRED);
        const { tokens, redeemed } = tokensOver(host, answer);
        const refused = { code: 'oauth_refresh_failed', detail: { error: 'invalid_grant' } };
        const rejects = assert.rejects(tokens.get(), refused);
        let waited = 0;
        for (;;) {
          await quiet();
          const pause = clock.waits(1000);
          if (!pause) break;
          waited += pause;
          clock.fire(1000);
        }
        await rejects;
        assert.equal(waited, 2000);
        assert.equal(host.asked.filter((kind) => kind === 'read').length, 6);
        await assert.rejects(tokens.get(), refused);
        assert.deepEqual(redeemed, ['refresh-placeholder-1']);
        assert.deepEqual(host.tokens, EXPIRED);
      }));
  }

  test('what another frame has written meanwhile is used', async () => {
    const host = hostOf(EXPIRED);
    const { tokens } = tokensOver(host, async () => {
      host.text = JSON.stringify(held(NOW + 3600, { access_token: 'access-placeholder-3' }));
      return { error: 'invalid_grant' };
    });
    assert.equal(await tokens.get(), 'access-placeholder-3');
  });

  test('and where another frame has signed out, there is null', async () => {
    const host = hostOf(EXPIRED);
    const { tokens } = tokensOver(host, async () => {
      host.text = null;
      return { error: 'invalid_grant' };
    });
    assert.equal(await tokens.get(), null);
  });

  test('who signed in again in another frame is not signed out by a refresh that ends later', async () => {
    const host = hostOf(EXPIRED);
    const theirs = held(NOW + 3600, { access_token: 'access-placeholder-3' });
    const { tokens } = tokensOver(host, async () => {
      host.text = JSON.stringify(theirs);
      return FRESH;
    });
    assert.equal(await tokens.get(), 'access-placeholder-3');
    assert.deepEqual(host.tokens, theirs);
  });
});

suite('a refresh that takes too long', () => {
  /** Lets the time of a refresh be over. */
  const over = async (clock) => {
    await quiet();
    clock.fire(30_000);
    await quiet();
  };

  test('is aborted, and whoever waits gets an answer', () =>
    withTimers(async (clock) => {
      let signal;
      const { tokens } = tokensOver(hostOf(EXPIRED), (_, options) => {
        ({ signal } = options);
        return new Promise(() => {});
      });
      const rejects = assert.rejects(tokens.get(), { code: 'oauth_refresh_failed' });
      await over(clock);
      await rejects;
      assert.equal(signal.aborted, true);
    }));

  test('is not begun a second time, and what it answers in the end is saved', () =>
    withTimers(async (clock) => {
      const host = hostOf(EXPIRED);
      let answer;
      const { tokens, redeemed } = tokensOver(host, () => new Promise((resolve) => (answer = resolve)));
      for (let i = 0; i < 2; i++) {
        const rejects = assert.rejects(tokens.get(), { code: 'oauth_refresh_failed' });
        await over(clock);
        await rejects;
      }
      answer(FRESH);
      await quiet();
      assert.equal(await tokens.get(), 'access-placeholder-2');
      assert.equal(host.tokens.refresh_token, 'refresh-placeholder-2');
      assert.deepEqual(redeemed, ['refresh-placeholder-1']);
    }));

  test('and has ended in a sign-out, brings nothing back', () =>
    withTimers(async (clock) => {
      const host = hostOf(EXPIRED);
      let answer;
      const { tokens } = tokensOver(host, () => new Promise((resolve) => (answer = resolve)));
      const rejects = assert.rejects(tokens.get());
      await over(clock);
      await rejects;
      await tokens.clear();
      answer(FRESH);
      await quiet();
      assert.deepEqual([await tokens.get(), host.text], [null, null]);
    }));
});

suite('a save that fails', () => {
  test('hands nothing out, quotes nothing, and is made up for by the next get', async () => {
    const host = hostOf(EXPIRED);
    const { tokens, redeemed } = tokensOver(host);
    host.failing.push('save');
    await assert.rejects(tokens.get(), (error) => {
      assert.doesNotMatch(inspected(error), /(access|refresh)-placeholder/);
      return /** @type {any} */ (error).type === 'StripePermissionError';
    });
    assert.deepEqual(host.tokens, EXPIRED);
    assert.equal(await tokens.get(), 'access-placeholder-2');
    assert.equal(host.tokens.refresh_token, 'refresh-placeholder-2');
    assert.equal(redeemed.length, 1);
  });

  test('does not undo what another frame has done since', async () => {
    for (const theirs of [null, JSON.stringify(held(NOW + 9000, { access_token: 'access-placeholder-3' }))]) {
      const host = hostOf(EXPIRED);
      const { tokens } = tokensOver(host);
      host.failing.push('save');
      await assert.rejects(tokens.get());
      host.text = theirs;
      assert.equal(await tokens.get(), theirs && 'access-placeholder-3');
      assert.equal(host.text, theirs);
    }
  });

  test('of a sign-in rejects, and the next get makes up for it', async () => {
    for (const kind of ['read', 'save']) {
      const host = hostOf(EXPIRED);
      const { tokens } = tokensOver(host);
      host.failing.push(kind);
      await assert.rejects(tokens.save(FRESH), { type: 'StripePermissionError' });
      assert.equal(await tokens.get(), 'access-placeholder-2');
      assert.equal(host.tokens.access_token, 'access-placeholder-2');
    }
  });
});

suite('save and clear', () => {
  test('a token response is kept as it came, with the time at which it ends', async () => {
    const host = hostOf();
    const { tokens } = tokensOver(host);
    await tokens.save({ ...FRESH, expires_in: '60', scope: 'read', id_token: 'id-placeholder' });
    const { expires_in: _, ...rest } = FRESH;
    assert.deepEqual(host.tokens, { ...rest, expires_at: NOW + 60, scope: 'read', id_token: 'id-placeholder' });
    await tokens.save({ access_token: 'access-placeholder-3' });
    assert.deepEqual(host.tokens, { access_token: 'access-placeholder-3' }, 'nothing of the former sign-in is left');
  });

  test('an invalid token response is refused, and the tokens stay', async () => {
    const host = hostOf(held());
    const { tokens } = tokensOver(host);
    for (const answer of [undefined, null, 'text', {}, { error: 'invalid_grant' }, { access_token: '' }]) {
      await assert.rejects(tokens.save(/** @type {any} */ (answer)), { code: 'oauth_tokens_invalid' });
    }
    assert.deepEqual([host.asked, host.tokens], [[], held()]);
  });

  test('what was there may be anything', async () => {
    const host = hostOf('no JSON');
    const { tokens } = tokensOver(host);
    await tokens.save(FRESH);
    assert.equal(await tokens.get(), 'access-placeholder-2');
  });

  test('clear deletes the secret, once or twice', async () => {
    const host = hostOf(held());
    const { tokens } = tokensOver(host);
    await tokens.clear();
    await tokens.clear();
    assert.deepEqual([host.text, await tokens.get()], [null, null]);
  });
});

suite('fetch', () => {
  /** Sends requests, whose answers are the statuses in turn; what was sent is `sent`. */
  const sending = async (t, statuses, act, meanwhile = () => {}) => {
    const sent = [];
    t.mock.method(globalThis, 'fetch', async (url, init) => {
      const body = url instanceof Request ? await new Request(url, init).text() : init?.body;
      sent.push([String(url.url ?? url), new Headers(init?.headers).get('Authorization'), init?.method, body]);
      meanwhile();
      return new Response('', { status: statuses[Math.min(sent.length, statuses.length) - 1] });
    });
    const response = await act();
    return { sent, status: response.status };
  };
  const URL_ = 'https://api.example.com/things';

  test('adds the token, and leaves the rest as it is', async (t) => {
    const { tokens } = tokensOver(hostOf(held()));
    const init = { method: 'POST', body: 'b', headers: { Accept: 'text/plain', authorization: 'other' } };
    const { sent, status } = await sending(t, [200], () => tokens.fetch(URL_, init));
    assert.deepEqual([sent, status], [[[URL_, 'Bearer access-placeholder-1', 'POST', 'b']], 200]);
  });

  test('repeats once after a 401, with a new token, also a Request with a body', async (t) => {
    for (const url of [URL_, new URL(URL_), new Request(URL_, { method: 'POST', body: 'b' })]) {
      const { tokens } = tokensOver(hostOf(held()));
      const { sent, status } = await sending(t, [401, 200], () =>
        tokens.fetch(url, url instanceof Request ? undefined : { body: 'b' }),
      );
      assert.deepEqual(
        sent.map(([to, authorization, , body]) => [to, authorization, body]),
        [
          [URL_, 'Bearer access-placeholder-1', 'b'],
          [URL_, 'Bearer access-placeholder-2', 'b'],
        ],
      );
      assert.equal(status, 200);
      t.mock.restoreAll();
    }
  });

  test('and not twice', async (t) => {
    const { tokens, redeemed } = tokensOver(hostOf(held()));
    const { sent, status } = await sending(t, [401], () => tokens.fetch(URL_));
    assert.deepEqual([sent.length, status, redeemed.length], [2, 401, 1]);
  });

  test('what a server has rejected is handed out no more where it could not be renewed', (t) =>
    withTimers(async (clock) => {
      const host = hostOf(held());
      const { tokens, redeemed } = tokensOver(host, async () => ({ error: 'invalid_grant' }));
      const refused = { code: 'oauth_refresh_failed', detail: { error: 'invalid_grant' } };
      const rejects = assert.rejects(
        sending(t, [401], () => tokens.fetch(URL_)),
        refused,
      );
      await quiet();
      for (; clock.waits(1000); await quiet()) clock.fire(1000);
      await rejects;
      await assert.rejects(tokens.get(), refused);
      assert.equal(redeemed.length, 1);
      host.text = JSON.stringify(held(NOW + 3600, { access_token: 'access-placeholder-3' }));
      assert.equal(await tokens.get(), 'access-placeholder-3', 'another frame has renewed it');
    }));

  test('two requests that are rejected share one refresh', async (t) => {
    const { tokens, redeemed } = tokensOver(hostOf(held()));
    const { sent } = await sending(t, [401, 401, 200], async () => {
      const [first] = await Promise.all([tokens.fetch(URL_), tokens.fetch(URL_)]);
      return first;
    });
    assert.deepEqual([sent.length, redeemed.length], [4, 1]);
  });

  test('a token that another frame has renewed is used without a refresh', async (t) => {
    const host = hostOf(held());
    const { tokens, redeemed } = tokensOver(host);
    const renew = () => {
      host.text = JSON.stringify(held(NOW + 3600, { access_token: 'access-placeholder-3' }));
    };
    const { sent } = await sending(t, [401, 200], () => tokens.fetch(URL_), renew);
    assert.deepEqual(
      sent.map(([, authorization]) => authorization),
      ['Bearer access-placeholder-1', 'Bearer access-placeholder-3'],
    );
    assert.deepEqual(redeemed, []);
  });

  test('a 401 is handed on where nothing can be repeated', async (t) => {
    const { tokens } = tokensOver(hostOf({ access_token: 'access-placeholder-1' }));
    assert.equal((await sending(t, [401], () => tokens.fetch(URL_))).status, 401);
    t.mock.restoreAll();
    const { tokens: others, redeemed } = tokensOver(hostOf(held()));
    const body = new ReadableStream();
    const init = /** @type {any} */ ({ method: 'POST', body, duplex: 'half' });
    assert.equal((await sending(t, [401], () => others.fetch(URL_, init))).status, 401);
    assert.deepEqual(redeemed, []);
  });

  test('without tokens nothing is sent', async (t) => {
    const { tokens } = tokensOver(hostOf());
    const fetched = t.mock.method(globalThis, 'fetch', async () => new Response(''));
    await assert.rejects(tokens.fetch(URL_), { code: 'oauth_signed_out' });
    assert.equal(fetched.mock.callCount(), 0);
  });
});

test('what cannot serve is refused where it is given', () => {
  const { user } = { user: hostOf().user() };
  const refresh = async () => FRESH;
  const create = (...args) => Reflect.apply(createOAuthTokens, undefined, args);
  assert.throws(() => create(undefined, NAME, { refresh }), { code: 'store_scope_invalid' });
  assert.throws(() => create({ get() {} }, NAME, { refresh }), { code: 'store_scope_invalid' });
  assert.throws(() => create(user, NAME), { code: 'refresh_missing' });
  assert.throws(() => create(user, NAME, { refresh: 'text' }), { code: 'refresh_missing' });
  assert.throws(() => create(user, NAME, { refresh, leway: 5 }), { code: 'option_unknown', param: 'leway' });
  for (const leeway of [-1, '60', Number.NaN]) {
    assert.throws(() => create(user, NAME, { refresh, leeway }), { code: 'leeway_invalid' });
  }
});

test('two frames over one emulator refresh once, and both have the token', async () => {
  const emulator = createEmulator({ now: NOW });
  const redeemed = [];
  const frame = () => {
    const httpClient = emulator.httpClientFor(SIGNED_IN);
    const { user } = createSecretStore({ httpClient, now: () => emulator.now }).for(SIGNED_IN);
    const refresh = async (token) => {
      redeemed.push(token);
      return redeemed.indexOf(token) < redeemed.length - 1 ? { error: 'invalid_grant' } : FRESH;
    };
    return createOAuthTokens(user, NAME, { refresh });
  };
  const [one, other] = [frame(), frame()];
  await one.save({ ...EXPIRED, expires_in: 30 });
  assert.deepEqual(await Promise.all([one.get(), other.get()]), ['access-placeholder-2', 'access-placeholder-2']);
  assert.equal(JSON.parse(emulator.secrets()[0].payload).refresh_token, 'refresh-placeholder-2');
});

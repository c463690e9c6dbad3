/** The store, method by method, over the emulator: what each returns, writes and tells. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { asked, PAYLOAD, page, recording, response, SIGNED_IN, secret, USER } from '../support/host.mjs';
import { inspected } from '../support/inspected.mjs';
import { urlOf } from '../support/package.mjs';

const { createSecretStore, isStripeError } = await import(urlOf('store.mjs'));
const { default: Stripe } = await import(urlOf('index.mjs'));
const { createEmulator } = await import(urlOf('testing.mjs'));

/** Both ways to have a store. */
const WAYS = {
  'over a host client': (httpClient, more) => createSecretStore({ httpClient, ...more }),
  'over a Stripe client': (httpClient, more) => createSecretStore(new Stripe('key', { httpClient }), more),
};

for (const [way, storeOver] of Object.entries(WAYS)) {
  suite(way, () => {
    const signedIn = (more) => {
      const emulator = createEmulator();
      return { emulator, ...storeOver(emulator.httpClientFor(SIGNED_IN), more).for(SIGNED_IN) };
    };

    test('what was set is there for get, and null where nothing was', async () => {
      const { user, account } = signedIn();
      assert.equal(await account.get('api_key'), null);
      const made = await account.set('api_key', PAYLOAD);
      assert.equal(made.name, 'api_key');
      assert.equal(await account.get('api_key'), PAYLOAD);
      assert.equal(await user.get('api_key'), null, "the user's own scope is another one");
    });

    test('delete says whether there was something', async () => {
      const { user } = signedIn();
      assert.equal(await user.delete('n'), false);
      await user.set('n', PAYLOAD);
      assert.equal(await user.delete('n'), true);
      assert.equal(await user.get('n'), null);
    });

    test('has, names and list know what there is, without payloads', async () => {
      const { user } = signedIn();
      for (const name of ['a', 'b', 'c']) await user.set(name, PAYLOAD);
      assert.deepEqual([await user.has('a'), await user.has('d')], [true, false]);
      assert.deepEqual((await user.names()).sort(), ['a', 'b', 'c']);
      const all = await user.list();
      assert.equal(all.length, 3);
      for (const one of all) assert.ok(!('payload' in one) && one.scope.user === USER);
    });

    test('a value comes back as it was set', async () => {
      const { user } = signedIn();
      assert.equal(await user.getJSON('settings'), null);
      await user.setJSON('settings', { dark: true, list: [1, null] });
      assert.deepEqual(await user.getJSON('settings'), { dark: true, list: [1, null] });
      assert.equal(await user.getJSON('settings', { parse: (value) => value.dark }), true);
    });

    test('a secret ends when it was told to', async () => {
      const { user } = signedIn();
      const now = Math.floor(Date.now() / 1000);
      const near = (time, expected) => assert.ok(Math.abs(time - expected) < 5, `${time}, not ${expected}`);
      near((await user.set('n', PAYLOAD, { expiresIn: 3600 })).expires_at, now + 3600);
      near((await user.set('n', PAYLOAD, { expiresAt: now + 60 })).expires_at, now + 60);
      near((await user.set('n', PAYLOAD, { expiresAt: new Date((now + 90) * 1000) })).expires_at, now + 90);
      assert.equal((await user.set('n', PAYLOAD)).expires_at, null);
    });

    test('a full scope names what fills it', async () => {
      const { user, account } = signedIn();
      const names = Array.from({ length: 10 }, (_, place) => `name_${place}`);
      for (const name of names) await user.set(name, PAYLOAD);
      await assert.rejects(user.set('one_more', PAYLOAD), ({ message, code }) => {
        assert.equal(code, 'scope_full');
        assert.match(message, /10 of the 10 places are taken: /);
        for (const name of names) assert.ok(message.includes(name), name);
        return !message.includes(PAYLOAD);
      });
      await user.set('name_0', 'replaced');
      await account.set('another_scope', PAYLOAD);
    });
  });
}

test('a lifetime is counted by the clock that the store is given', async () => {
  const emulator = createEmulator({ now: 1_700_000_000 });
  const httpClient = emulator.httpClientFor(SIGNED_IN);
  const store = createSecretStore({ httpClient, now: () => emulator.now });
  const { user } = store.for(SIGNED_IN);
  await user.set('n', PAYLOAD, { expiresIn: 60 });
  emulator.advance(60);
  assert.equal(await user.get('n'), PAYLOAD);
  emulator.advance(1);
  assert.equal(await user.get('n'), null);
});

const over = (script, more) => {
  const httpClient = recording(script);
  return {
    httpClient,
    store: createSecretStore({ httpClient, ...more }),
    ...createSecretStore({ httpClient, ...more }).for(SIGNED_IN),
  };
};
const found = (payload) => [
  () => Promise.resolve(response(secret({ name: 'n', scope: { type: 'user', user: USER }, payload }))),
];

suite('who is signed in', () => {
  test('the same user has the same objects, another user, account or mode has others', () => {
    const { store } = over();
    const of = (id, account, mode) => store.for({ id, account: { id: account } }, mode && { mode });
    const one = of('usr_1', 'acct_1');
    assert.equal(of('usr_1', 'acct_1'), one);
    assert.equal(of('usr_1', 'acct_1').user, one.user);
    const others = [
      of('usr_2', 'acct_1'),
      of('usr_1', 'acct_2'),
      of('usr_1', 'acct_1', 'live'),
      of('usr_1', 'acct_1', 'test'),
    ];
    assert.equal(new Set([one, ...others]).size, 5);
    const keys = [one, ...others].flatMap(({ user, account }) => [user.key, account.key]);
    assert.equal(new Set(keys.map((key) => JSON.stringify(key))).size, 9, "two users share their account's key");
  });

  test('each user is asked for under the own id', async () => {
    const { store, httpClient } = over([asked]);
    await store
      .for('usr_1')
      .user.get('n')
      .catch(() => {});
    await store
      .for('usr_2')
      .user.get('n')
      .catch(() => {});
    const users = httpClient.requests.map(({ path }) => /user\]=(\w+)/.exec(path)?.[1]);
    assert.deepEqual(users, ['usr_1', 'usr_2']);
  });

  test('where nobody is signed in, no user secret is asked for, and the account is', async () => {
    for (const nobody of [undefined, null, {}, { id: null }]) {
      const { store, httpClient } = over([asked]);
      const { user, account } = store.for(nobody);
      await assert.rejects(user.set('n', PAYLOAD), { code: 'scope_user_unbound' });
      assert.equal(httpClient.requests.length, 0);
      assert.equal(await account.has('n'), true);
    }
  });

  test('an invalid id is refused', () => {
    assert.throws(() => over().store.for({ id: 7 }), { code: 'option_invalid' });
  });
});

suite('what is refused, before anything is sent', () => {
  /** @type {Record<string, [act: (scopes: any) => Promise<any>, code: string, message?: RegExp]>} */
  const REFUSED = {
    'a text that is too long': [({ user }) => user.set('n', 'x'.repeat(5001)), 'parameter_too_long', /5001 characters/],
    'a value that is too long': [
      ({ user }) => user.setJSON('n', 'x'.repeat(5001)),
      'parameter_too_long',
      /5003 characters/,
    ],
    'an empty text': [({ user }) => user.set('n', ''), 'parameter_invalid_empty'],
    'no name': [({ user }) => user.get(), 'parameter_missing'],
    'a value that is a function': [({ user }) => user.setJSON('n', () => {}), 'value_not_json'],
    'a value that is undefined': [({ user }) => user.setJSON('n', undefined), 'value_not_json'],
    'a value in a circle': [({ user }) => user.setJSON('n', Object.assign([], { 0: globalThis })), 'value_not_json'],
    'a lifetime of nothing': [({ user }) => user.set('n', 'p', { expiresIn: 0 }), 'expires_in_invalid'],
    'a lifetime as a text': [({ user }) => user.set('n', 'p', { expiresIn: '60' }), 'expires_in_invalid'],
    'a lifetime without end': [({ user }) => user.set('n', 'p', { expiresIn: Infinity }), 'expires_in_invalid'],
    'two ends': [({ user }) => user.set('n', 'p', { expiresIn: 60, expiresAt: new Date() }), 'expiry_exclusive'],
    'an end in milliseconds': [({ user }) => user.set('n', 'p', { expiresAt: Date.now() }), 'expires_at_too_far'],
    "stripe's word for the end": [({ user }) => user.set('n', 'p', { expires_at: 1 }), 'option_unknown'],
    'an unknown option': [({ user }) => user.get('n', { parse: String }), 'option_unknown'],
    'an unknown option of a deletion': [({ user }) => user.delete('n', { expiresIn: 60 }), 'option_unknown'],
  };
  for (const [what, [act, code, message = /./]] of Object.entries(REFUSED)) {
    test(what, async () => {
      const { httpClient, user } = over();
      await assert.rejects(act({ user }), (/** @type {any} */ error) => {
        assert.equal(error.code, code);
        assert.match(error.message, message);
        return isStripeError(error) && !`${error.message}`.includes('xxxxxxxx');
      });
      assert.equal(httpClient.requests.length, 0);
    });
  }

  test('invalid settings', () => {
    const httpClient = recording();
    assert.throws(() => createSecretStore({}), { code: 'http_client_missing' });
    assert.throws(() => createSecretStore({ httpClient, nonsense: 1 }), { code: 'config_unknown' });
    assert.throws(() => createSecretStore({ httpClient, now: 5 }), { code: 'now_invalid' });
    assert.throws(() => createSecretStore({ httpClient, apiKey: 'sk_test_placeholder' }), { code: 'api_key_refused' });
  });
});

suite('what a secret holds is in no error', () => {
  const TEXT = 'payload-placeholder that is not JSON';

  test('of a text that is not JSON', async () => {
    const { user } = over(found(TEXT));
    await assert.rejects(user.getJSON('n'), (/** @type {any} */ error) => {
      assert.deepEqual([error.code, error.type], ['secret_not_json', 'StripeAPIError']);
      return (
        /\bn\b/.test(error.message) && !JSON.stringify(error, Object.getOwnPropertyNames(error)).includes('placeholder')
      );
    });
  });

  test('of a value that parse refuses, whatever it throws', async () => {
    const value = { key: PAYLOAD, inner: '["payload-placeholder"x' };
    const THROWS = {
      quoting: (read) => {
        throw new Error(`bad: ${read.key}`);
      },
      whole: (read) => {
        throw Object.assign(new Error('bad'), { issues: [{ received: read.key, path: ['key'] }] });
      },
      parsing: (read) => JSON.parse(read.inner),
      text: (read) => {
        throw read.key;
      },
    };
    for (const [how, parse] of Object.entries(THROWS)) {
      const { user } = over(found(JSON.stringify(value)));
      await assert.rejects(user.getJSON('n', { parse }), (/** @type {any} */ error) => {
        assert.equal(error.code, 'secret_invalid', how);
        assert.ok(!inspected(error).includes('placeholder'), `${how}: ${inspected(error)}`);
        return true;
      });
    }
  });

  test('of a value that parse would look at later, which is refused', async () => {
    const rejecting = async (read) => {
      throw new Error(`bad: ${read.key}`);
    };
    for (const parse of [rejecting, async () => 1, 5, 'text', {}]) {
      const { user } = over(found(`{"key":"${PAYLOAD}"}`));
      await assert.rejects(user.getJSON('n', { parse: /** @type {any} */ (parse) }), (error) => {
        assert.ok(!inspected(error).includes('placeholder'));
        return /** @type {any} */ (error).code === 'parse_invalid';
      });
    }
    await new Promise(setImmediate); // a rejection that nobody handles would fail the run
  });

  test('and what parse says without it is handed on', async () => {
    const thrown = new RangeError('dark must be a boolean');
    const { user } = over(found('{"dark":1}'));
    const parse = () => {
      throw thrown;
    };
    await assert.rejects(user.getJSON('n', { parse }), ({ detail }) => detail === thrown);
  });
});

suite('who listens', () => {
  test('hears of each set and delete of that secret, until it is taken away', async () => {
    const { user } = over([asked]);
    const heard = [];
    const stop = user.subscribe('n', () => heard.push('n'));
    user.subscribe('other', () => heard.push('other'));
    await user.set('n', PAYLOAD);
    await user.delete('n');
    await user.get('n').catch(() => {});
    assert.deepEqual(heard, ['n', 'n']);
    stop();
    stop();
    await user.set('n', PAYLOAD);
    assert.deepEqual(heard, ['n', 'n']);
  });

  test('is a function, which is said at once', () => {
    for (const listener of [undefined, null, 'text']) {
      assert.throws(() => over().user.subscribe('n', /** @type {any} */ (listener)), { code: 'listener_missing' });
    }
  });

  test('is not told of what failed, and cannot make a write fail', async (t) => {
    const { user } = over([() => Promise.reject(new Error('gone'))], { maxNetworkRetries: 0 });
    const heard = [];
    user.subscribe('n', () => heard.push('n'));
    await assert.rejects(user.set('n', PAYLOAD), { type: 'StripeConnectionError' });
    assert.deepEqual(heard, []);

    const reported = t.mock.method(console, 'error', () => {});
    const other = over([asked]).user;
    other.subscribe('n', () => {
      throw new Error('a listener of the app');
    });
    other.subscribe('n', async () => {
      throw new Error('another one');
    });
    assert.equal((await other.set('n', PAYLOAD)).name, 'n');
    await new Promise(setImmediate);
    assert.equal(reported.mock.callCount(), 2);
  });
});

suite('invalid answers', () => {
  test('a secret without its payload is an error, not null', async () => {
    for (const payload of [undefined, null, 7]) {
      await assert.rejects(over(found(payload)).user.get('n'), { code: 'payload_missing' });
    }
  });

  test('a list that never ends is given up', async () => {
    const entry = secret({ name: 'n', scope: { type: 'user', user: USER } });
    for (const data of [[entry], []]) {
      const endless = over([() => Promise.resolve(response(page(data, { has_more: true })))]);
      await assert.rejects(endless.user.names(), { code: 'paging_stuck' });
    }
  });

  test('a write without a payload in its result, whatever the host adds', async () => {
    const { user } = over(found(PAYLOAD));
    assert.ok(!('payload' in (await user.set('n', PAYLOAD))));
  });
});

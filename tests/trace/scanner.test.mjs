/**
 * The search itself: a marker that is put on purpose into each place is found there, in each writing, whole or in part.
 * A search that finds nothing because it looks nowhere would let everything pass.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inspect } from 'node:util';
import vm from 'node:vm';
import { HOSTS, scope } from '../settling/hosts.mjs';
import { KEY } from '../support/host.mjs';
import { marker, markers, writings } from '../support/markers.mjs';
import { captureMemory } from '../support/memory.mjs';
import { urlOf } from '../support/package.mjs';
import { Search } from '../support/search.mjs';
import { REJECTIONS } from './foreign.mjs';
import { repeating } from './repeating.mjs';
import { captureConsole, Watch } from './watch.mjs';

const memory = captureMemory('wasm');
const plain = captureMemory('javascript');
const said = captureConsole();
const shown = (value) => inspect(value, { showHidden: true, depth: Infinity });
const env = { memory, said, inspect: shown };

test('without a memory the search fails, in place of finding nothing', () => {
  assert.throws(() => memory.traceOf(markers()), /no memory was captured/);
  assert.throws(() => memory.bytes(), /no memory was captured/);
});

const { default: Stripe } = await import(urlOf('index.mjs'));
const { default: PlainStripe } = await import(urlOf('js.mjs'));
const host = {
  makeRequest: async () => {
    throw new Error('gone');
  },
};
const create = (watch, payload, client = watch.client(host)) =>
  watch.end(() => client.apps.secrets.create({ scope, name: 'name', payload }));

/** Puts bytes into the last page of the core's memory, for as long as `act` runs. */
const planted = (bytes, act, from = 1, into = memory) => {
  const [block] = into.bytes();
  const at = block.length - bytes.length - from;
  const before = block.slice(at, at + bytes.length);
  block.set(bytes, at);
  try {
    return act();
  } finally {
    block.set(before, at);
  }
};

suite('in the memory', () => {
  new Stripe(KEY, { httpClient: host });

  test('a marker is found in every writing, in every encoding and at every place', () => {
    for (const one of markers()) {
      for (const [, written] of writings(one.text)) {
        for (const encoding of /** @type {BufferEncoding[]} */ (['utf8', 'utf16le', 'latin1'])) {
          const bytes = Buffer.from(written, encoding);
          if (bytes.toString(encoding) !== written) continue; // Latin-1 has no such characters
          for (const from of [1, 2, 3, 30000]) {
            assert.equal(memory.traceOf([one]), undefined, 'before');
            assert.equal(
              planted(bytes, () => memory.traceOf([one]), from),
              one.kind,
            );
            assert.equal(memory.traceOf([one]), undefined, 'afterwards');
          }
        }
      }
    }
  });

  test('a marker in the memory of the interpreted core is found', () => {
    assert.throws(() => plain.bytes(), /no memory was captured/, 'before there is a core');
    new PlainStripe(KEY, { httpClient: host });
    for (const one of markers()) {
      assert.equal(plain.traceOf([one]), undefined, 'before');
      assert.equal(
        planted(Buffer.from(one.text), () => plain.traceOf([one]), 1, plain),
        one.kind,
      );
      assert.equal(plain.traceOf([one]), undefined, 'afterwards');
    }
  });

  test('a part of a marker is found', () => {
    const one = marker('Latin');
    const bytes = Buffer.from(one.text.slice(5, 13));
    assert.equal(
      planted(bytes, () => memory.traceOf([one])),
      'Latin',
    );
  });
});

suite('in what hangs on a value', () => {
  const realm = vm.createContext();
  const other = { otherRealm: (code) => vm.runInContext(code, realm) };
  const MORE = [
    { name: 'a key', make: (text) => ({ [text]: 1 }) },
    { name: 'a field under a symbol', make: (text) => ({ [Symbol('x')]: text }) },
    {
      name: 'a getter',
      make: (text) => ({
        get body() {
          return text;
        },
      }),
    },
    { name: 'an inherited field', make: (text) => Object.create({ text }) },
    { name: 'a Map', make: (text) => new Map([['x', text]]) },
    {
      name: 'what is iterated over',
      make: (text) => ({
        *[Symbol.iterator]() {
          yield text;
        },
      }),
    },
    { name: 'a toJSON', make: (text) => ({ toJSON: () => text }) },
  ];
  for (const { name, make } of [...REJECTIONS, ...MORE]) {
    test(`${name} is found, as the value itself and as the detail of an error`, () => {
      for (const one of markers()) {
        const found = new RegExp(`^${one.kind}`);
        assert.match(String(new Search([one]).in(make(one.text, other))), found);
        const error = Object.assign(new Error('x'), { detail: { deep: [make(one.text, other)] } });
        assert.match(String(new Search([one]).in(error)), found, 'without inspect');
        assert.match(String(new Search([one], shown).in(error)), found, 'with inspect');
        const without = Object.assign(new Error('x'), { detail: make('something else', other) });
        assert.equal(new Search([one], shown).in(without), undefined);
      }
    });
  }

  test('a marker is found in a message, in every writing, whole or in part', () => {
    for (const one of markers()) {
      for (const [way, written] of writings(one.text)) {
        const part = [...written].slice(0, Math.ceil([...written].length * 0.6)).join('');
        assert.notEqual(new Search([one]).in(new Error(`before ${written} after`)), undefined, way);
        assert.notEqual(new Search([one]).in({ error: new Error(part) }), undefined, `a part, ${way}`);
      }
    }
  });
});

suite('in the places that a call can leave something in', () => {
  test('an error', async () => {
    const watch = new Watch({ Stripe }, env);
    const one = marker('CJK');
    const { error } = await create(watch, one.text);
    assert.equal(watch.traces(one), '');
    error.detail.cause = { hidden: one.text };
    assert.match(watch.traces(one), /^the error: CJK at/);
  });

  test('an event', async () => {
    const watch = new Watch({ Stripe }, env);
    const one = marker('emoji');
    await create(watch, one.text);
    assert.equal(watch.traces(one), '');
    watch.kept('the event request')[0].body.payload = one.text;
    assert.match(watch.traces(one), /^the event request: emoji at/);
  });

  test('the console', () => {
    const watch = new Watch({ Stripe }, env);
    for (const method of ['log', 'warn', 'error', 'info', 'debug', 'trace', 'dir', 'table', 'group']) {
      const one = marker('awkward');
      console[method]('x', { deep: [one.text] });
      assert.match(watch.traces(one), /^the console: awkward at/, method);
      assert.equal(watch.traces(one), '', 'what was said is said once');
    }
  });

  test('the client, its methods, the constructor and its prototype', () => {
    const one = marker('Latin');
    const watch = new Watch({ Stripe }, env);
    const stripe = watch.client(host);
    for (const [where, object] of [
      ['the client', stripe],
      ['its methods', stripe.apps.secrets],
      ['the constructor', Stripe],
      ['its prototype', Stripe.prototype],
    ]) {
      assert.equal(watch.traces(one), '');
      const key = Symbol('planted');
      Object.defineProperty(object, key, { value: () => {}, configurable: true });
      Object.defineProperty(object[key], 'left', { value: one.text });
      assert.match(watch.traces(one), /Latin at/, where);
      delete object[key];
    }
  });

  test('the memory', () => {
    const watch = new Watch({ Stripe }, env);
    const one = marker('CJK');
    assert.equal(
      planted(Buffer.from(one.text), () => watch.traces(one)),
      'linear memory: CJK',
    );
  });
});

test('a host that is to repeat a text does: in what it throws, in a header, in a body', async () => {
  const { text } = marker('Latin');
  const byName = (name) => repeating(HOSTS.find((host) => host.name === name).host({}, 'find', []), text)[0];
  await assert.rejects(byName('rejects with an Error').makeRequest(), ({ message, stack, cause }) =>
    [message, stack, cause.message].every((part) => part.includes(text)),
  );
  assert.throws(
    () => byName('throws a string').makeRequest(),
    (/** @type {string} */ thrown) => thrown.endsWith(text),
  );
  const response = await byName('answers an error object under 200').makeRequest();
  assert.equal(response.getHeaders()['x-repeats'], text);
  const { payload, error, more } = await response.toJSON();
  assert.deepEqual([payload, more.nested[0]], [text, text]);
  assert.ok(error.message.endsWith(text));
});

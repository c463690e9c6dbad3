/**
 * No trace: after each call of the suite nothing of a payload is in the core's memory, in errors, events, the console,
 * or in what `util.inspect` shows of the package's objects. The answer holds it, of course, and so do the caller's own
 * objects.
 *
 *   PACKAGE_DIR   the package as built, if not `pkg/`
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import vm from 'node:vm';
import { scope } from '../settling/hosts.mjs';
import { KEY, page, response, secret, USER } from '../support/host.mjs';
import { marker } from '../support/markers.mjs';
import { captureMemory } from '../support/memory.mjs';
import { BOTH_CORES, load } from '../support/package.mjs';
import { takeTimers } from '../support/timers.mjs';
import { traceCases } from './cases.mjs';
import { captureConsole } from './watch.mjs';

const memories = BOTH_CORES.map(({ core }) => captureMemory(core));
const said = captureConsole();
for (const event of ['warning', 'unhandledRejection'])
  process.on(event, (words) => {
    said.push({ method: event, words });
  });
const timers = takeTimers();

const realm = vm.createContext();

for (const [index, entry] of BOTH_CORES.entries()) {
  const { default: Stripe } = await load(entry);
  suite(entry.name, () => everyTest(Stripe, memories[index]));
}

function everyTest(Stripe, memory) {
  const repeats = new Map();
  const env = {
    memory,
    said,
    timers,
    sleep: timers.sleep,
    otherRealm: (code) => vm.runInContext(code, realm),
    inspect: (value) =>
      inspect(value, { showHidden: true, depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity }),
    repeated: (name, count) => repeats.set(name, (repeats.get(name) ?? 0) + count),
  };

  for (const { name, problem } of traceCases({ Stripe }, env))
    test(name, async () => assert.equal(await problem(), ''));

  test('the hosts that can repeat the payload did', () => {
    const silent = [...repeats].filter(([, count]) => count === 0).map(([name]) => name);
    assert.ok(
      repeats.size > 100 && silent.length < repeats.size / 3,
      `${silent.length} of ${repeats.size} did not: ${silent}`,
    );
  });

  test('what a call was given can be collected when it has ended, though the client lives on', async () => {
    setFlagsFromString('--expose-gc');
    const collect = vm.runInNewContext('gc');
    const host = {
      makeRequest: async () => {
        throw new Error('gone');
      },
    };
    const stripe = new Stripe(KEY, { httpClient: host, userContext: { id: USER }, maxNetworkRetries: 0 });
    const calls = Array.from({ length: 20 }, () => {
      const params = { scope, name: 'name', payload: marker('Latin').text };
      const ended = stripe.apps.secrets.create(params).catch(() => {});
      return { ended, given: new WeakRef(params) };
    });
    await Promise.all(calls.map(({ ended }) => ended));
    await timers.sleep(20);
    collect();
    assert.equal(calls.filter(({ given }) => given.deref()).length, 0);
    assert.ok(stripe.apps.secrets.create, 'the client lives on');
  });

  test('what a call was answered is gone with the next small collection, and does not wait among old objects', async () => {
    setFlagsFromString('--expose-gc');
    const collect = vm.runInNewContext('gc');
    const body = JSON.stringify(page(Array.from({ length: 100 }, () => secret({ name: 'n', scope }))));
    const host = { makeRequest: async () => response(JSON.parse(body)) };
    const stripe = new Stripe(KEY, { httpClient: host, userContext: { id: USER } });
    const grown = async () => {
      const before = process.memoryUsage().heapUsed;
      for (let i = 0; i < 20; i++) await stripe.apps.secrets.list({ scope });
      collect({ type: 'minor' });
      return process.memoryUsage().heapUsed - before;
    };
    const growths = [];
    for (let i = 0; i < 30; i++) growths.push(await grown());
    const median = growths.slice(10).sort((a, b) => a - b)[10];
    assert.ok(median < 20 * 5_000, `20 calls left ${median} bytes; each leaves 30 KB where its answer is kept`);
  });
}

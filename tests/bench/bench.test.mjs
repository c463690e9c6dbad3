/** That the benchmark measures what it says: a figure that cannot move, or of clients that do not do the same, helps nobody. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import vm from 'node:vm';
import { PACKAGE_DIR } from '../support/package.mjs';
import { assertAgreement } from './agreement.mjs';
import { candidateScript } from './bundle.mjs';
import { candidates, inProject, REFERENCE } from './candidates.mjs';
import { inChild } from './child.mjs';
import { gatheringHost, instantHost } from './host.mjs';
import { interleaved } from './rounds.mjs';
import { timeStart } from './start.mjs';
import { compared } from './statistics.mjs';

const scripts = {};
let makers;
before(async () => {
  const all = candidates(PACKAGE_DIR);
  await inProject(PACKAGE_DIR, async (project) => {
    for (const candidate of all) scripts[candidate.name] = await candidateScript(project, candidate);
  });
  for (const script of Object.values(scripts)) new vm.Script(script).runInThisContext();
  makers = globalThis.candidates;
});

/** A candidate that does `extra` at every call and is otherwise the least there is. */
const artificial = (extra) => `
  const calls = [];
  const call = async () => { ${extra}; return {}; };
  globalThis.candidates = { artificial: () => ({ apps: { secrets: { find: call, create: call, list: call } } }) };`;
const CHILD = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=256'];

test('every entry, stripe and the floor send the same requests and give the same answers', async () => {
  assert.ok(Object.keys(makers).length >= 3);
  await assertAgreement(makers, REFERENCE);
});

test('a client that sends something else is not compared', async () => {
  const other = (change) => (host) =>
    makers.floor({ ...host, makeRequest: (...sent) => host.makeRequest(...change(sent)) });
  const changed = {
    path: ([host, port, path, ...rest]) => [host, port, `${path}x`, ...rest],
    headers: ([host, port, path, method, headers, ...rest]) => [
      host,
      port,
      path,
      method,
      { Accept: headers.Accept },
      ...rest,
    ],
  };
  for (const [what, change] of Object.entries(changed)) {
    await assert.rejects(assertAgreement({ [REFERENCE]: makers[REFERENCE], other: other(change) }, REFERENCE), what);
  }
});

test('the floor says how long its body is, and gives every create a key of its own', async () => {
  const sent = [];
  const floor = makers.floor(instantHost((request) => void sent.push(request)));
  for (let i = 0; i < 200; i++) await floor.apps.secrets.create({ name: 'Schlüssel 鍵', payload: '🔑' });
  for (const { headers, body } of sent) assert.equal(headers['Content-Length'], new TextEncoder().encode(body).length);
  assert.equal(new Set(sent.map(({ headers }) => headers['Idempotency-Key'])).size, 200);
});

test('memory that grows with the calls is seen', () => {
  const grows = artificial('globalThis.memory.grow(1)');
  const memory = 'globalThis.memory = new WebAssembly.Memory({ initial: 1 });';
  const counts = inChild('memory.mjs', CHILD, 'artificial', memory + grows, 1, 3);
  assert.deepEqual([counts[1].pages, counts[3].pages], [2, 4]);
  const heap = inChild('memory.mjs', CHILD, 'artificial', artificial('calls.push(new Array(1000).fill(0.5))'), 1, 101);
  assert.ok(heap[101].heap - heap[1].heap > 700_000, `${heap[101].heap - heap[1].heap} bytes`);
});

test("the memory of the package's wasm is seen, and a client without one has none", () => {
  const entry = '/wasm' in scripts ? '/wasm' : '.';
  assert.ok(inChild('memory.mjs', CHILD, entry, scripts[entry], 10)[10].pages >= 1);
  assert.equal(inChild('memory.mjs', CHILD, 'floor', scripts.floor, 10)[10].pages, null);
});

test('what a call allocates and waits for is counted', () => {
  const least = inChild('allocations.mjs', CHILD, 'artificial', artificial('')).find;
  const more = inChild(
    'allocations.mjs',
    CHILD,
    'artificial',
    artificial('calls[0] = new Array(1000).fill(0.5); await null'),
  ).find;
  assert.ok(
    more.bytes - least.bytes > 8000 && more.bytes - least.bytes < 9500,
    `${least.bytes} and ${more.bytes} bytes`,
  );
  assert.deepEqual([more.turns, least.turns], [least.turns + 1, 1]);
  assert.ok(more.promises > least.promises && least.promises === 1, `${least.promises} and ${more.promises} promises`);
});

test('calls that are in flight at once wait for one another', async () => {
  const client = makers.floor(gatheringHost(2));
  let done = 0;
  const find = () =>
    client.apps.secrets.find({ name: 'name' }).then(() => {
      done++;
    });
  const first = find();
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  assert.equal(done, 0);
  await Promise.all([first, find()]);
  assert.equal(done, 2);
});

test('rounds are in turn, and a slower candidate has the ratio that it is slower by', async () => {
  let clock = 0;
  const order = [];
  const works = {
    stripe: () => {
      order.push('stripe');
      clock += 10;
    },
    slow: () => {
      order.push('slow');
      clock += 30;
    },
  };
  const times = await interleaved(works, 4, () => clock);
  assert.equal(order.join(' '), 'stripe slow slow stripe stripe slow slow stripe');
  const { slow, stripe } = compared(times, 'stripe', 'fastest', 2);
  assert.deepEqual(
    [slow.value, slow.ratio, slow.runs.ratio.median, slow.runs.ratio.middle, stripe.ratio],
    [60, 3, 3, [3, 3], 1],
  );
});

test('a cold start is reported step by step', async () => {
  const spin = (milliseconds) => {
    for (const end = performance.now() + milliseconds; performance.now() < end; );
  };
  const slow = {
    apps: {
      secrets: {
        find: () =>
          new Promise((resolve) => {
            setTimeout(resolve, 40);
          }),
      },
    },
  };
  const steps = await timeStart(() => {
    spin(10);
    return () => {
      spin(20);
      return slow;
    };
  });
  const { evaluate, construct, call, start } = steps;
  assert.ok(evaluate >= 10 && construct >= 20 && call >= 39 && evaluate < start / 2, JSON.stringify(steps));
  assert.ok(Math.abs(evaluate + construct + call - start) < 0.001);
});

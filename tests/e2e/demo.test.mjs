/**
 * The main job, as a person sees it: the extension in its sandbox, the real SDK client, the host, the emulator, and the
 * published package between them.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startEmulator } from '../support/emulator.mjs';
import { builtPage, emulatorLog, openPage, routeStripeTo, servePage, startBrowser } from './support.mjs';

const SEQUENCE = [
  'POST /v1/apps/secrets',
  'GET /v1/apps/secrets/find',
  'GET /v1/apps/secrets',
  'POST /v1/apps/secrets/delete',
];
const OTHER_STEPS = ['other.set', 'other.find', 'other.list', 'other.delete'];

const directory = await builtPage({ after });
const browser = await startBrowser({ after });

test('a secret is stored, found, listed and deleted through the host, in both scopes', async (t) => {
  const { page, said, url } = await openSimulator(t);
  const { records, stray } = await runAll(page);
  assert.deepEqual(records.map(outcome), promisedOutcomes());
  assert.deepEqual(
    records.flatMap(({ wire }) => wire.map(requestLine)),
    [...SEQUENCE, ...SEQUENCE],
  );
  assert.deepEqual((await emulatorLog(url)).map(requestLine), [...SEQUENCE, ...SEQUENCE]);
  assert.deepEqual(
    records.flatMap(({ wire }) => wire.map((entry) => entry.status)),
    Array(8).fill(200),
  );
  assert.deepEqual(stray, []);
  assert.deepEqual(errorsIn(said), []);
});

test('where the policy forbids WebAssembly a secret is stored, found, listed and deleted all the same', async (t) => {
  const emulator = await startEmulator(t);
  const url = await servePage(t, directory, emulator);
  const { page, said } = await openPage(t, browser);
  await page.goto(`${url}/?policy=strict`);
  const { records } = await runAll(page);
  assert.deepEqual(records.map(outcome), promisedOutcomes());
  assert.deepEqual((await emulatorLog(url)).map(requestLine), [...SEQUENCE, ...SEQUENCE]);
  const frame = page.frames().find((candidate) => candidate.parentFrame());
  const compiled = await frame.evaluate(() => {
    try {
      return String(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(compiled, 'CompileError', 'the policy forbids it');
  assert.deepEqual(
    errorsIn(said).filter((text) => !text.includes('WebAssembly')),
    [],
  );
});

test("a secret is stored, found, listed and deleted over the frame's own transport, with the embedded key", async (t) => {
  const emulator = await startEmulator(t);
  const url = await servePage(t, directory, emulator);
  const { page, said } = await openPage(t, browser);
  const direct = await routeStripeTo(page, emulator);
  await page.goto(`${url}/?transport=frame`);
  const { records } = await runAll(page);
  assert.deepEqual(records.map(outcome), promisedOutcomes());
  assert.deepEqual(
    direct.map(({ method, path }) => `${method} ${path}`),
    [...SEQUENCE, ...SEQUENCE],
  );
  assert.ok(
    direct.every(({ origin }) => origin === 'null'),
    'every request came from the sandboxed frame',
  );
  assert.ok(
    direct.every(({ authorization }) => !authorization.includes('DO_NOT_PASS')),
    'the embedded key took the place of the placeholder',
  );
  assert.deepEqual((await emulatorLog(url)).map(requestLine), [...SEQUENCE, ...SEQUENCE]);
  assert.deepEqual(errorsIn(said), []);
});

for (const id of OTHER_STEPS) {
  test(`another user's secrets stay out of reach, with nothing on the wire: ${id}`, async (t) => {
    const { page, url } = await openSimulator(t);
    await takeStep(page, 'user.set');
    const arrivedBefore = (await emulatorLog(url)).length;
    const sent = watchRequests(page);
    await takeStep(page, id);
    const record = (await simulatorOf(page)).records.at(-1);
    assert.equal(record.report.error.code, 'scope_not_own_user');
    assert.deepEqual(record.wire, [], 'the host saw nothing');
    assert.deepEqual(sent, [], 'the browser saw nothing');
    assert.equal((await emulatorLog(url)).length, arrivedBefore, 'the emulator saw nothing');
  });
}

test("another user's secrets stay out of reach over the frame's own transport, where no host stands in between", async (t) => {
  const emulator = await startEmulator(t);
  const url = await servePage(t, directory, emulator);
  const { page } = await openPage(t, browser);
  const direct = await routeStripeTo(page, emulator);
  await page.goto(`${url}/?transport=frame`);
  await ready(page);
  for (const id of ['user.set', ...OTHER_STEPS]) await takeStep(page, id);
  const outcomes = (await simulatorOf(page)).records.map(outcome);
  assert.deepEqual(outcomes, ['user.set: done', ...OTHER_STEPS.map((id) => `${id}: scope_not_own_user`)]);
  assert.equal(direct.length, 1, "the one request is the signed-in user's own");
  assert.equal((await emulatorLog(url)).length, 1);
});

test('no payload shows on the page, in its state or on its console', async (t) => {
  const { page, said } = await openSimulator(t);
  const payloads = new Set();
  page.on('request', (request) => {
    const payload = new URLSearchParams(request.postData() ?? '').get('payload');
    if (payload) payloads.add(payload);
  });
  const simulator = await runAll(page);
  const shown = [await page.content(), JSON.stringify(simulator), ...said.map(({ text }) => text)];
  assert.equal(payloads.size, 2, 'two payloads did go out');
  for (const payload of payloads)
    assert.deepEqual(
      shown.filter((text) => text.includes(payload)),
      [],
    );
});

test('the extension stays in its sandbox: a null origin, and no way out but the host', async (t) => {
  const { page, emulator } = await openSimulator(t);
  const reached = await routeStripeTo(page, emulator);
  const frame = page.frames().find((candidate) => candidate.parentFrame());
  assert.equal((await simulatorOf(page)).extensionOrigin, 'null');
  assert.equal(await frame.evaluate(() => self.origin), 'null');
  const escaped = await frame.evaluate(() =>
    fetch('https://api.stripe.com/v1/apps/secrets').then(
      () => 'out',
      () => 'blocked',
    ),
  );
  assert.equal(escaped, 'blocked');
  assert.deepEqual(reached, []);
});

test('a call that Stripe rejects is shown as failed, with its code', async (t) => {
  const { page } = await openSimulator(t);
  await takeStep(page, 'user.find');
  const card = page.locator('.event[data-step="user.find"]');
  assert.equal(await card.getAttribute('data-state'), 'failed');
  assert.match(await card.textContent(), /resource_missing/);
  assert.equal(await page.locator('#summary').getAttribute('data-state'), 'failed');
});

test('an emptied store has forgotten what was set, and the extension works on', async (t) => {
  const { page } = await openSimulator(t);
  await takeStep(page, 'account.set');
  await page.locator('#reset').click();
  await ready(page);
  assert.equal(await page.locator('.event').count(), 0);
  await takeStep(page, 'account.find');
  assert.equal((await simulatorOf(page)).records.at(-1).report.error.code, 'resource_missing');
});

test('the steps can be taken with the keyboard alone, and the place is not lost', async (t) => {
  const { page } = await openSimulator(t);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#summary[data-state=done]').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'run-all');
});

async function openSimulator(t) {
  const emulator = await startEmulator(t);
  const url = await servePage(t, directory, emulator);
  const { page, said } = await openPage(t, browser);
  await page.goto(url);
  await ready(page);
  return { page, said, url, emulator };
}

async function ready(page) {
  await page.locator('#run-all[aria-disabled=false], #summary[data-state=broken]').first().waitFor();
  assert.equal((await simulatorOf(page)).failure, null);
}

async function runAll(page) {
  await ready(page);
  await page.locator('#run-all').click();
  await ready(page);
  return simulatorOf(page);
}

async function takeStep(page, id) {
  await page.locator(`button[data-step="${id}"]`).click();
  await ready(page);
}

function simulatorOf(page) {
  return page.evaluate(() => globalThis.simulator);
}

function watchRequests(page) {
  const sent = [];
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
  return sent;
}

function outcome({ step, report }) {
  return `${step.id}: ${report.error ? report.error.code : report.asPromised ? 'done' : report.remark}`;
}

function promisedOutcomes() {
  const done = ['user', 'account'].flatMap((scope) =>
    ['set', 'find', 'list', 'delete'].map((action) => `${scope}.${action}: done`),
  );
  return [...done, ...OTHER_STEPS.map((id) => `${id}: scope_not_own_user`)];
}

function requestLine({ method, path }) {
  return `${method} ${path.split('?')[0]}`;
}

function errorsIn(said) {
  return said.filter(({ type }) => type === 'error' || type === 'warning').map(({ text }) => text);
}

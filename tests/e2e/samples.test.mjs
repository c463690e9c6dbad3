/**
 * The four samples of Stripe's guide, with two changed lines, as React components in the sandboxed frame. Each has to log
 * what the guide says it logs.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { startEmulator } from '../support/emulator.mjs';
import { GUIDE } from './guide.mjs';
import { builtPage, emulatorLog, openPage, ROOT, servePage, startBrowser } from './support.mjs';

const SIGNED_IN = { app: 'com.example.secrets', account: 'acct_example', user: 'usr_example' };
const CHANGED_IMPORT = "import Stripe from 'stripe-apps-secrets';";
const ADDED_BINDING = '  stripe.bindUser(userContext);';

const browser = await startBrowser({ after });

for (const [method, original] of Object.entries(GUIDE)) {
  test(`who follows Stripe's guide changes two lines and no more: ${method}`, async () => {
    const lines = (await readFile(sampleFile(method), 'utf8')).split('\n');
    const expected = original.map((line) => (line === "import Stripe from 'stripe';" ? CHANGED_IMPORT : line));
    expected.splice(expected.findIndex((line) => line.startsWith('const App')) + 1, 0, ADDED_BINDING);
    assert.deepEqual(lines, expected);
    assert.equal(lines.filter((line) => !original.includes(line)).length, 2);
  });
}

test("Stripe's sample stores a secret and logs it: create", async (t) => {
  const { logged, requests, url } = await runSample(t, 'create', { stored: [] });
  assert.deepEqual(requests, ['POST /v1/apps/secrets']);
  assert.equal(logged.object, 'apps.secret');
  assert.equal(logged.name, 'secret_name');
  assert.equal(logged.expires_at, 1956528000);
  assert.deepEqual(logged.scope, { type: 'user', user: SIGNED_IN.user });
  const found = await askStripe(url, 'GET', 'secrets/find', { ...scoped('secret_name'), 'expand[0]': 'payload' });
  assert.equal(found.payload, 'secret value');
});

test("Stripe's sample reads a secret and logs its payload: find", async (t) => {
  const { logged, requests } = await runSample(t, 'find', { stored: ['secret_name', 'other_name'] });
  assert.deepEqual(requests, ['GET /v1/apps/secrets/find']);
  assert.equal(logged, 'stored value of secret_name');
});

test("Stripe's sample deletes a secret and logs that it is gone: deleteWhere", async (t) => {
  const { logged, requests, url } = await runSample(t, 'deleteWhere', { stored: ['secret_name', 'other_name'] });
  assert.deepEqual(requests, ['POST /v1/apps/secrets/delete']);
  assert.equal(logged.object, 'apps.secret');
  assert.equal(logged.deleted, true);
  const left = await askStripe(url, 'GET', 'secrets', scoped());
  assert.deepEqual(
    left.data.map(({ name }) => name),
    ['other_name'],
  );
});

test("Stripe's sample lists the user's secrets and logs them: list", async (t) => {
  const { logged, requests } = await runSample(t, 'list', { stored: ['secret_name', 'other_name'] });
  assert.deepEqual(requests, ['GET /v1/apps/secrets']);
  assert.deepEqual(logged.map(({ name }) => name).sort(), ['other_name', 'secret_name']);
  assert.ok(
    logged.every(({ payload }) => payload === null || payload === undefined),
    'a list shows no payloads',
  );
});

/** Puts a sample into the frame of a simulator whose emulator holds `stored`, and gives the one value that it logged. */
async function runSample(t, method, { stored }) {
  const url = await servePage(t, await builtPage(t, sampleFile(method)), await startEmulator(t));
  for (const name of stored)
    await askStripe(url, 'POST', 'secrets', { ...scoped(name), payload: `stored value of ${name}` });
  const arrivedBefore = (await emulatorLog(url)).length;
  const { page, said } = await openPage(t, browser);
  const saying = page.waitForEvent('console', { timeout: 20_000 });
  await page.goto(url);
  const logged = await (await saying).args()[0].jsonValue();
  const requests = (await emulatorLog(url))
    .slice(arrivedBefore)
    .map(({ method: verb, path: at }) => `${verb} ${at.split('?')[0]}`);
  assert.deepEqual(
    said.map(({ type }) => type),
    ['log'],
    'one line on the console, and no error',
  );
  return { logged, requests, url };
}

/** Asks the emulator as an extension of the signed-in user would, without the package. */
async function askStripe(url, method, path, form) {
  const { token } = await post(`${url}/_emulator/sessions`, JSON.stringify(SIGNED_IN), {
    'Content-Type': 'application/json',
  });
  const encoded = new URLSearchParams(form);
  const authorization = { Authorization: `Bearer ${token}` };
  if (method === 'POST') return post(`${url}/v1/apps/${path}`, encoded, authorization);
  const response = await fetch(`${url}/v1/apps/${path}?${encoded}`, { headers: authorization });
  return response.json();
}

async function post(url, body, headers) {
  const response = await fetch(url, { method: 'POST', body, headers });
  assert.ok(response.ok, `${new URL(url).pathname} answered ${response.status}`);
  return response.json();
}

function scoped(name) {
  return { 'scope[type]': 'user', 'scope[user]': SIGNED_IN.user, ...(name ? { name } : {}) };
}

function sampleFile(method) {
  return path.join(ROOT, 'tests', 'samples', `${method}.tsx`);
}

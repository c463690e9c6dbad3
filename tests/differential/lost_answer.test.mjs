/**
 * A write whose answer was lost is tried again. Meanwhile another writer may have replaced the secret: the idempotency
 * key is what keeps the repetition from overwriting it. Both libraries over the emulator, in real time.
 *
 *   EMULATOR_BIN   the emulator's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { ACCOUNT, USER, USER_CONTEXT, user } from './fixtures.mjs';
import { OURS, stripe } from './libraries.mjs';

const { EMULATOR_BIN } = process.env;
const skip = EMULATOR_BIN ? false : 'EMULATOR_BIN is not set';
const NAME = 'shared_name';

let emulator;
let url;
before(async () => {
  if (skip) return;
  emulator = spawn(EMULATOR_BIN, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  url = await new Promise((resolve, reject) => {
    emulator.once('error', reject);
    emulator.once('exit', (code) => reject(new Error(`The emulator ended with ${code}.`)));
    createInterface({ input: emulator.stdout }).once('line', (line) => resolve(/http:\/\/\S+/.exec(line)[0]));
  });
});
after(() => emulator?.kill());

const administer = async (path, body) =>
  (await fetch(`${url}/_emulator/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();

/** Asks the emulator itself, past the library that is tested. */
const ask = async (token, path, form) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' };
  return (
    await fetch(
      url + path,
      form ? { method: 'POST', headers, body: new URLSearchParams(form).toString() } : { headers },
    )
  ).json();
};
const scoped = { 'scope[type]': 'user', 'scope[user]': USER, name: NAME };
const stored = async (token) =>
  (await ask(token, `/v1/apps/secrets/find?${new URLSearchParams({ ...scoped, 'expand[0]': 'payload' })}`)).payload;

/** A host client over the emulator. Before a request is repeated, another writer replaces the secret. */
function host(token, { stripsKey }) {
  const client = { keys: [], getClientName: () => 'emulator' };
  client.makeRequest = async (_host, _port, path, method, headers, body) => {
    const { 'Idempotency-Key': key, 'Content-Length': _length, ...others } = headers;
    if (client.keys.length === 1)
      await ask(token, '/v1/apps/secrets', { ...scoped, payload: 'payload-of-another-writer' });
    client.keys.push(key);
    const response = await fetch(url + path, {
      method,
      headers: stripsKey ? others : { ...others, 'Idempotency-Key': key },
      body: body || undefined,
    });
    return {
      getStatusCode: () => response.status,
      getHeaders: () => Object.fromEntries(response.headers),
      getRawResponse: () => response,
      toJSON: () => response.json(),
    };
  };
  return client;
}

/** Writes a secret whose first answer is lost after it was applied. */
async function write({ default: Stripe }, { stripsKey }) {
  await administer('reset', {});
  const { token } = await administer('sessions', { app: 'app', account: ACCOUNT, user: USER });
  await administer('failures', { status: 500, after_applying: true });
  const httpClient = host(token, { stripsKey });
  const client = new Stripe(token, { httpClient, maxNetworkRetries: 1 });
  client.bindUser?.(USER_CONTEXT);
  const secret = await client.apps.secrets.create({ scope: user, name: NAME, payload: 'payload-of-this-writer' });
  return { secret, keys: httpClient.keys, stored: await stored(token) };
}

for (const library of [...OURS, stripe]) {
  const name = library.entry ?? library.id;

  test(`a repeated write of ${name} does not overwrite what another writer stored meanwhile`, { skip }, async () => {
    const { secret, keys, stored } = await write(library, { stripsKey: false });
    assert.equal(stored, 'payload-of-another-writer');
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    assert.equal(secret.name, NAME);
  });

  test(`without its key a repeated write of ${name} overwrites it`, { skip }, async () => {
    const { stored } = await write(library, { stripsKey: true });
    assert.equal(stored, 'payload-of-this-writer');
  });
}

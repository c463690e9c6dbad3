/** docs/migrating.md: what stands before a change does in stripe, of the version that it is for, what the rest does here. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KEY, recording, response, secret, USER } from '../support/host.mjs';
import { PACKAGE_DIR } from '../support/package.mjs';
import { load } from './load.mjs';
import { pagesProject } from './project.mjs';

/** The newest that still has what the page migrates from. Its types would declare the module `stripe` a second time. */
const BEFORE = 'stripe-20';
const { default: StripeBefore } = await import(BEFORE);

let project;
let Stripe;
let examples;
before(async () => {
  project = pagesProject();
  ({ default: Stripe } = await import(`${PACKAGE_DIR}/index.mjs`));
  examples = await load(project, 'migrating', ['resource', 'secrets', 'callback', 'promise'], { stripe: BEFORE });
});
after(() => project?.remove());

const answer = async () => response(secret({ name: 'n', scope: { type: 'user', user: USER }, payload: 'p' }));

/** A client of each library over a host of its own, and what the host was asked. */
function both() {
  const hosts = [recording([answer]), recording([answer])];
  const asked = (host) => host.requests.map(({ method, path, body }) => [method, decodeURIComponent(path), body]);
  return {
    old: new StripeBefore(KEY, { httpClient: /** @type {any} */ (hosts[0]) }),
    ours: new Stripe(KEY, { httpClient: hosts[1], userContext: { id: USER } }),
    asked: () => hosts.map(asked),
  };
}

/** A request as what it means: the order of its parameters aside, and how an array is written. */
const meaning = ([method, path, body]) => {
  const [at, query] = path.split('?');
  const form = new URLSearchParams(method === 'POST' ? body : query);
  return [method, at, [...form].map(([name, value]) => [name.replace('[0]', '[]'), value]).sort()];
};

test('a resource made by hand asks what the methods ask', async () => {
  const { old, ours, asked } = both();
  for (const secrets of [examples.resource.secretsOf(old, USER), examples.secrets.secretsOf(ours, USER)]) {
    assert.equal(await secrets.read('n'), 'p');
    await secrets.write('n', 'p');
    await secrets.remove('n');
  }
  const [before, now] = asked();
  assert.equal(now.length, 3);
  assert.deepEqual(now.map(meaning), before.map(meaning));
});

test('a callback and a promise hand on the same payload', async () => {
  const { old, ours } = both();
  const payload = (read, stripe) =>
    new Promise((resolve, reject) => read(stripe, USER, 'n', (error, text) => (error ? reject(error) : resolve(text))));
  assert.equal(await payload(examples.callback.read, old), 'p');
  assert.equal(await payload(examples.promise.read, ours), 'p');
});

test('what the old code did is refused, with the code that the page names', async () => {
  const { ours, asked } = both();
  const code = (call) => call.then(assert.fail, (error) => error.code);
  const flat = { 'scope[type]': 'user', 'scope[user]': USER, name: 'n' };
  assert.equal(await code(ours.apps.secrets.find(flat)), 'parameter_unknown');
  assert.equal(await code(ours.apps.secrets.find({ scope: { type: 'user' }, name: 'n' }, () => {})), 'option_invalid');
  assert.throws(() => new Stripe(KEY), { code: 'http_client_missing' });
  assert.deepEqual(asked()[1], []);
});

/** Who follows the README gets what it says: its commands name what is there, and its examples do what stands beside them. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { KEY, recording, response, secret, USER } from '../support/host.mjs';
import { packPackage } from './installed.mjs';
import { examples, README } from './readme.mjs';

let packed;
let example;
before(async () => {
  packed = packPackage();
  const project = packed.project('esm');
  const file = path.join(project, 'readme.mjs');
  const contents = `${examples()[1].code}\nexport { Stripe };`;
  await build({
    stdin: { contents, resolveDir: project, loader: 'ts' },
    bundle: true,
    format: 'esm',
    outfile: file,
    logLevel: 'error',
  });
  example = await import(pathToFileURL(file).href);
});
after(() => packed?.remove());

test('the tarball has the name that the README installs', () => {
  assert.match(README, new RegExp(`npm install \\./${path.basename(packed.tarball).replaceAll('.', '\\.')} `));
});

const scope = { type: 'user', user: USER };
const refused = (status, error) =>
  response({ error: { type: 'invalid_request_error', message: 'm', ...error } }, { status });
const read = (answer) => {
  const httpClient = recording([() => Promise.resolve(answer)]);
  const stripe = new example.Stripe(KEY, { httpClient, userContext: { id: USER } });
  return example.read(stripe, 'n');
};

test('the example that reads a secret gives its payload', async () => {
  assert.equal(await read(response(secret({ name: 'n', scope, payload: 'p' }))), 'p');
});

test('the example that reads a secret gives null where there is none', async () => {
  assert.equal(await read(refused(404, { code: 'resource_missing' })), null);
});

test('the example that reads a secret hands on every other error', async () => {
  await assert.rejects(read(refused(403, {})), { type: 'StripePermissionError' });
  await assert.rejects(read(refused(404, { code: 'other' })), { code: 'other' });
});

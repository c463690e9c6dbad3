/**
 * Where it is loaded: surroundings that lack what the WebAssembly glue would like to have, and TypeScript in the ways
 * that projects resolve modules.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PACKAGE } from './entries.mjs';

/** Sends a request with letters of every length in UTF-8 in its address, over a `fetch` that shows what it got. */
const request = (load) => `
  const { createFetchHttpClient } = ${load};
  globalThis.fetch = async ({ url }) => ({ status: 200, headers: new Map(), text: async () => JSON.stringify({ url }) });
  const client = createFetchHttpClient({ baseUrl: 'https://backend.example/f\u00f6lder', headers: { 'X-Session': 'a' } });
  const answer = await client.makeRequest('api.stripe.com', '443', '/v1/\u00fc\u20ac\u{1f600}', 'GET', {}, '', 'https', 1000);
  process.stdout.write((await answer.toJSON()).url);`;

const loads = {
  'fetch.mjs': `await import(${JSON.stringify(path.join(PACKAGE, 'fetch.mjs'))})`,
  'fetch.cjs': `(await import('node:module')).createRequire(${JSON.stringify(PACKAGE + path.sep)})('./fetch.cjs')`,
};

for (const [name, load] of Object.entries(loads)) {
  test(`${name} works without TextDecoder, TextEncoder, atob and Buffer, as in Jest's jsdom`, () => {
    // Node.js loads its own `fetch` at the first use, and that needs them.
    const absent = "new Request('https://backend.example', { headers: new Headers() });" +
      "for (const name of ['TextDecoder', 'TextEncoder', 'atob', 'Buffer']) delete globalThis[name];";
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', absent + request(load)], { encoding: 'utf8' });
    assert.equal(stdout, 'https://backend.example/f%C3%B6lder/v1/%C3%BC%E2%82%AC%F0%9F%98%80', stderr.slice(-500));
  });
}

const USE = `
import Stripe from 'stripe-apps-secrets';
import { createFetchHttpClient, FetchHttpClientOptions } from 'stripe-apps-secrets/fetch';
const options: FetchHttpClientOptions = { baseUrl: 'http://127.0.0.1:1', headers: { Authorization: 'Bearer session-example' } };
const client = createFetchHttpClient(options);
const stripe: Stripe = new Stripe('DO_NOT_PASS_A_REAL_API_KEY', { httpClient: client });
const asStripes: Stripe.HttpClient = client;
client.makeRequest('api.stripe.com', '443', '/v1', 'GET', {}, '', 'https', 1).then((answer) => answer.getRawResponse().status);
// @ts-expect-error: values are strings
createFetchHttpClient({ baseUrl: '', headers: { A: 5 } });
// @ts-expect-error: there is no such option
createFetchHttpClient({ baseUrl: '', header: {} });
// @ts-expect-error: baseUrl is needed
createFetchHttpClient({});
export { stripe, asStripes };
`;

const RESOLUTIONS = {
  'node10 (that of extension projects)': { module: 'commonjs', moduleResolution: 'node', esModuleInterop: true },
  'node16, CommonJS': { module: 'node16', moduleResolution: 'node16', esModuleInterop: true },
  'node16, an ES module': { module: 'node16', moduleResolution: 'node16', type: 'module' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

suite('TypeScript', () => {
  for (const [name, { type = 'commonjs', ...compilerOptions }] of Object.entries(RESOLUTIONS)) {
    test(`the types are found and strict under ${name}`, (t) => {
      const project = mkdtempSync(path.join(tmpdir(), 'fetch-types-'));
      t.after(() => rmSync(project, { recursive: true, force: true }));
      mkdirSync(path.join(project, 'node_modules'));
      cpSync(PACKAGE, path.join(project, 'node_modules', 'stripe-apps-secrets'), { recursive: true });
      writeFileSync(path.join(project, 'package.json'), JSON.stringify({ type }));
      writeFileSync(path.join(project, 'use.ts'), USE);
      const options = { strict: true, noEmit: true, target: 'es2018', lib: ['es2018', 'dom'], types: [], ...compilerOptions };
      writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['use.ts'] }));
      const compiler = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
      try {
        execFileSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8', stdio: 'pipe' });
      } catch ({ stdout }) {
        assert.fail(stdout);
      }
    });
  }
});

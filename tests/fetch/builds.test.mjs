/**
 * `allowHttp`, which is for tests: what becomes of it in development, in production, and where nobody built anything; as
 * Node.js loads `/fetch`, and bundled by the esbuild of the Stripe CLI.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import vm from 'node:vm';
import { build } from 'esbuild-cli';
import { PACKAGE_DIR } from '../support/package.mjs';
import { ENTRIES } from './entries.mjs';

const OTHER = 'http://backend.example:8080';

/** Fails unless a client for another host can be made over http, and only as far as a test wants it. */
function assertAllows(createFetchHttpClient) {
  assert.ok(createFetchHttpClient({ baseUrl: OTHER, allowHttp: true }));
  assert.throws(() => createFetchHttpClient({ baseUrl: OTHER }), { code: 'protocol_refused', message: /allowHttp/ });
  assert.throws(() => createFetchHttpClient({ baseUrl: OTHER, allowHttp: false }), { code: 'protocol_refused' });
  assert.throws(() => createFetchHttpClient({ baseUrl: 'ftp://backend.example', allowHttp: true }), {
    code: 'protocol_refused',
  });
}

/** Fails unless it is refused, whatever the address, with what to write instead. */
function assertRefuses(createFetchHttpClient) {
  for (const baseUrl of [OTHER, 'https://backend.example', 'http://127.0.0.1:8080']) {
    assert.throws(() => createFetchHttpClient({ baseUrl, allowHttp: true }), {
      code: 'protocol_refused',
      param: 'allowHttp',
      message: /process\.env\.NODE_ENV !== 'production'/,
    });
    assert.equal(!!createFetchHttpClient({ baseUrl: 'https://backend.example', allowHttp: false }), true);
  }
}

/** `define` is what the build says of the environment; esbuild itself says production where it minifies for a browser. */
async function bundled(define) {
  const contents = `export { createFetchHttpClient } from ${JSON.stringify(path.join(PACKAGE_DIR, 'fetch.mjs'))};`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PACKAGE_DIR },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'exported',
    minify: true,
    platform: 'neutral',
    target: 'es2020',
    define,
  });
  return outputFiles[0].text;
}

/** What a bundle exports, in a realm that has what a page has, and no `process`. */
const onPage = (script) =>
  vm.runInNewContext(`${script}\n;exported.createFetchHttpClient`, {
    ...{ WebAssembly, URL, Headers, Request, Response, AbortController, fetch, TextDecoder, TextEncoder, atob },
    ...{ setTimeout, clearTimeout, crypto, console },
  });

for (const { name, load } of ENTRIES) {
  suite(`${name} in Node.js`, async () => {
    const { createFetchHttpClient } = await load();
    for (const [env, check] of /** @type {[string | undefined, (create) => void][]} */ ([
      [undefined, assertAllows],
      ['test', assertAllows],
      ['development', assertAllows],
      ['production', assertRefuses],
    ])) {
      test(`a test reaches another host over http, and production does not, where NODE_ENV is ${env}`, (t) => {
        const before = process.env.NODE_ENV;
        t.after(() => {
          if (before === undefined) delete process.env.NODE_ENV;
          else process.env.NODE_ENV = before;
        });
        if (env === undefined) delete process.env.NODE_ENV;
        else process.env.NODE_ENV = env;
        check(createFetchHttpClient);
      });
    }
  });
}

suite('bundled by esbuild 0.15.8', () => {
  test('an upload to Stripe refuses allowHttp, and asks no process for it', async () => {
    const script = await bundled({ 'process.env.NODE_ENV': '"production"' });
    assertRefuses(onPage(script));
    assert.doesNotMatch(script, /return"production"===|process\.env\.NODE_ENV===/);
  });

  test('a build for development allows it', async () => {
    assertAllows(onPage(await bundled({ 'process.env.NODE_ENV': '"development"' })));
  });

  test('a page that has no process, and was not built, allows it', async () => {
    assertAllows(onPage(await bundled({})));
  });
});

/** What is left of a request whose call has ended, in Node.js: no connection, also where garbage was collected. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import v8 from 'node:v8';
import vm from 'node:vm';
import { serve } from '../support/serve.mjs';
import { aborted, PLACES, unfinished } from './ends.mjs';
import { ENTRIES } from './entries.mjs';

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

const { answer, left } = unfinished();
let server;
before(async () => {
  server = await serve([], answer);
});
after(() => server.close());

for (const { name, load } of ENTRIES) {
  const library = await load();
  suite(name, () => {
    for (const [folder, where] of Object.entries(PLACES)) {
      test(`a call that is aborted over a server that stops ${where} leaves no connection behind`, async () => {
        assert.equal(await aborted(library, server.origin + folder), 'request_aborted');
        assert.equal(await left(), 'left');
      });

      test(`nor does one over a server that stops ${where}, after a garbage collection`, async () => {
        assert.equal(await aborted(library, server.origin + folder, collect), 'request_aborted');
        assert.equal(await left(), 'left');
      });

      test(`a request whose time is up leaves no connection to a server that stops ${where}, after a garbage collection`, async () => {
        const client = library.createFetchHttpClient({ baseUrl: server.origin + folder });
        const request = async () => (await client.makeRequest('h', '443', '/v1', 'GET', {}, '', 'https', 400)).toJSON();
        setTimeout(collect, 200);
        await assert.rejects(request(), { code: 'ETIMEDOUT' });
        assert.equal(await left(), 'left');
      });
    }
  });
}

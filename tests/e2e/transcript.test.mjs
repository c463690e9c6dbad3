/**
 * The demo's transcript, as `cargo xtask demo` prints it: what it shows, and that it does not call a broken run good.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startEmulator } from '../support/emulator.mjs';
import { builtPage, PAYLOAD_MARKER, ROOT, servePage } from './support.mjs';

const TRANSCRIPT = path.join(ROOT, 'www', 'transcript.mjs');
const directory = await builtPage({ after });

const picture = path.join(directory, 'picture.png');
/** One good run, which several tests look at. */
const good = await runTranscript('--url', (await startSimulator({ after })).url, '--screenshot', picture);

test('the transcript shows every step, what went over the wire and the outcome', () => {
  const { code, out, err } = good;
  assert.equal(code, 0, out + err);
  for (const scope of ["the user's", "the account's", "another user's"]) {
    for (const action of ['set', 'find', 'list', 'delete'])
      assert.match(out, new RegExp(`${scope} scope: ${action}\n`));
  }
  assert.equal(out.match(/wire {4}(GET|POST) \/v1\/apps\/secrets\S* -> 200 req_\w+/g)?.length, 8);
  assert.equal(out.match(/wire {4}nothing\n {4}outcome as promised: another user's scope was refused/g)?.length, 4);
  assert.equal(out.match(/StripeScopeError \(scope_not_own_user\)/g)?.length, 4);
  assert.match(out, /= expires_at=1956528000/);
  assert.match(out, /\? expand\[0\]=payload/);
  assert.match(out, /All 12 steps went as promised\. 8 requests reached the emulator/);
});

test('the transcript hides payloads', () => {
  assert.match(good.out, /payload=\(hidden\)/);
  assert.ok(!(good.out + good.err).includes(PAYLOAD_MARKER));
});

test('the transcript is plain text where nobody sees colours', () => {
  assert.ok(good.out.length > 0 && !good.out.includes('\u001b'));
});

test('the transcript keeps a picture of the page when asked', async () => {
  assert.deepEqual([...(await readFile(picture)).subarray(1, 4)], [...Buffer.from('PNG')]);
});

test('a run in which Stripe answers with an error is not called good', async (t) => {
  const { url } = await startSimulator(t);
  await makeFail(url, { status: 403, times: 1 });
  const { code, out } = await runTranscript('--url', url);
  assert.equal(code, 1);
  assert.match(out, /Failed: Step user\.set failed/);
  assert.doesNotMatch(out, /All 12 steps went as promised/);
});

test('a request that nobody accounts for is not called good', async (t) => {
  const { url, emulator } = await startSimulator(t);
  const intruding = setInterval(
    () => void fetch(`${emulator}/v1/apps/secrets?scope[type]=account`).catch(() => {}),
    20,
  );
  t.after(() => clearInterval(intruding));
  const { code, out } = await runTranscript('--url', url);
  assert.equal(code, 1);
  assert.match(out, /Failed: The host sent \d+ requests, the emulator received \d+/);
});

test('an extension that fails to start is reported at once, with its own words', async (t) => {
  const extension = path.join(directory, 'broken.tsx');
  await writeFile(extension, "throw new Error('cannot start here'); export default () => null;\n");
  const url = await servePage(t, await builtPage(t, extension), await startEmulator(t));
  const { code, err } = await runTranscript('--url', url);
  assert.equal(code, 1);
  assert.match(err, /^The demo could not be run: The extension failed: .*cannot start here/);
});

test('an address without a simulator gives a clear line, not a stack', async () => {
  const { code, err } = await runTranscript('--url', 'http://127.0.0.1:9');
  assert.equal(code, 1);
  assert.match(err, /^The demo could not be run: /);
  assert.doesNotMatch(err, /\n\s+at /);
});

test('a misspelt option is explained, and the help says what there is', async () => {
  const misspelt = await runTranscript('--ulr', 'http://127.0.0.1:9');
  assert.equal(misspelt.code, 2);
  assert.match(misspelt.err, /--ulr/);
  const help = await runTranscript('--help');
  assert.equal(help.code, 0);
  assert.match(help.out, /--url URL/);
});

test('Ctrl-C leaves no browser behind', { skip: process.platform !== 'linux' }, async (t) => {
  const { url } = await startSimulator(t);
  const mark = randomUUID();
  // Answers that keep coming back as errors keep the run busy with retries.
  await makeFail(url, { status: 500, times: 1000 });
  const running = start(['--url', url], { RUN_MARK: mark });
  while ((await processesMarked(mark)).length < 3) await wait(50);
  running.child.kill('SIGINT');
  assert.equal((await running.ended).code, 130);
  for (let patience = 100; patience > 0 && (await processesMarked(mark)).length > 0; patience -= 1) await wait(50);
  assert.deepEqual(await processesMarked(mark), []);
});

async function startSimulator(t) {
  const emulator = await startEmulator(t);
  return { url: await servePage(t, directory, emulator), emulator };
}

function runTranscript(...options) {
  return start(options).ended;
}

function start(options, environment = {}) {
  const child = spawn(process.execPath, [TRANSCRIPT, ...options], { env: { ...process.env, ...environment } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err }))) };
}

async function makeFail(url, failure) {
  const response = await fetch(`${url}/_emulator/failures`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(failure),
  });
  assert.ok(response.ok, 'the emulator takes the failure');
}

/** The processes that inherited the mark: the driver and the browser's own. */
async function processesMarked(mark) {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const marked = await Promise.all(
    ids.map((id) =>
      readFile(`/proc/${id}/environ`, 'utf8').then(
        (text) => text.includes(mark),
        () => false,
      ),
    ),
  );
  return ids.filter((_, at) => marked[at]);
}

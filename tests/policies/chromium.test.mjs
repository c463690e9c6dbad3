/**
 * Under every policy, in every place where an extension's script may run, each entry does its work or says what to import
 * instead: in Chromium, with the policies sent as headers.
 *
 *   CHROMIUM_PATH  the browser's command; without it these tests are skipped
 */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { marked } from '../docs/pages.mjs';
import { launch, skip, unhandledIn } from '../support/chromium.mjs';
import { ENTRIES } from '../support/package.mjs';
import { serveCases } from './server.mjs';
import { SURROUNDINGS } from './surroundings.mjs';
import { outcome, table } from './table.mjs';

/** How long one may take, in milliseconds, and how many are started from one page at once. */
const LIMIT = 30_000;
const AT_ONCE = 8;

const CASES = SURROUNDINGS.flatMap((surroundings) => ENTRIES.map((entry) => ({ entry, surroundings })));

/** What each entry has to do where WebAssembly is compiled, and where it is not. */
const EXPECTED = {
  'stripe-apps-secrets': (compiles) => (compiles ? 'WebAssembly' : 'interpreter'),
  'stripe-apps-secrets/wasm': (compiles) => (compiles ? 'WebAssembly' : '`webassembly_forbidden`'),
  'stripe-apps-secrets/js': () => 'interpreter',
};

/** Runs in an empty page: starts a case in a frame or a worker of it. */
function start({ by, format, number }) {
  if (by !== 'frame') {
    (globalThis.started ??= []).push(
      new globalThis[by](`/${number}/script.js`, { type: format === 'esm' ? 'module' : 'classic' }),
    );
    return;
  }
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts';
  frame.src = `/${number}/page`;
  document.body.append(frame);
}

/** Has each case report: those of a page in the page itself, the others from empty pages, some at once. */
async function visit(browser, server, seen) {
  const page = await (await browser.newContext()).newPage();
  const unhandled = await unhandledIn(page);
  const numbered = CASES.map(({ surroundings: { by, format } }, number) => ({ by, format, number }));
  for (const { number } of numbered.filter(({ by }) => by === 'page')) {
    await page.goto(`${server.origin}/${number}/page`);
    seen[number] = await server.report(number, LIMIT);
  }
  const others = numbered.filter(({ by }) => by !== 'page');
  while (others.length > 0) {
    await page.goto(server.origin);
    await Promise.all(
      others.splice(0, AT_ONCE).map(async (one) => {
        await page.evaluate(start, one);
        seen[one.number] = await server.report(one.number, LIMIT);
      }),
    );
  }
  assert.deepEqual(unhandled, [], 'rejections that nobody handles');
}

suite('in Chromium', { skip }, () => {
  let browser;
  let server;
  const seen = [];
  before(async () => {
    server = await serveCases(CASES);
    browser = await launch();
    await visit(browser, server, seen);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const [
    number,
    {
      entry: { name },
      surroundings: { place, policy, compiles, by, csp },
    },
  ] of CASES.entries()) {
    test(`${name} does its work, or says what does, in ${place}; policy: ${policy}`, () => {
      const { problems, counts, violations, origin, ...more } = seen[number];
      assert.deepEqual(problems, []);
      assert.equal(outcome(seen[number]), EXPECTED[name](compiles));
      if (by === 'frame') assert.equal(origin, 'null', 'the frame has an origin');
      if (more.code) assert.equal(more.typed, true, 'the error is not one of ours');
      // Two clients, and four calls: WebAssembly is tried once, and the interpreter does nothing that a policy could report.
      assert.ok(counts.compiled <= (name.endsWith('/js') ? 0 : 1), `it was compiled ${counts.compiled} times`);
      assert.deepEqual(violations, csp && !compiles && !name.endsWith('/js') ? ['wasm-eval'] : []);
    });
  }

  test('docs/support.md shows exactly what ran where', () => {
    const rows = SURROUNDINGS.map((surroundings, row) => ({
      surroundings,
      outcomes: ENTRIES.map((_, column) => outcome(seen[row * ENTRIES.length + column])),
    }));
    const made = table(
      ENTRIES.map(({ name }) => name),
      rows,
    );
    assert.equal(
      marked('docs/support.md', 'policies'),
      made,
      `docs/support.md must hold, between its markers:\n\n${made}\n`,
    );
  });
});

/**
 * The packed package in the projects that will use it: every entry, built with what its users build with and run
 * where they run it. What each of them does is in `fixtures/shared/journey.cjs`; what ran is a table of docs/support.md.
 *
 *   CHROMIUM_PATH  the browser's command; without it the bundles are not built
 *   PACKAGE_DIR    the package as built, if not `pkg/`
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { marked } from '../docs/pages.mjs';
import { skipUnlessAll } from '../support/all.mjs';
import { launch, skip } from '../support/chromium.mjs';
import { buildExtension } from '../support/stripe_cli.mjs';
import journey from './fixtures/shared/journey.cjs';
import { packPackage, version } from './installed.mjs';
import { faultsOf, scriptOf } from './matrix/bundle.mjs';
import { BUNDLERS } from './matrix/bundlers.mjs';
import { compile, RESOLUTIONS } from './matrix/compilers.mjs';
import { journeyInPage } from './matrix/page.mjs';
import { ENTRIES, FETCH, matrixProject } from './matrix/project.mjs';
import { RUNNERS } from './matrix/runners.mjs';
import { RUNTIMES, runIn } from './matrix/runtimes.mjs';
import { Table } from './matrix/table.mjs';

const ALL = [...ENTRIES, FETCH];
const FOLDERS = ALL.map(({ folder }) => folder);

const table = new Table(ALL.map(({ name }) => name));
let packed;
let project;
before(() => {
  packed = packPackage();
  project = matrixProject(packed);
});
after(() => packed?.remove());

/**
 * A row of the table: one test for each entry, and a mark for each that passes. `body` may say what goes into the cell.
 */
function row(what, tool, how, body, /** @type {{ skip?: string | boolean }} */ { skip = false } = {}) {
  table.row(tool, how, skip);
  for (const entry of ALL) {
    test(`${what} can use ${entry.name}`, { skip }, async () => {
      table.ran(tool, how, entry.name, await body(entry));
    });
  }
}

suite('without a build', () => {
  for (const runtime of RUNTIMES) {
    const { tool, how, skip } = runtime;
    row(
      `code in ${how} that ${tool} runs`,
      `${tool} ${runtime.version}`,
      how,
      async ({ folder }) => {
        await runIn(runtime, path.join(project, folder));
      },
      { skip },
    );
  }
});

suite('as one script of a page', () => {
  let browser;
  let page;
  before(async () => {
    if (skip) return;
    browser = await launch();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  for (const [place, { tool, module, how, build, dear }] of BUNDLERS.entries()) {
    row(
      `an extension that ${tool} ${version(module)} bundled (${how})`,
      `${tool} ${version(module)}`,
      how,
      async (entry) => {
        const built = path.join(project, 'built', String(place), entry.folder);
        mkdirSync(built, { recursive: true });
        await build(path.join(project, entry.folder), built);
        assert.deepEqual(faultsOf(built, entry), []);
        assert.match(scriptOf(built), /pass userContext\.id/, 'the texts that /messages brings');
        assert.deepEqual(await journeyInPage(page, built, entry.scripts), journey.expected);
      },
      { skip: skip || (dear && skipUnlessAll) },
    );
  }

  test(`stripe ${version('stripe')} does not build for es2016, as docs/support.md says`, async () => {
    const stdin = { contents: "import Stripe from 'stripe'; new Stripe('');", resolveDir: project };
    await assert.rejects(buildExtension({ stdin, write: false }, { target: 'es2016' }), /Big integer literals/);
  });
});

suite('in tests', () => {
  for (const { tool, module, environments, dear, run } of RUNNERS) {
    let report;
    before(async () => {
      report = await run(project);
    });
    for (const environment of environments) {
      const what = `an extension tested with ${tool} (${environment})`;
      row(
        what,
        `${tool} ${version(module)}`,
        environment,
        ({ folder }) => {
          const tests = report(environment, folder);
          for (const [title, status, ...messages] of tests) assert.equal(status, 'passed', `${title}\n${messages}`);
          return needed(tests);
        },
        { skip: dear.includes(environment) && skipUnlessAll },
      );
    }
  }
});

/** What an entry said that it needs, where one of its tests has the title for that: what it lacks is found out there. */
const needed = (tests) => tests.map(([title]) => /: (needs .+)/.exec(title)?.[1]).find(Boolean);

suite('with types', () => {
  for (const compiler of ['typescript', 'typescript-latest']) {
    for (const resolution of RESOLUTIONS) {
      const { until = Infinity, since = 0, ...settings } = resolution;
      const { moduleResolution, module } = settings;
      const [how, tool] = [`moduleResolution ${moduleResolution}, module ${module}`, `TypeScript ${version(compiler)}`];
      const major = parseInt(version(compiler), 10);
      const gone = major > until && `${tool} no longer has moduleResolution ${moduleResolution}`;
      const skip = gone || (major < since && skipUnlessAll);
      let compiled;
      before(async () => {
        if (!skip) compiled = await compile(project, compiler, settings, FOLDERS);
      });
      row(
        `what ${tool} compiles (${how})`,
        tool,
        how,
        async ({ folder }) => {
          assert.deepEqual(compiled.errors(folder), []);
          await compiled.run(folder);
        },
        { skip },
      );
    }
  }
});

test('docs/support.md shows where each entry ran, and nothing else', () => {
  const shown = marked('docs/support.md', 'consumers');
  const made = table.markdown(shown);
  assert.equal(shown, made, `docs/support.md must hold, between its markers:\n\n${made}\n`);
});

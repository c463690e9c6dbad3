/**
 * The parts of the benchmark. Each returns groups of figures for the tables:
 *
 *   group   { title, note, figures, tables }; `note` says how it was measured, `tables` what the documents show of it
 *   figure  { id, title, unit, results }; the budget names figures by id
 *   results by candidate: `{ value, ratio, runs }`, see `statistics.mjs`; a value is null where there is none
 */
import vm from 'node:vm';
import { PACKAGE_DIR } from '../support/package.mjs';
import { candidateScript } from './bundle.mjs';
import { candidates, inProject, moduleOf, REFERENCE, SMALLEST } from './candidates.mjs';
import { inChild } from './child.mjs';
import { inChromium } from './chromium.mjs';
import { interleaved } from './rounds.mjs';
import { BARE, measureServers } from './servers.mjs';
import { addedBytes, FIGURES, sizedEntries } from './sizes.mjs';
import { timeCalls } from './speed.mjs';
import { STEPS } from './start.mjs';
import { compared, exact } from './statistics.mjs';
import { tables } from './table.mjs';

const all = () => candidates(PACKAGE_DIR);
const mapped = (object, of) =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, of(value, name)]));

/** The script of each candidate by name. */
const scripts = () =>
  inProject(PACKAGE_DIR, async (project) =>
    Object.fromEntries(await Promise.all(all().map(async (it) => [it.name, await candidateScript(project, it)]))),
  );

async function sizes() {
  const entries = sizedEntries(PACKAGE_DIR).map((entry) => ({ name: entry, module: moduleOf(entry) }));
  const others = all().filter(({ name }) => !entries.some((entry) => entry.name === name));
  const measured = [...entries, { name: 'stripe 20.4.1', module: SMALLEST }, ...others];
  const added = await inProject(PACKAGE_DIR, (project) =>
    addedBytes(
      project,
      measured.map(({ module }) => module),
    ),
  );
  const figures = Object.entries(FIGURES).map(([id, { title, format, peer }]) => {
    const values = Object.fromEntries(measured.map(({ name, module }) => [name, added[module][format]]));
    const reference = measured.find(({ module }) => module === peer).name;
    return { id, title, unit: 'B', results: exact(values, reference) };
  });
  return [
    {
      title: 'What an import adds to an extension',
      note:
        'as the Stripe CLI builds it: esbuild 0.15.8, one IIFE, minified, for production, es2020; the bundle of the SDK alone ' +
        'subtracted; /fetch is what it adds beside the main entry',
      figures,
      tables: tables(added),
    },
  ];
}

const TITLES = {
  find: ['a find', 'µs', 1e3],
  create: ['a create', 'µs', 1e3],
  list10: ['a list of 10', 'µs', 1e3],
  list100: ['a list of 100', 'µs', 1e3],
  flight: ['1,000 finds in flight at once, until all are done', 'ms', 1],
};

/** Times by figure, as `timeCalls` returns them, as a group. */
function speedGroup(timed, engine, where) {
  const figures = Object.entries(timed).map(([figure, { calls, times }]) => {
    const [title, unit, scale] = TITLES[figure];
    const results = compared(times, REFERENCE, 'fastest', figure === 'flight' ? scale : scale / calls);
    return { id: `${figure} ${engine}`, title, unit, results };
  });
  return {
    title: `CPU over a host that answers at once, ${where}`,
    note: 'rounds in turn, the fastest counts; every answer arrived, and the requests are those of stripe',
    figures,
  };
}

async function speedInNode({ part }) {
  const makers = mapped(await scripts(), (script, name) => {
    new vm.Script(script).runInThisContext();
    return globalThis.candidates[name];
  });
  return [speedGroup(await timeCalls(makers, REFERENCE, part), 'node', `Node.js ${process.versions.node}`)];
}

async function speedInChromium({ part }) {
  const texts = await scripts();
  return inChromium(async ({ freshPage, version }) => {
    const timed = await freshPage(async (page) => {
      for (const content of Object.values(texts)) await page.addScriptTag({ content });
      return page.evaluate(
        async ([reference, some]) => {
          const { timeCalls: time } = await import('/speed.mjs');
          return time(globalThis.candidates, reference, some);
        },
        [REFERENCE, part],
      );
    });
    return [speedGroup(timed, 'chromium', `Chromium ${version}`)];
  });
}

/** Runs in a page: the first call of a candidate, as `timeStart` returns it. */
async function startInPage([name, content]) {
  const { timeStart } = await import('/start.mjs');
  const script = document.createElement('script');
  script.textContent = content;
  return timeStart(() => {
    document.head.append(script); // an inline script runs at once
    return globalThis.candidates[name];
  });
}

const STARTS = 20;

async function startInChromium({ part }) {
  const texts = await scripts();
  return inChromium(async ({ freshPage, version }) => {
    const starts = await collected(texts, STARTS, part, (name) =>
      freshPage((page) => page.evaluate(startInPage, [name, texts[name]])),
    );
    return [startGroup(starts, 'chromium', `Chromium ${version}, a new page each time`)];
  });
}

async function startInNode({ part }) {
  const texts = await scripts();
  const starts = await collected(texts, STARTS, part, (name) => inChild('start.mjs', [], name, texts[name]));
  return [startGroup(starts, 'node', `Node.js ${process.versions.node}, a new process each time`)];
}

/** What `measure(name)` returns, `count` times for each name in turn. The first round, which fills caches, is left out. */
async function collected(texts, count, part, measure) {
  const values = mapped(texts, () => []);
  const works = mapped(texts, (_, name) => async () => {
    values[name].push(await measure(name));
  });
  await interleaved(works, Math.ceil(count * part) + 1);
  return mapped(values, (list) => list.slice(1));
}

/** @param starts - by name, each start as `timeStart` returns it */
const startGroup = (starts, engine, where) => ({
  title: `Cold start, ${where}`,
  note: 'the median counts',
  figures: Object.entries(STEPS).map(([step, title]) => {
    const times = mapped(starts, (list) => list.map((start) => start[step]));
    return { id: `${step} ${engine}`, title, unit: 'ms', results: compared(times, REFERENCE, 'median', 1) };
  }),
});

/** A young generation that holds all that is allocated while it is measured. */
const NO_COLLECTION = ['--expose-gc', '--min-semi-space-size=128', '--max-semi-space-size=256'];

async function allocations() {
  const found = mapped(await scripts(), (script, name) => inChild('allocations.mjs', NO_COLLECTION, name, script));
  const figure = (call, kind, unit) => ({
    id: `${kind} ${call}`,
    title: `${TITLES[call][0]}: ${kind}`,
    unit,
    results: exact(
      mapped(found, (of) => of[call][kind]),
      REFERENCE,
    ),
  });
  const calls = ['find', 'create', 'list10', 'list100'];
  return [
    {
      title: `Allocations and promises of a call, Node.js ${process.versions.node}`,
      note:
        "bytes: growth of the heap with no collection, the answer and the host's part included; turns: rounds of the " +
        "microtask queue until settled; promises: those that async_hooks sees, the host's two included",
      figures: [
        ...calls.map((call) => figure(call, 'bytes', 'B')),
        ...calls.map((call) => figure(call, 'turns', '')),
        ...calls.map((call) => figure(call, 'promises', '')),
      ],
    },
  ];
}

const COUNTS = [1000, 100_000];

async function memory() {
  const found = mapped(await scripts(), (script, name) =>
    inChild('memory.mjs', ['--expose-gc'], name, script, ...COUNTS),
  );
  const figures = COUNTS.flatMap((count) => {
    const after = `after ${count.toLocaleString('en')} calls`;
    const of = (kind) =>
      exact(
        mapped(found, (counts) => counts[count][kind]),
        REFERENCE,
      );
    return [
      { id: `memory ${count}`, title: `pages of linear memory ${after}`, unit: '', results: of('pages') },
      { id: `heap ${count}`, title: `JS heap ${after}`, unit: 'B', results: of('heap') },
    ];
  });
  return [
    {
      title: `What stays, Node.js ${process.versions.node}`,
      note: 'find and create in turn; pages of 64 KiB; the heap after collecting, Node.js itself included',
      figures: figures.sort((a, b) => a.unit.localeCompare(b.unit)),
    },
  ];
}

const CREATES = 100_000;

async function servers({ part }) {
  const count = CREATES * part;
  const found = await measureServers(count);
  const figure = (kind, title, unit, scale = 1) => ({
    id: `server ${kind}`,
    title,
    unit,
    results: mapped(found, (figures, name) => {
      const value = figures[kind];
      const bare = found[BARE[name]]?.[kind];
      return { value: value && value * scale, ratio: value && bare ? value / bare : null };
    }),
  });
  const after = `after ${count.toLocaleString('en')}`;
  return [
    {
      title: "The emulator's servers, under creates with a new idempotency key each",
      note: 'over 16 connections, then one alone; × is the ratio to the bare handler of the same library, beside it',
      figures: [
        figure('rate', 'requests a second', ''),
        figure('p99', 'the slowest of 100', 'ms'),
        figure('early', 'a request alone, at first', 'µs', 1e3),
        figure('late', `a request alone, ${after}`, 'µs', 1e3),
        figure('memory', `memory ${after}`, 'MB'),
      ],
    },
  ];
}

/** The parts by name. `xtask/src/bench/mod.rs` carries them out, one after the other. */
export const PARTS = {
  sizes,
  'speed-node': speedInNode,
  'speed-chromium': speedInChromium,
  'start-chromium': startInChromium,
  'start-node': startInNode,
  allocations,
  memory,
  servers,
};

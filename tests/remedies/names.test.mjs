/**
 * No suggestion repeats what was refused, and each leads somewhere: for every name in every place. A run always plays the same
 * names; the seed is printed, and SEED plays others.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CONFIG, METHODS, OPTIONS, PARAMETERS, SCOPE, WORDS } from '../../pkg-template/src/contract.js';
import { asked, KEY, recording, SIGNED_IN } from '../support/host.mjs';
import { ENTRIES, load } from '../support/package.mjs';
import { SEED } from '../support/seed.mjs';

const RUNS = 4000;
/** No refusal may take longer, in milliseconds. */
const AT_ONCE = 1000;
/** More letters than any name has. */
const LONG = 1_000_000;

const { default: Stripe, isStripeError } = await load(ENTRIES[0]);
const methods = METHODS.slice(1).map(([method]) => method);
const needed = (method) => ({
  scope: { type: 'account' },
  ...(method !== 'list' && { name: 'n' }),
  ...(method === 'create' && { payload: 'p' }),
});

/** The ways to have a name somewhere. Each makes the call, or the client. */
const PLACES = {
  params: (client, method, own) => client.apps.secrets[method]({ ...needed(method), ...own }),
  scope: (client, method, own) =>
    client.apps.secrets[method]({ ...needed(method), scope: { type: 'account', ...own } }),
  options: (client, method, own) => client.apps.secrets[method](needed(method), own),
  config: async (_client, _method, own) => new Stripe(KEY, { httpClient: recording([asked]), ...own }),
};

const owning = (name) => Object.defineProperty({}, name, { value: 'x', enumerable: true });

/** The refusal of a name as unknown; nothing where it is known. */
async function unknownIn(place, method, name) {
  const client = new Stripe(KEY, { httpClient: recording([asked]), userContext: SIGNED_IN });
  try {
    await PLACES[place](client, method, owning(name));
  } catch (error) {
    assert.ok(isStripeError(error), `${error.stack}`);
    if (/^(parameter|option|config)_unknown$/.test(error.code)) return error;
  }
  return undefined;
}

const listed = (text) => text.split(', ');

/** A refusal that suggests nothing. */
const SILENT = /^(Received unknown parameter|Unknown option): (\(no plain name\)|[\w[\]-]+|scope\[.*\])\.$/;

/** What a refusal suggests: `{ place, method, name }` each. */
function suggestions(message, place, method, name) {
  const at = (pattern) => pattern.exec(message)?.[1];
  const near = at(/Did you mean (\w+)\?$/);
  const others = at(/has no .+; it belongs to (.+)\.$/);
  const config = at(/only contain the following: (.+)$/);
  if (near) return [{ place, method, name: near }];
  if (others) return listed(others).map((other) => ({ place: 'params', method: other, name }));
  if (config) return listed(config).map((setting) => ({ place: 'config', method, name: setting }));
  const where = at(/: pass it (.+)\.$/);
  const into = { 'in the first argument': 'params', 'beside scope': 'params', 'in the second argument': 'options' };
  if (where) return [{ place: into[where] ?? 'config', method, name }];
  return /: write scope: \{ type: 'user', user \}/.test(message)
    ? SCOPE.map((part) => ({ place: 'scope', method, name: part }))
    : [];
}

/** Whether a name that was refused somewhere is suggested for that very place. */
const isRepeated = (suggested, place, method, name) =>
  suggested.some((its) => its.name === name && its.place === place && its.method === method);

/** Checks one name, and gives how its refusal reads: `known`, `silent`, or what it suggests. */
async function check(place, method, name) {
  const started = performance.now();
  const refusal = await unknownIn(place, method, name);
  const took = performance.now() - started;
  assert.ok(took < AT_ONCE, `${took} ms`);
  if (!refusal) return 'known';
  assert.ok(refusal.message.length < 500, 'a message stays short');
  const suggested = suggestions(refusal.message, place, method, name);
  assert.ok(!isRepeated(suggested, place, method, name), `it repeats what it refuses: ${refusal.message}`);
  if (!suggested.length) assert.match(refusal.message, SILENT);
  for (const { place, method, name } of suggested)
    assert.equal(
      await unknownIn(place, method, name),
      undefined,
      `${name} in ${place} of ${method}: ${refusal.message}`,
    );
  return suggested.length ? 'suggests' : 'silent';
}

const KNOWN = [...new Set([...PARAMETERS, ...SCOPE, ...OPTIONS, ...CONFIG, ...WORDS])].filter(Boolean);
const ODD = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '0',
  '-1',
  'scope.user',
  'scope[',
  'scope[user][0]',
  'Scope',
  ' name',
];

test('no known name in any place is suggested where it was refused, or where it is not allowed', async () => {
  const seen = { known: 0, silent: 0, suggests: 0 };
  for (const place of Object.keys(PLACES))
    for (const method of methods) for (const name of [...KNOWN, ...ODD]) seen[await check(place, method, name)]++;
  assert.ok(seen.known > 50 && seen.suggests > 200, JSON.stringify(seen));
});

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ_-[]. 019éß\u{1F511}');
/** A known name with one letter more, less, another, or in another place. */
const slip = fc
  .tuple(fc.constantFrom(...KNOWN), fc.nat(), letter, fc.constantFrom('add', 'drop', 'change', 'swap', 'case', 'end'))
  .map(([name, at, letter, how]) => {
    const place = at % name.length;
    const [before, after] = [name.slice(0, place), name.slice(place)];
    const slips = {
      add: before + letter + after,
      drop: before + after.slice(1),
      change: before + letter + after.slice(1),
      swap: before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2),
      case: name.toUpperCase(),
      end: name + letter + letter,
    };
    return slips[how];
  });
const long = fc
  .tuple(fc.constantFrom(...KNOWN, ''), fc.constantFrom(...'a_1 [\u{1F511}'), fc.integer({ min: 1, max: LONG }))
  .map(([name, letter, length]) => name + letter.repeat(length));
const anyName = fc.oneof(
  { weight: 12, arbitrary: slip },
  { weight: 3, arbitrary: fc.string({ maxLength: 60, unit: letter }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: long },
);

test(`${RUNS} slips and other names are not suggested again, and each suggestion is allowed there (seed ${SEED})`, async (t) => {
  const seen = { known: 0, silent: 0, suggests: 0 };
  const property = fc.asyncProperty(
    fc.constantFrom(...Object.keys(PLACES)),
    fc.constantFrom(...methods),
    anyName,
    async (place, method, name) => {
      seen[await check(place, method, name)]++;
    },
  );
  await fc.assert(property, { seed: SEED, numRuns: RUNS });
  t.diagnostic(`seed ${SEED}: ${JSON.stringify(seen)}`);
  assert.ok(seen.suggests > RUNS / 10 && seen.silent > RUNS / 10, JSON.stringify(seen));
});

test('a name of a million letters is refused at once', async () => {
  for (const place of Object.keys(PLACES))
    for (const name of [
      'n'.repeat(LONG),
      `name${' '.repeat(LONG)}`,
      'scope['.repeat(LONG / 6),
      '\u{1F511}'.repeat(LONG),
    ])
      assert.equal(await check(place, 'create', name), place === 'config' ? 'suggests' : 'silent');
});

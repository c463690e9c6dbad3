/**
 * What a form becomes on the wire, for any text whatever: what the real stripe writes, and what a server reads back.
 *
 * Rust decides which keys and values are written, and `fuzz_targets/` tries that. The percent signs are JavaScript's, and
 * are tried here, on the very files that go into the package.
 *
 *   ENCODING_RUNS    how many forms are tried (5000)
 *   SEED             other forms than the usual ones
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import fc from 'fast-check';
import { queryStringifyRequestData } from '../node_modules/stripe/esm/utils.js';
import { SEED } from '../support/seed.mjs';

const RUNS = Number(process.env.ENCODING_RUNS ?? 5000);

// No package.json says that the sources are modules, and not every Node.js 20 finds out by itself.
const { outputFiles } = await build({
  stdin: {
    contents: "export * from './core/values.js'; export * from './core/draft.js'; export * from './contract.js';",
    resolveDir: fileURLToPath(new URL('../../pkg-template/src', import.meta.url)),
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const {
  KIND_ILL_FORMED,
  KIND_TEXT,
  UNKNOWN,
  WORDS,
  appendInteger,
  appendText,
  appendWord,
  ask,
  charactersOf,
  unitsOf,
  valueKind,
  wordOf,
} = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

/** Gives values a place, as the core has them, and asks about them. What is written goes into `draft`. */
const asking = (question, draft = {}) =>
  ask({ exports: () => ({}), renew: () => {} }, draft, (_, put) => question(put));
const kindOf = (value) => asking((put) => valueKind(put(value)));

/** The number of the first word. Before it stand those of anything but a text, and of a text that is not a word. */
const FIRST = 2;
const number = (word) => WORDS.indexOf(word, FIRST);

/** Any string: all of Unicode, what forms are made of, what percent-encoding makes, lone surrogates. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }) },
  {
    weight: 4,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'[]!*()\'"&=+%#?;/\\ \0\r\n~-_.5BDb2\u2028\ufeffé🔑'),
      minLength: 1,
      maxLength: 40,
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom('%5B', '%5D', '%21', '%', '%25', '[', ']', '%5b', '5B', '&scope[user]='), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.nat({ max: 0xffff }), { minLength: 1, maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...WORDS.slice(FIRST),
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'undefined',
    ),
  },
);

/** One parameter: how it is written, and how a caller gives it to stripe. */
const parameter = fc.oneof(
  fc
    .tuple(fc.constantFrom('name', 'payload', 'starting_after', 'ending_before'), text)
    .map(([key, value]) => ({ key, value })),
  fc
    .tuple(
      fc.constant('expand'),
      fc.oneof(
        { weight: 20, arbitrary: fc.array(text, { maxLength: 4 }) },
        fc.array(text, { minLength: 65, maxLength: 70 }),
      ),
    )
    .map(([key, value]) => ({ key, value })),
  fc.tuple(fc.constantFrom('expires_at', 'limit'), fc.maxSafeInteger()).map(([key, value]) => ({ key, value })),
  fc.tuple(fc.constant('scope'), text).map(([key, user]) => ({ key, value: { type: 'user', user } })),
  fc.constant({ key: 'scope', value: { type: 'account' } }),
);
const parameters = fc.uniqueArray(parameter, { selector: ({ key }) => key, maxLength: 6 });

const isWellFormed = (value) => kindOf(value) === KIND_TEXT;

/** Writes parameters as the rules tell the form to, and says which pairs those are. */
function write(given) {
  const pairs = [];
  const draft = { form: '' };
  asking((put) => {
    /** `place` in a list is counted from 1. */
    const add = (key, place, value, node = put(value)) => {
      if (valueKind(node) !== KIND_TEXT) return; // it is refused before
      appendText(number(key), place, node);
      pairs.push([place ? `${key}[${place - 1}]` : key, value]);
    };
    for (const { key, value } of given) {
      if (key === 'scope') {
        appendWord(number('scope[type]'), number(value.type));
        pairs.push(['scope[type]', value.type]);
        if (value.user !== undefined) add('scope[user]', 0, value.user);
      } else if (typeof value === 'number') {
        appendInteger(number(key), value);
        pairs.push([key, String(value)]);
      } else if (Array.isArray(value)) {
        // All have their places before the first is written: none is lost when the table grows.
        const nodes = value.map((item) => put(item));
        for (const [index, item] of value.entries()) add(key, index + 1, item, nodes[index]);
      } else {
        add(key, 0, value);
      }
    }
  }, draft);
  return { form: draft.form, pairs };
}

/** The same parameters as stripe takes them, without what it would throw for. */
function asGiven(given) {
  const kept = (value) => (isWellFormed(value) ? value : undefined);
  const entries = given.map(({ key, value }) => {
    if (key === 'scope') return [key, { ...value, user: value.user === undefined ? undefined : kept(value.user) }];
    if (Array.isArray(value)) return [key, value.map(kept)];
    return [key, typeof value === 'number' ? value : kept(value)];
  });
  return Object.fromEntries(entries);
}

const assured = (property) => fc.assert(property, { numRuns: RUNS, seed: SEED });

test('a form is what stripe sends, whatever the texts in it', () => {
  assured(
    fc.property(parameters, (given) => {
      assert.equal(write(given).form, queryStringifyRequestData(asGiven(given)));
    }),
  );
});

test('a server reads the very texts that were given, and no parameter more', () => {
  assured(
    fc.property(parameters, (given) => {
      const { form, pairs } = write(given);
      assert.deepEqual([...new URLSearchParams(form)], pairs);
      assert.match(form, /^[A-Za-z0-9%&=_.~[\]-]*$/, 'a character that another reader may take for something else');
    }),
  );
});

test('a text that would arrive as another is told apart, and no other', () => {
  assured(
    fc.property(text, (value) => {
      const seen = asking((put) => {
        const node = put(value);
        return { kind: valueKind(node), units: unitsOf(node), word: wordOf(node), characters: charactersOf(node) };
      });
      const isText = value.isWellFormed();
      const word = WORDS.includes(value, FIRST) ? number(value) : UNKNOWN;
      assert.deepEqual(
        { ...seen, characters: isText && seen.characters },
        {
          kind: isText ? KIND_TEXT : KIND_ILL_FORMED,
          units: value.length,
          word,
          characters: isText && [...value].length,
        },
      );
    }),
  );
});

test('every single character of Unicode arrives as it was sent', () => {
  const surrogates = (code) => code >= 0xd800 && code <= 0xdfff;
  for (let from = 0; from <= 0x10ffff; from += 64) {
    const codes = Array.from({ length: 64 }, (_, offset) => from + offset).filter((code) => !surrogates(code));
    if (codes.length === 0) continue;
    const given = [{ key: 'name', value: String.fromCodePoint(...codes) }];
    const { form, pairs } = write(given);
    assert.equal(form, queryStringifyRequestData(asGiven(given)));
    assert.deepEqual([...new URLSearchParams(form)], pairs);
  }
});

/**
 * What people tripped over: every error of ours names the remedy in development builds, and in production builds its code and
 * parameter, unless `stripe-apps-secrets/messages` is imported.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { REASONS, TEXTS } from '../../pkg-template/src/contract.js';
import { BUILDS, extension } from './builds.mjs';
import { CASES } from './cases.mjs';

/**
 * @typedef {object} Row what `cases.mjs` has of a mistake
 * @property {string} name
 * @property {(library: any) => any} does
 * @property {RegExp[]} names
 * @property {string} [code]
 * @property {string} [param]
 * @property {string} [type]
 * @property {RegExp} [lacks]
 * @property {RegExp} [plain] what a build without texts has in place of the code
 * @property {boolean} [everywhere] whether every build has the full text
 * @property {boolean} [absent] whether production builds leave it to the engine
 */

/** What a case throws or rejects with. @param {Row} row */
const caught = async ({ does }, library) => {
  try {
    await does(library);
  } catch (error) {
    return error;
  }
  return assert.fail('nothing is wrong');
};

/** The text that a build without texts has: undefined where it is the full one. @param {Row} row */
const shortOf = ({ code, param, everywhere, plain }) => {
  if (everywhere) return undefined;
  return plain ?? (param ? `${code}: ${param}` : code);
};

/** @type {(row: Row, message: string) => void} */
const checkText = ({ names, lacks }, message) => {
  for (const named of names) assert.match(message, named);
  if (lacks) assert.doesNotMatch(message, lacks);
};

for (const { name, develops, says, load } of BUILDS) {
  const library = await load(); // one after the other: each has NODE_ENV its own way
  suite(`the package as ${name}`, () => {
    for (const row of /** @type {Row[]} */ (CASES)) {
      const short = says ? undefined : shortOf(row);
      test(`${row.name}: ${short === undefined ? 'the text names the remedy' : 'no more than code and parameter'}`, async () => {
        const error = await caught(row, library);
        if (row.absent && !develops) return assert.equal(error.name, 'TypeError');
        assert.ok(library.isStripeError(error, row.code), `${error.stack}`);
        assert.equal(error.param, row.param);
        if (row.type) assert.equal(error.type, row.type);
        if (short === undefined) return checkText(row, error.message);
        return short instanceof RegExp ? assert.match(error.message, short) : assert.equal(error.message, short);
      });
    }
  });
}

/** The pieces of a text between what is filled in, where they are long enough to belong to nothing else. */
const piecesOf = (text) => text.split(/{\w+}/).filter((piece) => piece.length > 12);

/** The console's warning about a payload that is a card number, in every build. */
const WARNING = ' is a card number, which the Secret Store does not permit.';

/** Names of stripe's that nothing else in a bundle has. */
const RESOURCES = ['paymentIntents', 'creditNotes', 'confirmationTokens', 'webhookEndpoints', 'StripeResource'];

for (const target of ['es2020', 'es2016']) {
  test(`a bundle for production (${target}) has no texts of refusals and no names of resources`, async () => {
    const [production, development] = await Promise.all(
      ['production', 'development'].map((env) => extension({ env, target })),
    );
    const texts = REASONS.flatMap(([code], reason) => (code ? piecesOf(TEXTS[reason]) : []));
    assert.ok(texts.length > 50, 'there are texts to look for');
    const words = [...texts.filter((text) => text !== WARNING), ...RESOURCES, 'Did you mean', 'There is no Dashboard'];
    // As a bundle may write them: what stands between quotes in one may be escaped in another.
    const has = (script) =>
      words.filter((word) => script.includes(word) || script.includes(word.replaceAll("'", "\\'")));
    assert.deepEqual(has(production), []);
    assert.ok(has(development).length > words.length * 0.9, 'a bundle for development has them');
  });
}

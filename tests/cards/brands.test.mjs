/**
 * A payload is a card number where `credit-card-type` knows a brand of its prefix and its length, and where Luhn's
 * check passes: at both borders of every pattern, at every length, the package says what that library's data says.
 */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import creditCardType from 'credit-card-type';
import { urlOf } from '../support/package.mjs';

const { default: Stripe } = await import(urlOf('index.mjs'));

const BRANDS = Object.values(creditCardType.types).map((name) => creditCardType.getTypeInfo(name));
const LENGTHS = Array.from({ length: 13 }, (_, more) => 10 + more); // 10 to 22: beyond each brand's on both sides

/** A pattern as the source has it, a prefix or a pair of them: its first and its last one, with their zeros. */
function ends(pattern) {
  const [first, last] = [pattern].flat().length === 2 ? pattern : [pattern, pattern];
  return [String(first), String(last)];
}

/** Whether the source has a brand of this prefix and length. */
function isKnown(number) {
  return BRANDS.some(
    ({ patterns, lengths }) =>
      lengths.includes(number.length) &&
      patterns.some((pattern) => {
        const [first, last] = ends(pattern);
        const prefix = number.slice(0, first.length);
        return first <= prefix && prefix <= last;
      }),
  );
}

/** The prefixes at a pattern's borders: the first, the last, and what is next to them outside. */
function borders(pattern) {
  const [first, last] = ends(pattern);
  const next = (prefix, step) => String(Number(prefix) + step).padStart(prefix.length, '0');
  return [next(first, -1), first, last, next(last, 1)].filter((prefix) => prefix.length === first.length);
}

/** What Luhn's check adds up to: from the right, every second digit doubled, its own digits added. */
function luhn(number) {
  const digits = [...number].reverse().map(Number);
  const doubled = (digit) => Math.trunc((digit * 2) / 10) + ((digit * 2) % 10);
  return digits.reduce((sum, digit, place) => sum + (place % 2 === 0 ? digit : doubled(digit)), 0);
}

/** Numbers of this prefix and length, the rest filled: with the right check digit, and with one wrong by one. */
function numbers(prefix, length, filler) {
  const body = prefix.padEnd(length - 1, filler);
  const check = (10 - (luhn(`${body}0`) % 10)) % 10;
  return { right: `${body}${check}`, wrong: `${body}${(check + 1) % 10}` };
}

/** A host that answers as a Secret Store does, and keeps what was sent. */
function recordingHost() {
  const sent = [];
  const answer = { object: 'apps.secret', scope: { type: 'account' } };
  const response = {
    getStatusCode: () => 200,
    getHeaders: () => ({}),
    getRawResponse: () => ({}),
    toJSON: async () => answer,
  };
  const makeRequest = async (...args) => {
    sent.push(args);
    return response;
  };
  return { sent, client: { getClientName: () => 'recording', makeRequest } };
}

let host, stripe;
before(() => {
  host = recordingHost();
  stripe = new Stripe('api_key_placeholder', { httpClient: host.client, cardNumbers: 'refuse' });
});

/** Whether a payload is refused as a card number, with nothing sent. */
async function isRefused(payload) {
  host.sent.length = 0;
  const create = stripe.apps.secrets.create({ scope: { type: 'account' }, name: 'n', payload });
  const code = await create.then(
    () => null,
    (error) => error.code,
  );
  assert.equal(host.sent.length, code === null ? 1 : 0, `refused and sent, or neither: ${payload}`);
  assert.ok(code === null || code === 'card_number_refused', code);
  return code !== null;
}

/** Which of these numbers the package judges in another way than the source. */
async function differing(candidates) {
  const wrong = [];
  for (const number of candidates) {
    const expected = isKnown(number) && luhn(number) % 10 === 0;
    if ((await isRefused(number)) !== expected) wrong.push(`${number}: ${expected ? 'passes' : 'is refused'}`);
  }
  return wrong;
}

for (const { niceType, patterns, lengths } of BRANDS) {
  test(`${niceType}: at the borders of its prefixes no card number passes, and no other is refused`, async (t) => {
    const prefixes = new Set(patterns.flatMap(borders));
    const bodies = [...prefixes].flatMap((prefix) => LENGTHS.map((length) => [prefix, length]));
    const candidates = bodies.flatMap(([prefix, length]) =>
      ['0', '9'].flatMap((filler) => {
        return Object.values(numbers(prefix, length, filler));
      }),
    );
    assert.deepEqual(await differing(candidates), []);
    const cards = candidates.filter((number) => isKnown(number) && luhn(number) % 10 === 0);
    const own = new Set(cards.map((number) => number.length));
    assert.ok(
      lengths.every((length) => own.has(length)),
      'a length of the brand was never tried',
    );
    t.diagnostic(`${candidates.length} numbers, ${cards.length} of them card numbers`);
  });
}

test('no brand is overlooked: every prefix of four digits is judged as the source does', async () => {
  const prefixes = Array.from({ length: 10_000 }, (_, prefix) => String(prefix).padStart(4, '0'));
  const candidates = prefixes.flatMap((prefix) => [16, 19].map((length) => numbers(prefix, length, '0').right));
  assert.deepEqual(await differing(candidates), []);
});

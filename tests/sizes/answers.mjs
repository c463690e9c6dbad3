/** What a host answers that is too large, or repeats what is: the call ends at once, with the answer or without it. */
import { KEY, page, recording, response, SIGNED_IN, secret } from '../support/host.mjs';
import {
  alike,
  doubled,
  endless,
  LARGEST,
  looped,
  lying,
  many,
  named,
  nested,
  OBJECTS,
  parts,
  TEXTS,
} from './values.mjs';

const scope = { type: 'account' };
const entry = (fields) => secret({ name: 'name', scope, ...fields });
/** How many values `entry({ more })` has, beside those in `more`. */
const ENTRY = Object.keys(entry()).length + Object.keys(scope).length + 1;
const MOST = 100_000;

const repeated = (count, value) => new Array(count).fill(value);

/** What hangs in an answer, and whether it is handed on. @type {Record<string, any[]>} */
const HANGING = {
  'as many items as there may be': [() => repeated(MOST - ENTRY, 0), true],
  'an item more than there may be': [() => repeated(MOST - ENTRY + 1, 0), false],
  'a field more than there may be': [() => named(MOST - ENTRY + 1), false],
  'an object of 1,000 fields 40,000 times': [() => repeated(40_000, named(1000)), false],
  'an object of 2,000 fields 49,000 times': [() => repeated(49_000, named(2000)), false],
  'an object of 90,000 fields twice': [() => repeated(2, named(90_000)), false],
  'a list of 1,000 items 40,000 times': [() => repeated(40_000, repeated(1000, 0)), false],
  'a list within itself 2 ** 40 times': [() => doubled(40, (left, right) => [left, right]), false],
  'an object of 20,000 fields that is its own first one': [() => looped(20_000), false],
  'a list of less than nothing beside 10,000 objects of 1,000 fields': [
    () => [lying(-1e12), repeated(10_000, named(1000))],
    false,
  ],
  'a list whose length is an object': [() => lying({ valueOf: () => 3e7 }), false],
  'a list with names beside its items, within itself 2 ** 40 times': [
    () => doubled(40, (left, right) => Object.assign([], { left, right })),
    true,
  ],
  'an object within itself 2 ** 40 times': [() => doubled(40, (left, right) => ({ left, right })), false],
  'lists 90,000 levels deep': [() => nested(90_000, (inside) => [inside])],
  'objects 90,000 levels deep': [() => nested(90_000, (inside) => ({ inside }))],
  'a Proxy that shows another one inside, for ever': [endless, false],
  'three million items that begin at one': [
    () => {
      const items = {};
      for (let i = 1; i <= 3e6; i++) items[i] = 0;
      return items;
    },
    false,
  ],
  'a Proxy of three million bytes that denies each': [
    () => new Proxy(new Uint8Array(3e6), { has: () => false }),
    false,
  ],
  'an heir of 20,000 prototypes 90,000 times': [
    () =>
      repeated(
        90_000,
        nested(20_000, (parent) => Object.create(/** @type {object} */ (parent)), {}),
      ),
    true,
  ],
  'texts of ten million letters': [() => repeated(1000, TEXTS['ten million letters']()), true],
  ...Object.fromEntries(
    Object.entries({ ...OBJECTS, ...LARGEST })
      .filter(([name]) => !name.includes('101'))
      .map(([name, make]) => [name, [make, false]]),
  ),
};

/** A text in the place of one that the rules look at. */
const LOOKED_AT = ['object', 'name', 'id', 'payload', 'deleted'];

const textFields = (length) => Object.fromEntries(many(100, (place) => [`text${place}`, 'x'.repeat(length)]));

const answer = (name, make, handedOn, method = 'find', config = {}) => ({
  name,
  prepare({ Stripe }) {
    const host = recording([() => response(body)]);
    const body = make();
    const stripe = new Stripe(KEY, { httpClient: host, userContext: SIGNED_IN, maxNetworkRetries: 0, ...config });
    stripe.on('response', () => {});
    const { secrets } = stripe.apps;
    return {
      act: () => secrets[method]({ scope, ...(method !== 'list' && { name: 'name' }) }),
      problem: (error) => {
        if (handedOn === undefined) return '';
        if (handedOn) return error ? `it is withheld: ${error}` : '';
        return error?.type === 'StripeAPIError' ? '' : `it ends with ${error ?? 'the answer'}`;
      },
    };
  },
});

/** Lists of cases by the titles of their tests. */
export const ANSWERS = {
  'what hangs in an answer does not hold the thread': Object.entries(HANGING).map(([name, [make, handedOn]]) =>
    answer(name, () => entry({ more: make() }), handedOn),
  ),
  'what is an answer does not hold the thread': [...Object.entries(OBJECTS), ...Object.entries(TEXTS)].map(
    ([name, make]) => answer(name, make, false),
  ),
  'a page of a list does not hold the thread': [
    ...Object.entries(HANGING).map(([name, [make, handedOn]]) =>
      answer(name, () => page([entry({ more: make() })]), handedOn && undefined, 'list'),
    ),
    answer(
      '8,000 secrets whose texts are parts of one',
      () => {
        const texts = parts(8000, TEXTS['ten million letters']());
        return page(texts.map((object) => entry({ object, name: object })));
      },
      false,
      'list',
    ),
    answer(
      '1,000 secrets whose texts are alike',
      () => page(alike(1000, 50_000).map((object) => entry({ object }))),
      false,
      'list',
    ),
    answer('10,000 secrets', () => page(many(10_000, () => entry())), true, 'list'),
  ],
  'a body in an event does not hold the thread': [
    answer('a hundred texts of four million letters', () => entry(textFields(4e6)), true, 'find', {
      emitEventBodies: true,
    }),
  ],
  'a text in an answer does not hold the thread': LOOKED_AT.flatMap((field) =>
    Object.entries(TEXTS).map(([name, make]) => answer(`${name} as ${field}`, () => entry({ [field]: make() }))),
  ),
};

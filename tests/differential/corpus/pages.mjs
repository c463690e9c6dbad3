/** Pages that are empty, fail or break in the middle of a list, and where a list begins and ends. */
import assert from 'node:assert/strict';
import { account, HEADERS, page, problem } from '../fixtures.mjs';
import { noted, sent } from '../holds.mjs';
import { coded, json, rejects } from '../script.mjs';
import { store } from './paging.mjs';

const entries = Array.from({ length: 7 }, (_, i) => ({
  id: `appsecret_${i + 1}`,
  name: `name_${i + 1}`,
  scope: account,
}));
const turned = (from, to, has_more) => json(200, page(entries.slice(from, to), { has_more }), HEADERS);
const empty = (has_more = false) => json(200, page([], { has_more }), HEADERS);
const denied = json(403, problem({ code: 'more_permissions_required_for_application' }), HEADERS);

const list = (client, params = {}, options) =>
  client.apps.secrets.list({ scope: account, limit: 3, ...params }, options);
/** Notes what something ends with. */
const ended = (promise, note) => promise.then((value) => note(['resolves', value]), note);
const ids = async (client, note, params, options) => {
  for await (const { id } of list(client, params, options)) note(id);
};

/** The cursors that were asked with, in their order. */
const cursors =
  (name, ...expected) =>
  ({ requests }) =>
    assert.deepEqual(
      requests.map(({ path }) => new URLSearchParams(path.split('?')[1]).get(name)),
      expected,
    );

const paged = (name, script, use, holds, more = {}) => ({ name, script, use, holds, ...more });

/** Each way to go through a list, with what it saw before it ended. */
const WAYS = {
  'for await': (client, note) => ended(ids(client, note), note),
  next: (client, note) => {
    const { next } = list(client);
    const go = async () => {
      for (let turn = await next(); !turn.done; turn = await next()) note(turn.value.id);
    };
    return ended(go(), note);
  },
  autoPagingEach: (client, note) =>
    ended(
      list(client).autoPagingEach(({ id }) => {
        note(id);
      }),
      note,
    ),
  autoPagingToArray: (client, note) => ended(list(client).autoPagingToArray({ limit: 100 }), note),
};
const everyWay = (name, script, holds, more) =>
  Object.entries(WAYS).map(([way, use]) => paged(`${name} (${way})`, script, use, holds, more));

export const pages = [
  ...everyWay(
    'a page in the middle that is denied ends the list with its error',
    () => [turned(0, 3, true), denied],
    ({ notes }) => assert.equal(notes.at(-1).value.class, 'StripePermissionError'),
  ),
  ...everyWay(
    'a page in the middle that stays out of reach ends the list with its error',
    () => [turned(0, 3, true), rejects(coded('EX'))],
    ({ notes, requests }) => {
      assert.equal(notes.at(-1).value.class, 'StripeConnectionError');
      assert.equal(requests.length, 4);
    },
  ),
  ...everyWay(
    'a page in the middle that comes late is waited for',
    () => [turned(0, 3, true), rejects(coded('EX')), json(503, problem(), HEADERS), turned(3, 5, false)],
    sent(4),
  ),
  ...everyWay('a last page that is empty ends the list', () => [turned(0, 3, true), empty()], sent(2)),
  ...everyWay('a first page that is empty ends the list', [empty()], sent(1)),
  ...everyWay('a first page that is denied is one error', [denied], ({ notes, requests }) => {
    assert.equal(notes.length, 1);
    assert.equal(requests.length, 1);
  }),
  paged(
    'an error in the middle leaves what came before it to its reader',
    () => [turned(0, 3, true), denied],
    async (client, note) => {
      const seen = [];
      await ended(
        list(client).autoPagingEach(({ id }) => {
          seen.push(id);
        }),
        note,
      );
      note(seen);
    },
    ({ notes }) => assert.equal(notes[1].value.length, 3),
  ),
  paged(
    'a loop that is left before the failing page does not meet its error',
    () => [turned(0, 3, true), denied],
    async (client, note) => {
      for await (const { id } of list(client)) {
        note(id);
        if (id === 'appsecret_3') break;
      }
    },
    sent(1),
  ),
  paged(
    'the first page can be read after a later one has failed',
    () => [turned(0, 3, true), denied],
    async (client, note) => {
      const promise = list(client);
      await ended(promise.autoPagingToArray({ limit: 9 }), note);
      note((await promise).data.length);
    },
    ({ notes }) => assert.equal(notes[1].value, 3),
  ),
  paged(
    'ending_before asks for the page before the first entry',
    [store(entries)],
    (client, note) => ids(client, note, { ending_before: 'appsecret_7', limit: 3 }),
    cursors('ending_before', 'appsecret_7', 'appsecret_4'),
  ),
  paged(
    'ending_before reads each page from its end',
    [store(entries)],
    (client, note) => ids(client, note, { ending_before: 'appsecret_4' }),
    noted('appsecret_3', 'appsecret_2', 'appsecret_1'),
  ),
  paged(
    'ending_before the first entry is an empty list',
    [store(entries)],
    (client, note) => ids(client, note, { ending_before: 'appsecret_1' }),
    noted(),
  ),
  paged(
    'ending_before leaves the page itself in its order',
    [store(entries)],
    async (client, note) => note((await list(client, { ending_before: 'appsecret_4' })).data.map(({ id }) => id)),
    noted(['appsecret_1', 'appsecret_2', 'appsecret_3']),
  ),
  paged(
    'ending_before collects backwards up to the limit',
    [store(entries)],
    async (client, note) => {
      const items = await list(client, { ending_before: 'appsecret_7', limit: 2 }).autoPagingToArray({ limit: 3 });
      note(items.map(({ id }) => id));
    },
    noted(['appsecret_6', 'appsecret_5', 'appsecret_4']),
  ),
  paged(
    'ending_before stops on false',
    [store(entries)],
    (client, note) =>
      list(client, { ending_before: 'appsecret_7' }).autoPagingEach(({ id }) => {
        note(id);
        return id !== 'appsecret_5';
      }),
    noted('appsecret_6', 'appsecret_5'),
  ),
  paged(
    'starting_after takes the place of the first cursor on the following pages',
    [store(entries)],
    (client, note) => ids(client, note, { starting_after: 'appsecret_1' }),
    cursors('starting_after', 'appsecret_1', 'appsecret_4'),
  ),
  paged(
    'a list without a cursor goes on from the last entry of each page',
    [store(entries)],
    (client, note) => ids(client, note),
    cursors('starting_after', null, 'appsecret_3', 'appsecret_6'),
  ),
  paged(
    'a cursor with odd letters is asked with as it is',
    () => [json(200, page([{ id: 'a&b=c é%', scope: account }], { has_more: true }), HEADERS), empty()],
    (client, note) => ids(client, note),
    cursors('starting_after', null, 'a&b=c é%'),
  ),
  ...[1, 2, 6, 7, 8].map((limit) =>
    paged(
      `autoPagingToArray of ${limit} asks for no page too many`,
      [store(entries)],
      async (client, note) => note((await list(client).autoPagingToArray({ limit })).length),
      noted(Math.min(limit, 7)),
    ),
  ),
  paged(
    'a limit in text collects as many',
    [store(entries)],
    async (client, note) => note((await list(client).autoPagingToArray({ limit: '2' })).length),
    noted(2),
  ),
  paged(
    'the limit of the array is not the limit of a page',
    [store(entries)],
    (client) => list(client, { limit: 2 }).autoPagingToArray({ limit: 5 }),
    cursors('limit', '2', '2', '2'),
  ),
  paged(
    'a page larger than the limit is cut',
    [turned(0, 7, false)],
    async (client, note) => note((await list(client).autoPagingToArray({ limit: 4 })).map(({ id }) => id)),
    noted(['appsecret_1', 'appsecret_2', 'appsecret_3', 'appsecret_4']),
  ),
  paged(
    'a list may be collected twice, and goes on where it was',
    [store(entries)],
    async (client, note) => {
      const promise = list(client);
      note((await promise.autoPagingToArray({ limit: 2 })).map(({ id }) => id));
      note((await promise.autoPagingToArray({ limit: 2 })).map(({ id }) => id));
    },
    noted(['appsecret_1', 'appsecret_2'], ['appsecret_3', 'appsecret_4']),
  ),
  paged(
    'two lists of one client do not share their place',
    [store(entries)],
    async (client, note) => {
      const [one, two] = [list(client), list(client)];
      note((await one.next()).value.id);
      note((await one.next()).value.id);
      note((await two.next()).value.id);
    },
    noted('appsecret_1', 'appsecret_2', 'appsecret_1'),
  ),
  paged(
    'a page that is awaited is not turned',
    [store(entries)],
    async (client, note) => {
      const { data, has_more } = await list(client);
      note([data.length, has_more]);
    },
    sent(1),
  ),
  paged(
    'a page that was awaited has no paging of its own',
    [store(entries)],
    async (client, note) => {
      const first = await list(client);
      note([typeof first.next, typeof first.autoPagingEach, typeof first[Symbol.asyncIterator]]);
    },
    noted(['undefined', 'undefined', 'undefined']),
  ),
  paged(
    'each page has its own response',
    () => [
      json(200, page(entries.slice(0, 1), { has_more: true }), { ...HEADERS, 'request-id': 'req_1' }),
      json(200, page(entries.slice(1, 2)), { ...HEADERS, 'request-id': 'req_2' }),
    ],
    async (client, note) => {
      const promise = list(client);
      note((await promise).lastResponse.requestId);
      for await (const { id } of promise) note(id);
      note((await promise).lastResponse.requestId);
    },
    noted('req_1', 'appsecret_1', 'appsecret_2', 'req_1'),
  ),
  paged(
    'a callback that throws in the middle asks for no more pages',
    [store(entries)],
    (client, note) =>
      ended(
        list(client).autoPagingEach(({ id }) => {
          note(id);
          if (id === 'appsecret_4') throw new RangeError('of the callback');
        }),
        note,
      ),
    sent(2),
  ),
  paged(
    'a callback is given the entries one at a time, however slow it is',
    [store(entries)],
    async (client, note) => {
      let running = 0;
      await list(client).autoPagingEach(async () => {
        note((running += 1));
        await new Promise((resolve) => setTimeout(resolve, 50));
        running -= 1;
      });
    },
    noted(1, 1, 1, 1, 1, 1, 1),
  ),
  paged(
    'the done callback of autoPagingEach is told once where the list was stopped',
    [store(entries)],
    async (client, note) => {
      await list(client).autoPagingEach(
        () => false,
        (...args) => note(args),
      );
    },
    ({ notes }) => assert.equal(notes.length, 1),
  ),
];

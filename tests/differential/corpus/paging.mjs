/** A list beyond its first page, in every form that stripe has for it. */
import assert from 'node:assert/strict';
import { HEADERS, page, problem, user } from '../fixtures.mjs';
import { sent } from '../holds.mjs';
import { coded, json, rejects } from '../script.mjs';

const all = Array.from({ length: 7 }, (_, i) => ({ id: `appsecret_${i + 1}`, name: `name_${i + 1}` }));

/** Answers a list as the API does: `limit`, `starting_after`, `ending_before`. */
export const store =
  (entries = all) =>
  ({ path }) => {
    const query = new URLSearchParams(path.split('?')[1]);
    const limit = Number(query.get('limit') ?? 10);
    const place = (cursor) => entries.findIndex(({ id }) => id === query.get(cursor));
    const from = query.has('starting_after') ? place('starting_after') + 1 : 0;
    const to = query.has('ending_before') ? place('ending_before') : entries.length;
    const data = query.has('ending_before')
      ? entries.slice(Math.max(from, to - limit), to)
      : entries.slice(from, from + limit);
    const more = query.has('ending_before') ? to - limit > 0 : from + limit < entries.length;
    return json(200, page(data, { has_more: more }), HEADERS, { delay: 5 });
  };

const script = [store()];
const list = (client, params = {}, options) => client.apps.secrets.list({ scope: user, limit: 3, ...params }, options);
const seen =
  (count) =>
  ({ notes }) =>
    assert.equal(notes.length, count);
/** Notes what something rejects with. */
const failure = (promise, note) => promise.then((value) => note({ resolved: value }), note);
const wait = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 10);
  });

const paged = (name, use, more = {}) => ({ name, script, use, ...more });

export const paging = [
  paged(
    'for await goes through every page',
    async (client, note) => {
      for await (const { id } of list(client)) note(id);
    },
    { holds: seen(7) },
  ),
  paged(
    'for await stops asking when the loop is left',
    async (client, note) => {
      for await (const { id } of list(client)) {
        note(id);
        if (id === 'appsecret_4') break;
      }
    },
    { holds: sent(2) },
  ),
  paged(
    'for await over an empty list does nothing',
    async (client, note) => {
      for await (const entry of list(client)) note(entry);
    },
    { script: [store([])], holds: sent(1) },
  ),
  paged(
    'for await goes backwards from a cursor',
    async (client, note) => {
      for await (const { id } of list(client, { ending_before: 'appsecret_7', limit: 2 })) note(id);
    },
    {
      holds: ({ notes }) =>
        assert.deepEqual(
          notes.map(({ value }) => value),
          [6, 5, 4, 3, 2, 1].map((i) => `appsecret_${i}`),
        ),
    },
  ),
  paged(
    'for await goes on from a cursor',
    async (client, note) => {
      for await (const { id } of list(client, { starting_after: 'appsecret_2', limit: 2 })) note(id);
    },
    { holds: seen(5) },
  ),
  paged('for await keeps the parameters on each page', async (client, note) => {
    for await (const { id } of list(client, { expand: ['data.payload'], limit: 4 })) note(id);
  }),
  paged('for await keeps the options on each page', async (client, note) => {
    for await (const { id } of list(
      client,
      {},
      { headers: { 'X-A': 'b' }, apiVersion: '2024-06-20', timeout: 500, idempotencyKey: 'k' },
    ))
      note(id);
  }),
  paged('parameters that change meanwhile do not change the following pages', async (client, note) => {
    const params = { scope: user, limit: 3, expand: ['data'] };
    const promise = client.apps.secrets.list(params);
    params.limit = 99;
    params.name = 'x';
    for await (const { id } of promise) note(id);
  }),
  paged('the promise is the first page too', async (client) => list(client)),
  paged('the promise has the names that stripe gives it', async (client, note) => {
    const promise = list(client);
    note(Object.keys(promise));
    await promise;
  }),
  paged('the promise iterates itself', async (client, note) => {
    const promise = list(client);
    const iterator = promise[Symbol.asyncIterator]();
    note(Object.keys(iterator));
    note(iterator[Symbol.asyncIterator]() === iterator);
    note(await iterator.next());
  }),
  paged('next goes on item by item, past the end too', async (client, note) => {
    const promise = list(client, { limit: 4 });
    for (let i = 0; i < 9; i++) note(await promise.next());
  }),
  paged('calls of next that overlap share an item', async (client, note) => {
    const promise = list(client);
    const [a, b] = [promise.next(), promise.next()];
    note(a === b);
    note([await a, await b]);
    note(await promise.next());
  }),
  paged(
    "calls of next that overlap at a page's end ask once",
    async (client, note) => {
      const promise = list(client, { limit: 1 });
      await promise.next();
      note(await Promise.all([promise.next(), promise.next(), promise.next()]));
      note(await promise.next());
    },
    { holds: sent(3) },
  ),
  paged('next and for await go on from each other', async (client, note) => {
    const promise = list(client);
    note(await promise.next());
    for await (const { id } of promise) note(id);
  }),
  paged('next works when it is taken off its promise', async (client, note) => {
    const { next } = list(client);
    note(await next());
  }),
  paged("return answers as stripe's does", async (client, note) => {
    const promise = list(client);
    note(promise.return());
    await promise;
  }),
  paged(
    'autoPagingEach goes through every page',
    async (client, note) => {
      await list(client).autoPagingEach(({ id }) => {
        note(id);
      });
    },
    { holds: seen(7) },
  ),
  paged('autoPagingEach resolves with nothing', async (client) => list(client).autoPagingEach(() => {})),
  paged(
    'autoPagingEach stops on false',
    async (client, note) => {
      await list(client).autoPagingEach(({ id }) => {
        note(id);
        return id !== 'appsecret_2';
      });
    },
    { holds: sent(1) },
  ),
  paged(
    'autoPagingEach goes on with anything but false',
    async (client, note) => {
      await list(client).autoPagingEach(({ id }) => {
        note(id);
        return [0, '', null, undefined, NaN][Number(id.at(-1)) % 5];
      });
    },
    { holds: seen(7) },
  ),
  paged(
    'autoPagingEach waits for a promise',
    async (client, note) => {
      await list(client).autoPagingEach(async ({ id }) => {
        await wait();
        note(id);
      });
    },
    { holds: seen(7) },
  ),
  paged(
    'autoPagingEach stops on a promise of false',
    async (client, note) => {
      await list(client).autoPagingEach(async ({ id }) => {
        await wait();
        note(id);
        return id !== 'appsecret_5';
      });
    },
    { holds: seen(5) },
  ),
  paged(
    'autoPagingEach waits for next to be called',
    async (client, note) => {
      await list(client).autoPagingEach(({ id }, next) => {
        note(id);
        setTimeout(next, 10);
      });
    },
    { holds: seen(7) },
  ),
  paged(
    'autoPagingEach stops on next(false)',
    async (client, note) => {
      await list(client).autoPagingEach(({ id }, next) => {
        note(id);
        next(id !== 'appsecret_3');
      });
    },
    { holds: seen(3) },
  ),
  paged(
    'autoPagingEach stops on next of a promise of false',
    async (client, note) => {
      await list(client).autoPagingEach(({ id }, next) => {
        note(id);
        next(wait().then(() => false));
      });
    },
    { holds: seen(1) },
  ),
  paged(
    'autoPagingEach tells the second callback when it is through',
    async (client, note) => {
      await list(client).autoPagingEach(
        ({ id }) => {
          note(id);
        },
        (...args) => note(args),
      );
      await wait();
    },
    { holds: seen(8) },
  ),
  paged(
    'autoPagingEach tells the second callback of a failure',
    async (client, note) => {
      await failure(
        list(client).autoPagingEach(
          () => {},
          (error) => note(error),
        ),
        note,
      );
      await wait();
    },
    { script: [store(), json(403, problem(), HEADERS)], holds: seen(2) },
  ),
  paged('autoPagingEach rejects with what its callback throws', async (client, note) => {
    await failure(
      list(client).autoPagingEach(() => {
        throw new RangeError('of the callback');
      }),
      note,
    );
  }),
  paged('autoPagingEach rejects with what its callback rejects with', async (client, note) => {
    await failure(
      list(client).autoPagingEach(async () => {
        throw new RangeError('of the callback');
      }),
      note,
    );
  }),
  paged(
    'autoPagingEach goes backwards from a cursor',
    async (client, note) => {
      await list(client, { ending_before: 'appsecret_6' }).autoPagingEach(({ id }) => {
        note(id);
      });
    },
    { holds: seen(5) },
  ),
  paged('autoPagingEach passes over what its callback is named', async (client, note) => {
    const { autoPagingEach } = list(client);
    await autoPagingEach((item) => {
      note(item);
      return false;
    });
  }),
  paged('autoPagingToArray collects up to its limit', async (client) => list(client).autoPagingToArray({ limit: 5 }), {
    holds: sent(2),
  }),
  paged(
    'autoPagingToArray asks for no page that it does not need',
    async (client) => list(client).autoPagingToArray({ limit: 3 }),
    { holds: sent(1) },
  ),
  paged(
    'autoPagingToArray collects what there is',
    async (client) => list(client).autoPagingToArray({ limit: 10_000 }),
    { holds: sent(3) },
  ),
  paged(
    'autoPagingToArray tells its callback',
    async (client, note) => {
      await list(client).autoPagingToArray({ limit: 4 }, (...args) => note(args));
      await wait();
    },
    { holds: seen(1) },
  ),
  paged(
    'autoPagingToArray tells its callback of a failure',
    async (client, note) => {
      await failure(
        list(client).autoPagingToArray({ limit: 4 }, (...args) => {
          args.forEach(note);
        }),
        note,
      );
      await wait();
    },
    { script: [json(403, problem(), HEADERS)] },
  ),
  paged(
    'a failing page is the error that it is in stripe',
    async (client, note) => {
      for await (const { id } of list(client)) note(id);
    },
    { script: [store(), json(403, problem({ code: 'x' }), HEADERS)], holds: seen(3) },
  ),
  paged(
    'a failing first page is the error that it is in stripe',
    async (client, note) => {
      for await (const { id } of list(client)) note(id);
    },
    { script: [json(401, problem(), HEADERS)], holds: seen(0) },
  ),
  paged('a failing first page that nobody pages is one rejection', async (client) => list(client), {
    script: [json(401, problem(), HEADERS)],
  }),
  paged(
    'a page that breaks is tried again',
    async (client, note) => {
      for await (const { id } of list(client)) note(id);
    },
    { script: () => [store(), rejects(coded('EX')), json(503, problem(), HEADERS), store()], holds: seen(7) },
  ),
  paged(
    'a page without an id at its end is an error, not an endless loop',
    async (client, note) => {
      await failure(list(client).autoPagingToArray({ limit: 9 }), note);
    },
    { script: [json(200, page([{ id: null }], { has_more: true }), HEADERS)], differs: ['paging-errors'] },
  ),
  paged(
    'a page without an entry that promises more is an error, not an endless loop',
    async (client, note) => {
      await failure(list(client).autoPagingToArray({ limit: 9 }), note);
    },
    { script: [json(200, page([], { has_more: true }), HEADERS)], differs: ['paging-errors'] },
  ),
  paged(
    'a cursor that does not move is an error, not an endless loop',
    async (client, note) => {
      await failure(list(client).autoPagingToArray({ limit: 9 }), note);
    },
    { script: [json(200, page([{}, { id: 'appsecret_2' }], { has_more: true }), HEADERS)], differs: ['cursor-stuck'] },
  ),
  paged(
    'after a failure of a page the same promise may go on',
    async (client, note) => {
      const promise = list(client);
      for (let i = 0; i < 3; i++) note((await promise.next()).value.id);
      await failure(promise.next(), note);
      await failure(promise.next(), note);
    },
    { script: () => [store(), json(403, problem(), HEADERS), store()], config: { maxNetworkRetries: 0 } },
  ),
  ...Object.entries({
    'a first argument that is not a function': (promise) => promise.autoPagingEach('x'),
    'a second argument that is not a function': (promise) => promise.autoPagingEach(() => {}, 'x'),
    'a callback with three parameters': (promise) => promise.autoPagingEach((a, b, c) => [a, b, c]),
    'three arguments': (promise) =>
      promise.autoPagingEach(
        () => {},
        () => {},
        'x',
      ),
    'no limit': (promise) => promise.autoPagingToArray({}),
    'nothing at all': (promise) => promise.autoPagingToArray(),
    'a limit above 10,000': (promise) => promise.autoPagingToArray({ limit: 10_001 }),
  }).map(([what, misuse]) =>
    paged(
      `paging with ${what} is named at once`,
      async (client, note) => {
        const promise = list(client);
        try {
          note(misuse(promise));
        } catch (error) {
          note(error);
        }
        await promise;
      },
      {
        differs: ['paging-errors'],
        holds: ({ notes }) => assert.equal(notes[0].value.class, 'StripeInvalidRequestError'),
      },
    ),
  ),
];

// A list's promise, with stripe's paging on it: for await, next, autoPagingEach, autoPagingToArray.

import { defineAll, nothing, promise, start } from '../core/objects.js';
import { errors } from '../errors/classes.js';
import { report } from './emitter.js';

const { asyncIterator } = Symbol;

const MAX_ITEMS = 10000;

const misused = (message) =>
  new errors.StripeInvalidRequestError({ type: 'invalid_request_error', code: 'paging_invalid', message });
const stuck = (message) => new errors.StripeAPIError({ code: 'paging_stuck', message });

/** The items one by one, page after page. Calls of `next` that overlap get the same item, as in stripe. */
const iterator = (firstPage, backwards, nextPage) => {
  let page = firstPage;
  let index = 0;
  let cursors;
  let pending;

  const advance = async () => {
    const { data, has_more: hasMore } = await page;
    if (index < data.length) {
      const value = data[backwards() ? data.length - 1 - index : index];
      index++;
      return { value, done: false };
    }
    if (!hasMore) return { value: undefined, done: true };
    const last = data[backwards() ? 0 : data.length - 1]?.id;
    if (!last) throw stuck('Unexpected: No `id` found on the last item while auto-paging a list.');
    cursors ??= new Set();
    if (cursors.has(last)) throw stuck('Two pages of the list end with the same id.');
    cursors.add(last);
    index = 0;
    page = nextPage(last);
    return advance();
  };

  const once = async () => {
    try {
      return await advance();
    } finally {
      pending = undefined;
    }
  };

  return () => (pending ??= once());
};

/** `onItem` may return false, or a promise of it, or take a second argument to call with it. */
const each = async (next, onItem) => {
  for (;;) {
    const { value, done } = await next();
    if (done) return;
    const goOn = await promise((resolve, reject) => {
      if (onItem.length === 2) start(() => onItem(value, resolve), nothing, reject);
      else resolve(onItem(value));
    });
    if (goOn === false) return;
  }
};

/**
 * Calls `onDone` at the end, with an error or with what `done` hands it. An error in it is reported as a listener's is.
 */
const callWhenDone = (ending, onDone, done) => {
  const call = (act) => start(act, nothing, report);
  if (onDone)
    start(
      () => ending,
      (value) => call(() => done(value)),
      (error) => call(() => onDone(error)),
    );
  return ending;
};

const checkCallbacks = (args) => {
  for (let index = 0; index < 2; index++) {
    if (args.length > index && typeof args[index] !== 'function') {
      throw misused(
        `The ${index ? 'second' : 'first'} argument to autoPagingEach, if present, must be a callback function; received ${typeof args[index]}`,
      );
    }
  }
  if (args.length && args[0].length > 2) {
    throw misused('The `onItem` callback function passed to autoPagingEach must accept at most two arguments.');
  }
  if (args.length > 2) throw misused(`autoPagingEach takes up to two arguments; received ${args.length}.`);
};

/** Puts the paging methods on the promise of the first page. */
export const withPaging = (firstPage, backwards, nextPage) => {
  const next = iterator(firstPage, backwards, nextPage);

  const autoPagingEach = (...args) => {
    checkCallbacks(args);
    const { 0: onItem, 1: onDone } = args;
    return callWhenDone(each(next, onItem ?? nothing), onDone, () => onDone());
  };

  const autoPagingToArray = (options, onDone) => {
    const limit = options?.limit;
    if (!(limit > 0)) {
      throw misused('You must pass a `limit` option to autoPagingToArray, e.g., `autoPagingToArray({limit: 1000});`.');
    }
    if (limit > MAX_ITEMS) {
      throw misused(
        'You cannot specify a limit of more than 10,000 items to fetch in `autoPagingToArray`; use `autoPagingEach` to iterate through longer lists.',
      );
    }
    const fill = async () => {
      const items = [];
      await each(next, (item) => items.push(item) < limit);
      return items;
    };
    return callWhenDone(fill(), onDone, (all) => onDone(null, all));
  };

  const methods = {
    autoPagingEach,
    autoPagingToArray,
    next,
    return: () => ({}),
    [asyncIterator]: () => methods,
  };
  return defineAll(firstPage, methods);
};

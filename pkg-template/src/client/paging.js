// A list's promise, with stripe's paging on it: for await, next, autoPagingEach, autoPagingToArray.

import { define } from '../core/objects.js';
import { errors } from '../errors/classes.js';

const MAX_ITEMS = 10000;

const misused = (message) =>
  new errors.StripeInvalidRequestError({ type: 'invalid_request_error', code: 'paging_invalid', message });
const stuck = (message) => new errors.StripeAPIError({ code: 'paging_stuck', message });

/** The items one by one, page after page. Calls of `next` that overlap get the same item, as in stripe. */
const iterator = (firstPage, backwards, nextPage) => {
  let page = firstPage;
  let index = 0;
  const cursors = new Set();
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
    if (cursors.has(last)) throw stuck('The list does not move on: two pages end with the same id.');
    cursors.add(last);
    index = 0;
    page = nextPage(last);
    return advance();
  };

  return () => {
    pending ??= advance().finally(() => {
      pending = undefined;
    });
    return pending;
  };
};

/** `onItem` may return false, or a promise of it, or take a second argument to call with it. */
const each = async (next, onItem) => {
  for (;;) {
    const { value, done } = await next();
    if (done) return;
    const goOn = await new Promise((resolve) => {
      if (onItem.length === 2) onItem(value, resolve);
      else resolve(onItem(value));
    });
    if (goOn === false) return;
  }
};

const checkCallbacks = (args) => {
  ['first', 'second'].forEach((place, index) => {
    if (args.length > index && typeof args[index] !== 'function') {
      throw misused(
        `The ${place} argument to autoPagingEach, if present, must be a callback function; received ${typeof args[index]}`,
      );
    }
  });
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
    const ended = each(next, onItem ?? (() => {}));
    if (onDone) ended.then(() => onDone(), onDone);
    return ended;
  };

  const autoPagingToArray = (options, onDone) => {
    const limit = options?.limit;
    if (!limit) {
      throw misused('You must pass a `limit` option to autoPagingToArray, e.g., `autoPagingToArray({limit: 1000});`.');
    }
    if (limit > MAX_ITEMS) {
      throw misused(
        'You cannot specify a limit of more than 10,000 items to fetch in `autoPagingToArray`; use `autoPagingEach` to iterate through longer lists.',
      );
    }
    const items = [];
    const filled = each(next, (item) => items.push(item) < limit).then(() => items);
    if (onDone) filled.then((all) => onDone(null, all), onDone);
    return filled;
  };

  const methods = {
    autoPagingEach,
    autoPagingToArray,
    next,
    return: () => ({}),
    [Symbol.asyncIterator]: () => methods,
  };
  for (const name of Reflect.ownKeys(methods)) define(firstPage, name, methods[name]);
  return firstPage;
};

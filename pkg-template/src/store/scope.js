// The secrets of one scope: `user` or `account` of a signed-in user.

import { isStripeError, parse, refusal, report, start, stringify } from '../entries/shared.js';
import { explained } from './explain.js';
import { expiry, read } from './options.js';

/** Entries a page: more than a scope holds. */
const LIMIT = 100;

/** Only this says that there is no such secret; a 403, or another 404, does not. */
const isMissing = (error) => isStripeError(error, 'resource_missing') && error.statusCode === 404;

/** What a step gives; `instead` where there is no such secret. */
const unlessMissing = async (step, instead) => {
  try {
    return await step();
  } catch (error) {
    if (isMissing(error)) return instead;
    throw error;
  }
};

/** A secret without its payload, whatever a host adds. */
const bare = ({ payload, ...secret }) => secret;

/** Listeners for writes, by the name of the secret. */
const audience = () => {
  const listeners = new Map();
  const of = (name) => listeners.get(name) ?? [];
  return {
    subscribe: (name, listener) => {
      if (typeof listener !== 'function') {
        throw refusal('InvalidRequest', 'listener_missing', 'listener', { param: 'listener' });
      }
      const entry = { listener };
      listeners.set(name, [...of(name), entry]);
      return () => {
        const left = of(name).filter((other) => other !== entry);
        if (left.length) listeners.set(name, left);
        else listeners.delete(name);
      };
    },
    tell: (name) => {
      for (const { listener } of of(name)) start(() => listener(), undefined, report);
    },
  };
};

/**
 * @param secrets - the four methods
 * @param scope - as they take it
 * @param key - what tells the scope from others, for caches
 * @param now - the time, in Unix seconds
 */
export const scopeOf = (secrets, scope, key, now) => {
  const { subscribe, tell } = audience();

  const find = (name, options, more) =>
    unlessMissing(() => secrets.find({ scope, name, ...more }, read(options, []).rest), null);

  const get = async (name, options) => {
    const secret = await find(name, options, { expand: ['payload'] });
    if (!secret) return null;
    const { payload } = secret;
    if (typeof payload !== 'string') throw refusal('API', 'payload_missing', name);
    return payload;
  };

  const list = async (options) => {
    const { rest } = read(options, []);
    const found = [];
    const cursors = new Set();
    for (let after; ; cursors.add(after)) {
      const { data, has_more: hasMore } = await secrets.list({ scope, limit: LIMIT, starting_after: after }, rest);
      found.push(...data.map(bare));
      after = data[data.length - 1]?.id;
      if (!hasMore) return found;
      if (!after || cursors.has(after)) throw refusal('API', 'paging_stuck', 'list');
    }
  };

  const names = async (options) => (await list(options)).map(({ name }) => name);

  const set = async (name, payload, options) => {
    const { own, rest } = read(options, ['expiresAt', 'expiresIn']);
    try {
      const secret = await secrets.create({ scope, name, payload, expires_at: expiry(own, now) }, rest);
      tell(name);
      return bare(secret);
    } catch (error) {
      throw await explained(error, name, payload, () => names({ signal: rest?.signal }));
    }
  };

  return {
    key,
    get,
    set,
    has: async (name, options) => (await find(name, options)) !== null,
    list,
    names,
    delete: async (name, options) => {
      const { rest } = read(options, []);
      const deleted = await unlessMissing(async () => !!(await secrets.deleteWhere({ scope, name }, rest)), false);
      tell(name);
      return deleted;
    },
    getJSON: async (name, options) => {
      const { own, rest } = read(options, ['parse']);
      const text = await get(name, rest);
      return text === null ? null : parse(text, name, own.parse);
    },
    setJSON: async (name, value, options) => set(name, stringify(value, name), options),
    subscribe,
  };
};

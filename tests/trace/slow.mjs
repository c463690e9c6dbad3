/**
 * What a host may reject with that takes long to look through, and a call over such a host, in a thread that can be
 * ended where a loop has no end.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { KEY, PAYLOAD, SIGNED_IN } from '../support/host.mjs';

const many = (length, make) => Array.from({ length }, (_, place) => make(place));
const chain = (length, make) => many(length, () => make).reduce((inside) => make(inside), new Error(PAYLOAD));
const endless = () =>
  new Proxy(
    {},
    {
      ownKeys: () => ['inside'],
      getOwnPropertyDescriptor: () => ({ value: endless(), enumerable: true, configurable: true }),
    },
  );
const heir = () => new Proxy({ text: PAYLOAD }, { getPrototypeOf: heir });

/** Each makes what is rejected with. */
export const SLOW = {
  'an error with 100,000 values': () =>
    Object.assign(new Error('x'), { all: many(1e5, (place) => ({ place })), body: PAYLOAD }),
  'an error with 100,000 texts that repeat it': () =>
    Object.assign(new Error('x'), { all: many(1e5, (place) => PAYLOAD + place) }),
  'an error that is its own cause': () => {
    const error = new Error(PAYLOAD);
    return Object.assign(error, { cause: error });
  },
  'errors that are all within one another': () => {
    const all = many(300, () => new AggregateError([], PAYLOAD));
    for (const error of all) error.errors = all;
    return all[0];
  },
  'a chain of 5,000 causes': () => chain(5000, (cause) => new Error('x', { cause })),
  'an object 50,000 levels deep': () => chain(50_000, (inside) => ({ inside })),
  'an array of 4,000 million holes': () => Object.assign([PAYLOAD], { length: 2 ** 32 - 1 }),
  'megabytes of bytes': () => Object.assign(new Error(PAYLOAD), { body: new Uint8Array(5e6) }),
  'megabytes of text': () => new Error(PAYLOAD.slice(0, -1).repeat(1e6)),
  'a Proxy that shows another one inside, for ever': endless,
  'a Proxy whose prototype is another one, for ever': heir,
  'a Proxy with 100,000 keys': () =>
    new Proxy(
      {},
      {
        ownKeys: () => many(1e5, (place) => `key${place}`),
        getOwnPropertyDescriptor: () => ({ value: PAYLOAD, enumerable: true, configurable: true }),
      },
    ),
};

if (!isMainThread) {
  const { entry, name } = workerData;
  const { default: Stripe } = await import(entry);
  const thrown = SLOW[name]();
  const httpClient = { makeRequest: () => Promise.reject(thrown) };
  const { secrets } = new Stripe(KEY, { httpClient, userContext: SIGNED_IN, maxNetworkRetries: 0 }).apps;
  const began = performance.now();
  const error = await secrets
    .create({ scope: { type: 'account' }, name: 'name', payload: PAYLOAD })
    .catch((caught) => caught);
  const milliseconds = performance.now() - began;
  parentPort.postMessage({ type: error.type, milliseconds, same: error.detail === thrown });
}

/** What a host may reject with that takes for ever to look through, or to compare with a payload. */

const chain = (length, make) => {
  let error = new Error('payload-placeholder');
  for (let link = 0; link < length; link++) error = make(error);
  return error;
};

export const SLOW = {
  'an endless iterator': () => ({ payload: 'payload-placeholder', thrown: { * [Symbol.iterator]() { for (;;) yield 1; } } }),
  'an object that has another one inside, for ever': () => {
    const make = () => ({ get inside() { return make(); } });
    return { payload: 'payload-placeholder', thrown: make() };
  },
  'a Proxy with a million keys': () => ({
    payload: 'payload-placeholder',
    thrown: new Proxy({}, {
      ownKeys: () => Array.from({ length: 1e6 }, (_, place) => `key${place}`),
      getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
    }),
  }),
  'a long chain of causes': () => ({ payload: 'payload-placeholder', thrown: chain(5000, (cause) => new Error('x', { cause })) }),
  'a very deep object': () => ({ payload: 'payload-placeholder', thrown: chain(50_000, (inside) => ({ inside })) }),
  'megabytes of bytes': () => ({ payload: 'payload-placeholder', thrown: Object.assign(new Error('x'), { body: new Uint8Array(5e6) }) }),
  'megabytes of text': () => ({ payload: 'payload-placeholder', thrown: new Error('payload-'.repeat(1e6)) }),
  'a text that is a long payload but for its end': () => ({ payload: `${'a'.repeat(4000)}!`, thrown: new Error('a'.repeat(20_000)) }),
  'backslashes, which can be read in two ways,': () => ({ payload: `${'\\'.repeat(40)}X`, thrown: new Error(`${'\\'.repeat(60)}${'Y'.repeat(50)}`) }),
  'quotes that are escaped half': () => ({ payload: `${'\\"'.repeat(40)}X`, thrown: new Error(`${'\\\\"'.repeat(40)}${'Y'.repeat(50)}`) }),
  'an endless iterator of nothing': () => ({ payload: 'payload-placeholder', thrown: { * [Symbol.iterator]() { for (;;) yield undefined; } } }),
  'a Proxy whose prototype is another one, for ever': () => {
    const make = () => new Proxy({}, { getPrototypeOf: make });
    return { payload: 'payload-placeholder', thrown: make() };
  },
  'a toJSON that returns another object with one, for ever': () => {
    const make = () => ({ toJSON: make });
    return { payload: 'payload-placeholder', thrown: make() };
  },
  'errors that are all within one another': () => {
    const all = Array.from({ length: 300 }, () => new AggregateError([], 'x'));
    for (const error of all) error.errors = all;
    return { payload: 'payload-placeholder', thrown: all[0] };
  },
  'megabytes of backslashes': () => ({ payload: 'payload-placeholder', thrown: new Error('\\'.repeat(5e6)) }),
  'megabytes of percent signs that are encoded again and again': () => ({ payload: 'payload-placeholder', thrown: new Error(`%${'25'.repeat(2e6)}`) }),
  'megabytes of blanks': () => ({ payload: 'payload-placeholder', thrown: new Error(`x${' '.repeat(5e6)}x`) }),
  'percent signs, which can be read in two ways,': () => ({ payload: `${'%25'.repeat(40)}X`, thrown: new Error(`${'%25'.repeat(60)}${'Y'.repeat(50)}`) }),
};

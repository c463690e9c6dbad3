/**
 * Sizes that no honest caller or server has: nobody waits for them longer than a second, and the memory of the core, which
 * does not shrink, does not grow by them. In plain JavaScript, for Node.js and for browsers.
 */

const LIMIT = 1000;
const BASE = 'https://backend.example';
/** An object of more names is beyond anybody's help: the engine takes longer to list them. */
const MANY = 300_000;

const long = 'a'.repeat(10_000_000);
const many = () => Object.fromEntries(Array.from({ length: MANY }, (_, place) => [`x-${place}`, 'a']));

const endless = {
  *[Symbol.iterator]() {
    for (;;) yield ['a', 'b'];
  },
};

/**
 * Whatever is done: `act` gets what makes a client, what makes a request over one, and what `make` made before the clock
 * started. `ends` is a code, or a class.
 *
 * @type {{ name: string, ends: string, act: (by, made?) => any, make?: () => any, answer?: () => any }[]}
 */
const HOSTILE = [
  {
    name: 'options with 300,000 names',
    ends: 'config_invalid',
    make: () => many(),
    act: ({ create }, options) => create(options),
  },
  {
    name: 'an address of ten million letters',
    ends: 'config_invalid',
    act: ({ create }) => create({ baseUrl: `${BASE}/${long}` }),
  },
  {
    name: '300,000 headers',
    ends: 'config_invalid',
    make: () => many(),
    act: ({ create }, headers) => create({ baseUrl: BASE, headers }),
  },
  {
    name: '300,000 headers of a function',
    ends: 'config_invalid',
    make: () => many(),
    act: ({ request }, headers) => request({ headers: () => headers }),
  },
  ...[
    ['a header with a value', { A: long }],
    ['a header with a name', { [long]: 'a' }],
  ].flatMap(([what, headers]) => [
    {
      name: `${what} of ten million letters`,
      ends: 'header_invalid',
      act: ({ create }) => create({ baseUrl: BASE, headers }),
    },
    {
      name: `${what} of ten million letters that a function gives`,
      ends: 'header_invalid',
      act: ({ request }) => request({ headers: async () => headers }),
    },
  ]),
  ...Object.entries({
    'a path of ten million letters': { path: `/${long}` },
    'a path of ten million letters that are encoded': { path: `/${'\u00e4'.repeat(10_000_000)}` },
    'a method of ten million letters': { method: long },
  }).map(([name, more]) => ({ name, ends: 'TypeError', act: ({ request }) => request({}, more) })),
  {
    name: '300,000 headers of one request',
    ends: 'TypeError',
    make: () => many(),
    act: ({ request }, headers) => request({}, { headers }),
  },
  {
    name: 'an answer whose headers have no end',
    ends: 'TypeError',
    answer: () => ({ status: 200, headers: endless, text: async () => '{}' }),
    act: ({ request }) => request({}),
  },
];

/**
 * Every case: `{ name, problem() }`, which resolves with what is wrong, or with ''. One at a time, as they change globals.
 *
 * @param memory - of `captureMemory`, from before the package was loaded
 */
export function sizeCases(
  /** @type {Partial<typeof import('stripe-apps-secrets/fetch')>} */ { createFetchHttpClient },
  memory,
) {
  const request = (options, { path = '/v1', method = 'GET', headers = {} } = {}) =>
    createFetchHttpClient({ baseUrl: BASE, ...options })
      .makeRequest('h', '443', path, method, headers, '', 'https', 20_000)
      .then((answer) => answer.toJSON());
  const size = () => memory.bytes().reduce((sum, { length }) => sum + length, 0);

  return HOSTILE.map(({ name, ends, act, make = () => undefined, answer = () => Response.json({}) }) => ({
    name: `${name}: refused within a second, and no memory is kept for it`,
    async problem() {
      const original = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
      Object.defineProperty(globalThis, 'fetch', { value: async () => answer(), configurable: true, writable: true });
      try {
        await request({}).catch(() => {}); // the core is compiled
        const made = make();
        const before = size();
        const started = performance.now();
        const error = await new Promise((resolve) => {
          resolve(act({ create: createFetchHttpClient, request }, made));
        }).then(
          () => undefined,
          (thrown) => thrown,
        );
        const took = performance.now() - started;
        if ((error?.code ?? error?.name) !== ends) return `it ends with ${String(error).slice(0, 200)}`;
        if (took > LIMIT) return `it takes ${Math.round(took)} ms`;
        return size() > before ? `the memory grows by ${size() - before} bytes` : '';
      } finally {
        Object.defineProperty(globalThis, 'fetch', original);
      }
    },
  }));
}

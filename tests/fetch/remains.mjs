/**
 * What could stay behind in the memory of `/fetch`'s core: everything that it copies, with a marker in it, in calls that
 * end in every way. In plain JavaScript, for Node.js and for browsers.
 */
import { marker, whole } from '../support/markers.mjs';
import { raise } from '../support/odd.mjs';

const TIMEOUT = 5000;
/** The beginning of a freed block is the allocator's own: what is sought stands behind it. */
const AHEAD = 'x-ahead-of-it-';

const good = async () => Response.json({ ok: true });

/** A path with the name of a secret, in letters of every length: as stripe writes it, or as it is. */
const pathWith = ({ name, awkward }) =>
  `/v1/apps/secrets/find?scope[type]=account&name=${name}${encodeURIComponent(awkward)}`;

const get = (client, path, { headers = {}, body = '' } = {}) =>
  client.makeRequest('api.stripe.com', '443', path, 'GET', headers, body, 'https', TIMEOUT);

/**
 *   name    how a call ends
 *   act     makes it, from `client` and the texts that are sought
 *   page    what the page has in place of its own
 *   fails   whether it has to
 *
 * @type {{ name: string, act: (client, texts) => Promise<unknown>, page?: object, fails?: boolean }[]}
 */
const ENDINGS = [
  {
    name: 'is answered',
    act: async (client, texts) => (await get(client, pathWith(texts), { headers: { [texts.header]: 'a' } })).toJSON(),
  },
  {
    name: 'is lost',
    page: { fetch: () => Promise.reject(new TypeError('lost')) },
    act: (client, texts) => get(client, pathWith(texts)),
    fails: true,
  },
  {
    name: 'is lost at once',
    page: { fetch: () => raise(null) },
    act: (client, texts) => get(client, pathWith(texts)),
    fails: true,
  },
  ...Object.entries({
    'leaves the folder': (texts) => `/../..${pathWith(texts)}`,
    'names a host': (texts) => `/${pathWith(texts)}`,
    'has a fragment': (texts) => `${pathWith(texts)}#`,
  }).map(([what, path]) => ({
    name: `is refused, for its path ${what}`,
    act: (client, texts) => get(client, path(texts)),
    fails: true,
  })),
  {
    name: 'is refused, for its header',
    act: (client, texts) => get(client, pathWith(texts), { headers: { [`${texts.header} `]: 'a' } }),
    fails: true,
  },
  {
    name: 'is refused, for its body',
    act: (client, texts) => get(client, pathWith(texts), { body: 'a=b' }),
    fails: true,
  },
  ...['Request', 'URL'].flatMap((name) =>
    [null, new Error('thrown')].map((thrown) => ({
      name: `ends where ${name} throws ${thrown}`,
      page: {
        [name]: function throwing() {
          throw thrown;
        },
      },
      act: (client, texts) => get(client, pathWith(texts)),
      fails: true,
    })),
  ),
  ...[null, 4].map((thrown) => ({
    name: `ends in the middle of the core with ${thrown}`,
    page: {
      URL: class {
        get href() {
          throw thrown;
        }
      },
    },
    act: (client, texts) => get(client, pathWith(texts)),
    fails: true,
  })),
];

/** Options that are refused, each with what is sought in its own place. */
const REFUSED = [
  ({ name }) => ({ baseUrl: `http://backend.example/${name}` }),
  ({ name }) => ({ baseUrl: `https://${name}:${name}@backend.example/` }),
  ({ name }) => ({ baseUrl: `https://backend.example/?name=${name}` }),
  ({ name }) => ({ baseUrl: `no address, but ${name}` }),
  ({ header }) => ({ baseUrl: 'https://backend.example', headers: { [`Stripe-${header}`]: 'a' } }),
  ({ header }) => ({ baseUrl: 'https://backend.example', headers: { [`${header} `]: 'a' } }),
];

async function on(page, act) {
  const originals = new Map(Object.keys(page).map((key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)]));
  for (const [key, value] of Object.entries(page))
    Object.defineProperty(globalThis, key, { value, configurable: true, writable: true });
  try {
    return await act();
  } finally {
    for (const [key, descriptor] of originals) Object.defineProperty(globalThis, key, descriptor);
  }
}

/** New markers for each call: `texts` are used, `markers` are sought. */
function sought() {
  const [latin, cjk, emoji, awkward, token] = ['Latin', 'CJK', 'emoji', 'awkward', 'Latin'].map(marker);
  const header = AHEAD + token.text;
  return {
    texts: { name: latin.text + cjk.text + emoji.text, awkward: awkward.text, header },
    markers: [latin, cjk, emoji, awkward, token, whole(token.text.toLowerCase())],
  };
}

/**
 * Every call: `{ name, problem() }`, which resolves with what is wrong, or with ''. One at a time, as they change globals.
 *
 * @param memory - of `captureMemory`, from before the package was loaded
 */
export function remainsCases(
  /** @type {Partial<typeof import('stripe-apps-secrets/fetch')>} */ { createFetchHttpClient },
  memory,
) {
  const left = (markers) => {
    const trace = memory.traceOf(markers);
    return trace ? `${trace} is left` : '';
  };
  const calls = ENDINGS.map(({ name, page, act, fails = false }) => ({
    name: `nothing of a path, an address or a header's name is left of a request that ${name}`,
    async problem() {
      const { texts, markers } = sought();
      const client = createFetchHttpClient({
        baseUrl: `https://backend.example/${texts.name}/folder`,
        headers: { [texts.header]: 'a' },
      });
      const made = left(markers);
      if (made) return `${made} where the client was made`;
      const failed = await on({ fetch: good, ...page }, () => act(client, texts)).then(
        () => false,
        () => true,
      );
      return failed === fails ? left(markers) : `it ${failed ? 'fails' : 'does not fail'}`;
    },
  }));
  const options = {
    name: 'nothing is left of options that are refused',
    async problem() {
      for (const [place, write] of REFUSED.entries()) {
        const { texts, markers } = sought();
        try {
          createFetchHttpClient(write(texts));
          return `${place} is not refused`;
        } catch {
          const trace = left(markers);
          if (trace) return `${trace}, of ${place}`;
        }
      }
      return '';
    },
  };
  // Where nothing is found, it has to be known that something could be.
  const seen = {
    name: 'while a request is made its path is in memory, where the search finds it',
    async problem() {
      const { texts, markers } = sought();
      const client = createFetchHttpClient({ baseUrl: 'https://backend.example' });
      let during;
      const look = new Proxy(Request, {
        construct(target, args) {
          during = memory.traceOf(markers);
          return Reflect.construct(target, args);
        },
      });
      await on({ fetch: good, Request: look }, () => get(client, pathWith(texts)));
      return during ? left(markers) : 'nothing is found';
    },
  };
  return [seen, ...calls, options];
}

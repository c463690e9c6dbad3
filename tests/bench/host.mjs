/** Host clients that answer at once, so that what is measured is the library. In plain JavaScript, for Node and browsers. */

export const USER = 'usr_example';
export const scope = { type: 'user', user: USER };

const HEADERS = { 'content-type': 'application/json', 'request-id': 'req_example' };

/** Fresh at each answer, as a host parses it: libraries write on it. */
const secret = (number) => ({
  id: `appsecret_example_${number}`,
  object: 'apps.secret',
  created: 1,
  expires_at: null,
  livemode: false,
  name: 'name',
  payload: 'payload-placeholder',
  scope: { type: 'user', user: USER },
});

/** As many secrets as the request asks for. */
const page = (path) => ({
  object: 'list',
  url: '/v1/apps/secrets',
  has_more: false,
  data: Array.from({ length: Number(/[?&]limit=(\d+)/.exec(path)[1]) }, (_, number) => secret(number)),
});

const response = (body) => ({
  getStatusCode: () => 200,
  getHeaders: () => HEADERS,
  getRawResponse: () => ({}),
  toJSON: () => Promise.resolve(body),
});

const answer = (path, method) =>
  response(method === 'GET' && !path.startsWith('/v1/apps/secrets/find') ? page(path) : secret(0));

/** Answers each request at once; `sent` sees it first. */
export const instantHost = (sent = (_request) => {}) => ({
  getClientName: () => 'instant',
  makeRequest(host, port, path, method, headers, body) {
    sent({ host, path, method, headers, body });
    return Promise.resolve(answer(path, method));
  },
});

/** Holds every request until `count` have come, then answers all: that many were in flight at once. */
export function gatheringHost(count) {
  let waiting = [];
  return {
    getClientName: () => 'gathering',
    makeRequest(host, port, path, method) {
      return new Promise((resolve) => {
        waiting.push(() => resolve(answer(path, method)));
        if (waiting.length < count) return;
        const all = waiting;
        waiting = [];
        for (const release of all) release();
      });
    },
  };
}

const list = (limit) => (client) => client.apps.secrets.list({ scope: { type: 'user', user: USER }, limit });

/** The calls that are measured, each with parameters of its own as an extension writes them. Stripe lists 10 unasked, and 100 at most. */
export const CALLS = {
  find: (client) =>
    client.apps.secrets.find({ scope: { type: 'user', user: USER }, name: 'name', expand: ['payload'] }),
  create: (client) =>
    client.apps.secrets.create({ scope: { type: 'user', user: USER }, name: 'name', payload: 'payload-placeholder' }),
  list10: list(10),
  list100: list(100),
};

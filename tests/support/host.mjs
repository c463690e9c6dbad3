/** Host clients that tests write, and what they answer, in the shapes of Stripe's OpenAPI description. For Node and for browsers. */

export const KEY = 'DO_NOT_PASS_A_REAL_API_KEY';
export const USER = 'usr_example';
export const ACCOUNT = 'acct_example';
export const PAYLOAD = 'payload-placeholder';

/** Who is signed in, as the SDK's `userContext` has it. */
export const SIGNED_IN = { id: USER, account: { id: ACCOUNT } };

export const METHODS = ['create', 'find', 'list', 'deleteWhere'];

export const HEADERS = { 'content-type': 'application/json', 'request-id': 'req_example' };

/** A secret as the API answers it. */
export const secret = (fields) => ({
  id: 'appsecret_example',
  object: 'apps.secret',
  created: 1700000000,
  expires_at: null,
  livemode: false,
  ...fields,
});

/** A page of secrets. */
export const page = (data, more) => ({ object: 'list', url: '/v1/apps/secrets', has_more: false, data, ...more });

/** An answer; `methods` in place of its own. What it is made of may be hostile: nothing of it is looked at here. */
export const response = (
  body,
  /** @type {Record<string, any>} */ { status = 200, headers = HEADERS, ...methods } = {},
) => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  getRawResponse: () => ({}),
  toJSON: async () => body,
  ...methods,
});

/** No answer, and none ever. */
export const gone = () => Promise.reject(new Error('The host is gone.'));
export const never = () => new Promise(() => {});

/** An answer that has the scope and the name that the request asked for. */
export const asked = (request) => {
  const form = new URLSearchParams(request.method === 'POST' ? request.body : request.path.split('?')[1]);
  const scope = { type: form.get('scope[type]'), ...(form.has('scope[user]') && { user: form.get('scope[user]') }) };
  const entry = secret({ name: form.get('name') ?? 'name', scope });
  const isList = request.method === 'GET' && !request.path.includes('/find');
  return response(isList ? page([entry]) : entry);
};

/** More requests than any case needs. Answers that come at once would otherwise keep an endless loop from being noticed. */
const TOO_MANY = 200;

/**
 * A host client. Each entry of the script is a function of the request, and of the headers object as it was handed over;
 * the last one is played again and again.
 */
export const recording = (/** @type {((request, headers?) => unknown)[]} */ script = [asked]) => {
  const requests = [];
  return {
    requests,
    getClientName: () => 'recording',
    makeRequest(host, port, path, method, headers, body, protocol, timeout) {
      if (requests.length > TOO_MANY) throw new Error('asked too often');
      const request = { host, port, path, method, headers: { ...headers }, body, protocol, timeout };
      const play = script[Math.min(requests.length, script.length - 1)];
      requests.push(request);
      return play(request, headers);
    },
  };
};

/** The host client that the attacks are made over: it keeps what reaches it, and plays a script. */

export const secret = (fields) => ({
  id: 'appsecret_example', object: 'apps.secret', created: 1700000000, expires_at: null, livemode: false, ...fields,
});

/** An answer. What it is made of may be hostile: nothing of it is looked at here. */
export const answer = (body, { status = 200, headers = { 'request-id': 'req_example' }, raw = {} } = {}) => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  getRawResponse: () => raw,
  toJSON: async () => body,
});

/** No answer. */
export const gone = () => Promise.reject(new Error('The host is gone.'));

/** An answer that has the scope and the name that the request asked for. */
export const asked = (request) => {
  const form = new URLSearchParams(request.method === 'POST' ? request.body : request.path.split('?')[1]);
  const scope = { type: form.get('scope[type]'), ...(form.has('scope[user]') && { user: form.get('scope[user]') }) };
  const entry = secret({ name: form.get('name') ?? 'name', scope });
  const isList = request.method === 'GET' && !request.path.includes('/find');
  return answer(isList ? { object: 'list', url: '/v1/apps/secrets', has_more: false, data: [entry] } : entry);
};

/**
 * A host client. Each entry of the script is a function of the request, and of the headers object as it was handed over;
 * the last one is played again and again.
 */
export const recording = (script = [asked]) => {
  const requests = [];
  return {
    requests,
    getClientName: () => 'recording',
    makeRequest(host, port, path, method, headers, body, protocol, timeout) {
      const request = { host, port, path, method, headers: { ...headers }, body, protocol, timeout };
      const play = script[Math.min(requests.length, script.length - 1)];
      requests.push(request);
      return play(request, headers);
    },
  };
};

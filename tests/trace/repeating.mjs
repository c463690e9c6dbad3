/**
 * Makes the hosts of the settling suite repeat a secret: in what they throw, in their headers, in their bodies. What
 * cannot be added to (a Proxy that throws, something frozen) stays as it is.
 */

const isPlain = (value) =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value)) &&
  Object.isExtensible(value);
const fieldOf = (object, key) => Object.getOwnPropertyDescriptor(object, key)?.value;

const attempt = (change, instead) => {
  try {
    return change();
  } catch {
    return instead;
  }
};

/**
 * @param host - a host client
 * @param text - what it repeats
 * @param known - whether the request holds it: a create. An answer to another request has it as a payload only
 * @returns `[host, repeated]`; `repeated()` says how often the text was added
 */
export function repeating(host, text, known = (_request = []) => true) {
  let count = 0;
  const added = (value) => {
    count++;
    return value;
  };

  const error = (thrown) => {
    if (typeof thrown === 'string') return added(`${thrown} ${text}`);
    return attempt(() => {
      if (!(thrown instanceof Error) || !Object.isExtensible(thrown) || typeof fieldOf(thrown, 'message') !== 'string')
        return thrown;
      thrown.message += ` ${text}`;
      thrown.stack += ` ${text}`;
      thrown.cause = new Error(text);
      return added(Object.assign(thrown, { request: { body: [text] } }));
    }, thrown);
  };

  const body = (value, everywhere) =>
    attempt(() => {
      if (Array.isArray(value)) for (const item of value) if (item) body(item, everywhere);
      if (!isPlain(value)) return value;
      const secrets = fieldOf(value, 'data');
      if (Array.isArray(secrets)) for (const secret of secrets) body(secret, everywhere);
      value.payload ??= text;
      if (everywhere) value.more = { nested: [text] };
      const why = fieldOf(value, 'error');
      if (everywhere && isPlain(why) && typeof (fieldOf(why, 'message') ?? '') === 'string') {
        Object.assign(why, {
          message: `${why.message} ${text}`,
          doc_url: `https://example.test/?${encodeURIComponent(text)}`,
          more: [text],
        });
      }
      return added(value);
    }, value);

  const headers = (value) => (isPlain(value) ? added({ ...value, 'x-repeats': text }) : value);

  const response = (value, everywhere) =>
    attempt(() => {
      if (typeof value?.toJSON !== 'function' && typeof value?.getHeaders !== 'function') return value;
      return new Proxy(value, {
        get(target, key) {
          const member = Reflect.get(target, key);
          if (typeof member !== 'function') return member;
          if (key === 'toJSON') return (...args) => outcome(() => member.apply(target, args), body, everywhere);
          if (key === 'getHeaders' && everywhere) return () => headers(member.call(target));
          return member.bind(target);
        },
      });
    }, value);

  /** Passes on what `act` returns, throws, resolves or rejects with. */
  const outcome = (act, change, everywhere) => {
    const failed = (thrown) => {
      throw everywhere ? error(thrown) : thrown;
    };
    try {
      const value = act();
      if (value instanceof Promise && Object.hasOwn(value, 'then')) {
        // it may answer more than once
        return Object.assign(Promise.resolve(), {
          then: (resolve, reject) => value.then((settled) => resolve(change(settled, everywhere)), reject),
        });
      }
      if (value instanceof Promise) return value.then((settled) => change(settled, everywhere), failed);
      return change(value, everywhere);
    } catch (thrown) {
      return failed(thrown);
    }
  };

  const { makeRequest } = attempt(() => ({ makeRequest: host.makeRequest }), {});
  if (typeof makeRequest !== 'function') return [host, () => 0];
  return [
    {
      ...host,
      makeRequest(...request) {
        return outcome(() => makeRequest.apply(host, request), response, known(request));
      },
    },
    () => count,
  ];
}

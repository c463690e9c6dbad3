/** What no honest caller or host does. For Node and for browsers. */

export const raise = (thrown) => {
  throw thrown;
};

/** A value that is one thing at the first look and another at each later one. */
export const shifting = (first, later) => {
  let looks = 0;
  return () => (looks++ === 0 ? first : later);
};

/** An object with a getter. */
export const withGetter = (object, key, get) =>
  Object.defineProperty(object, key, { get, enumerable: true, configurable: true });

/** A Proxy that can no longer be looked at. */
export const revoked = (target = {}) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

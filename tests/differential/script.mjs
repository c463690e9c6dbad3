/**
 * The scripted host client: it answers each request with the next entry of a script, after the delays that it names,
 * and keeps what was asked. Both libraries are driven by one of these, made from the same script.
 */
import { stripe } from './libraries.mjs';

const { HttpClient, HttpClientResponse } = stripe.default;

/** @typedef {[method: string, params: object, options?: object]} Call */

/** An answer with a JSON body. `delay` and `bodyDelay` are in milliseconds. */
export const json = (status, body, headers = {}, more = {}) => ({ status, body, headers, ...more });

/** An answer whose body is not JSON: reading it rejects as it does with stripe's own clients. */
export const text = (status, text, headers = {}, more = {}) => ({ status, text, headers, ...more });

/** An answer whose body is lost: reading it rejects with an error made by `error`. */
export const bodyLost = (status, error, headers = {}, more = {}) => ({ status, bodyError: error, headers, ...more });

/** An answer whose body is the value that `make` makes. */
export const made = (status, make, headers = {}, more = {}) => ({ status, make, headers, ...more });

/** No answer: the request rejects with what `error` makes. */
export const rejects = (error, more = {}) => ({ error, ...more });

/** No answer: `makeRequest` itself throws what `error` makes. */
export const throws = (error) => ({ thrown: error });

/** No answer, ever. */
export const silence = () => ({ silent: true });

/** What makes an error with a `code`, as Node's sockets and fetch's polyfills have it. */
export const coded =
  (code, message = code) =>
  () =>
    Object.assign(new Error(message), { code });

/** What makes the timeout error of stripe's own clients. */
export const timedOut = () => HttpClient.makeTimeoutError();

/** What makes the error of stripe's own clients for a body that is lost for what `cause` makes. */
export const lostBody = (cause) => () => HttpClient.makeResponseBodyError(cause());

/**
 * A host client that plays `script`. An entry may be a function of the request. With `keepsTimeouts` the host itself
 * rejects after the timeout that it is told, as Node's client does; the Dashboard's does not.
 */
export class ScriptedHost {
  /** What was asked, with the time since the start in milliseconds. */
  requests = [];
  /** What the host itself threw or rejected with. */
  errors = [];
  /** The raw responses that it gave. */
  rawResponses = [];
  /** How many of its own timers run. */
  timers = 0;
  /** How often a response was told that nobody will read it. */
  disposed = 0;

  constructor(script, now, { keepsTimeouts = false } = {}) {
    this.script = [...script];
    this.now = now;
    this.keepsTimeouts = keepsTimeouts;
  }

  getClientName() {
    return 'scripted';
  }

  makeRequest(host, port, path, method, headers, body, protocol, timeout) {
    const request = { at: this.now(), host, port, path, method, headers: { ...headers }, body, protocol, timeout };
    this.requests.push(request);
    const next = this.script.length > 1 ? this.script.shift() : this.script[0];
    const entry = typeof next === 'function' ? next(request) : next;
    if (!entry) return Promise.reject(this.made(() => new Error('The script has no answer.')));
    if (entry.thrown) throw this.made(entry.thrown);
    const limit = this.keepsTimeouts ? request.at + timeout : Infinity;
    return this.within(limit, entry, entry.delay ?? 0, () => {
      if (entry.error) throw this.made(entry.error);
      return this.response(entry, limit);
    });
  }

  response(entry, limit) {
    const raw = entry.raw ? entry.raw() : { thisIs: "the host's own response" };
    this.rawResponses.push(raw);
    return {
      getStatusCode: () => entry.status,
      getHeaders: () => entry.headers,
      getRawResponse: () => raw,
      toStream: () => {
        throw new Error('There is no stream.');
      },
      toJSON: () =>
        this.within(limit, { silent: entry.silentBody, late: lostBody(timedOut) }, entry.bodyDelay ?? 0, () => {
          if (entry.bodyError) throw this.made(entry.bodyError);
          if (entry.make) return entry.make();
          return HttpClientResponse.prototype._parseResponseBody(entry.text ?? JSON.stringify(entry.body));
        }),
      dispose: () => {
        this.disposed += 1;
      },
    };
  }

  /** Does something after a delay, or never, and no later than the limit. */
  within(limit, { silent = false, late = timedOut }, delay, action) {
    return new Promise((resolve, reject) => {
      if (silent && limit === Infinity) return;
      const isLate = silent || this.now() + delay >= limit;
      const step = isLate
        ? () => {
            throw this.made(late);
          }
        : action;
      const act = () => {
        try {
          resolve(step());
        } catch (error) {
          reject(error);
        }
      };
      const wait = isLate ? Math.max(0, limit - this.now()) : delay;
      if (wait === 0) return act();
      this.timers += 1;
      setTimeout(() => {
        this.timers -= 1;
        act();
      }, wait);
    });
  }

  made(make) {
    const error = make();
    this.errors.push(error);
    return error;
  }
}

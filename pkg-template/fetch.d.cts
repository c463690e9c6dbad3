/** Types of `stripe-apps-secrets/fetch`, for both kinds of modules. */
import Stripe = require('./index.cjs');

/** What {@link createFetchHttpClient} takes. */
export interface FetchHttpClientOptions {
  /**
   * Where every request goes: an absolute `https:` URL, or `http:` on `localhost`, `127.0.0.1` or `[::1]`, of at most 10,000
   * characters. It stands in place of the scheme, host and port that a request names, and the request's path is appended
   * to its own. It has no user, password, query or fragment.
   */
  baseUrl: string;
  /**
   * Added to every request, in place of a header of the same name. So `Authorization` may tell an emulator or a backend
   * whose session it is; without it, what the caller sends stays (`Bearer DO_NOT_PASS_A_REAL_API_KEY` in an extension).
   *
   * An object is read once. A function is asked at each request, which is each attempt of a call, and may return a
   * promise: so a `Stripe-Signature` is fresh. The request's time covers the asking.
   *
   * At most 100. Not to be set are `Host`, `Cookie`, `Content-Type`, `Content-Length`, `Idempotency-Key`, `Stripe-*` (but
   * `Stripe-Signature`), what names another method, and those of the connection; a real key (`sk_`, `rk_`, `pk_`) is refused.
   */
  headers?: FetchHeaders | (() => FetchHeaders | PromiseLike<FetchHeaders>);
  /**
   * `true` admits `http:` on every host, for tests whose server runs in a container or on another machine. Refused in
   * production builds (`NODE_ENV`), whatever the address: write `allowHttp: process.env.NODE_ENV !== 'production'`.
   */
  allowHttp?: boolean;
}

/** Headers by their names. */
export interface FetchHeaders {
  [headerName: string]: string;
}

/** A client over `fetch`. Its methods need no `this`. */
export interface FetchHttpClient extends Stripe.HttpClient {
  makeRequest(...request: Parameters<Stripe.HttpClient['makeRequest']>): Promise<FetchHttpClientResponse>;
}

/** An answer. */
export interface FetchHttpClientResponse extends Stripe.HttpClientResponse {
  /** What `fetch` resolved with. */
  getRawResponse(): Response;
  /** The names are in lower case. */
  getHeaders(): { [headerName: string]: string };
  /**
   * The body. Rejects with a `SyntaxError` that does not quote it where it is not JSON, and with a `TypeError` where it
   * is cut or the time is up (`code: 'ETIMEDOUT'`).
   */
  toJSON(): Promise<any>;
  /** The body as it comes, in the caller's own time: the timeout does not end it. */
  toStream(streamCompleteCallback?: () => void): ReadableStream<Uint8Array> | null;
  /** Lets go of the answer before its body is read. */
  dispose(): void;
}

/**
 * An HTTP client over the page's own `fetch`, for the emulator and for one's own backend.
 *
 * ```ts
 * const stripe = new Stripe(STRIPE_API_KEY, {
 *   httpClient: createFetchHttpClient({
 *     baseUrl: 'http://127.0.0.1:12111',
 *     // `token` is what the emulator answers to POST /_emulator/sessions, asked by the test and not by the page.
 *     headers: { Authorization: `Bearer ${token}` },
 *   }),
 * });
 * ```
 *
 * For an app's own backend, which checks with each request who is signed in:
 *
 * ```ts
 * import fetchStripeSignature from '@stripe/ui-extension-sdk/signature';
 *
 * const httpClient = createFetchHttpClient({
 *   baseUrl: 'https://backend.example/stripe',
 *   headers: async () => ({
 *     'Stripe-Signature': await fetchStripeSignature(),
 *     'X-User-Id': userContext.id, // what was signed: the backend writes { user_id, account_id } with them
 *     'X-Account-Id': userContext.account.id,
 *   }),
 * });
 * ```
 *
 * Every promise settles, in `timeout` milliseconds, the body included (80,000 unless the timeout is a positive
 * number). A request that is lost rejects with a `TypeError`: `code` is `ETIMEDOUT` when the time was up, else what
 * Node.js says of the connection, such as `ECONNREFUSED`, or absent. What `fetch` rejected with is not handed on: it
 * may quote what was sent. A function for `headers` that throws, rejects or gives what would be refused ends its request with
 * the `StripeInvalidRequestError` below, which quotes nothing of it; nothing is sent then, and a call is not tried again. A call
 * that is aborted ends its request.
 *
 * Redirects are not followed, since a payload would follow with them. Cookies are not sent, nothing is cached, and no
 * `Referer` is sent.
 *
 * @throws {@link Stripe.errors.StripeInvalidRequestError} for the options: `config_invalid`, `protocol_refused`,
 * `header_refused`, `header_invalid` or `api_key_refused`.
 * @throws {@link Stripe.errors.StripeAPIError} for where it runs: `not_supported` without `fetch`, `Request`, `Headers`,
 * `URL` or `AbortController` (Jest's jsdom has neither of the first two; the message names what is missing),
 * `webassembly_forbidden` where a policy forbids WebAssembly, `internal_error` where the page has something in place of
 * `URL` or `Headers` that throws.
 */
export declare function createFetchHttpClient(options: FetchHttpClientOptions): FetchHttpClient;

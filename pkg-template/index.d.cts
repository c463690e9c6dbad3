/**
 * Types of `stripe-apps-secrets`, written by hand after those of stripe 23.1.0.
 *
 * Why by hand: generated types show the WebAssembly glue and ask for newer `lib` settings than
 * extension projects have. ES2018 and the DOM suffice here.
 *
 * Names, parameters and results are stripe's. Rules quoted below are, unless another source is
 * named, those of this library; Stripe's server remains the authority.
 */

/**
 * A client without `new`, as `stripe` allows it. The same as `new Stripe(apiKey, config)`.
 *
 * @throws What the constructor throws.
 */
declare function Stripe(apiKey: string, config: Stripe.StripeConfig): Stripe;

/**
 * A client of the Secret Store for one signed-in user of a Stripe Apps UI extension.
 *
 * ```ts
 * import Stripe from 'stripe-apps-secrets';
 * import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
 *
 * const stripe: Stripe = new Stripe(STRIPE_API_KEY, {
 *   httpClient: createHttpClient() as Stripe.HttpClient,
 * });
 * ```
 */
declare class Stripe {
  /** This package's version, such as `0.1.0`. */
  static readonly PACKAGE_VERSION: string;

  /** The `Stripe-Version` sent when `apiVersion` is not given: that of stripe 23.1.0. */
  static readonly API_VERSION: Stripe.LatestApiVersion;

  /**
   * Not here: this package serves `stripe.apps.secrets` only. An app that uses other resources keeps
   * `stripe` beside it.
   *
   * @throws {Stripe.errors.StripeInvalidRequestError} `not_supported`, whenever it is read in a
   *   development build, and so do the other names of stripe's surface; a production build has none of
   *   them.
   */
  static readonly StripeResource: never;

  /**
   * Builds a client. Nothing is sent, and the WebAssembly is compiled at the first need.
   *
   * @param apiKey `STRIPE_API_KEY` of `@stripe/ui-extension-sdk/http_client`: a placeholder, the
   *   host authenticates.
   * @param config At least `httpClient`.
   * @throws {Stripe.errors.StripeInvalidRequestError} `http_client_missing`; `api_key_missing`;
   *   `api_key_refused` for a real key (`sk_…`, `rk_…`, `pk_…`); `config_unknown` for a key of the
   *   configuration that is not known; `authenticator_refused`, `host_refused` and
   *   `protocol_refused`; `config_invalid`, `option_invalid` and `header_invalid` for values of
   *   another form. {@link Stripe.errors.Code} says of each code what to do.
   * @throws {Stripe.errors.StripeAPIError} `webassembly_forbidden`, by `stripe-apps-secrets/wasm` only,
   *   where the host does not let it compile.
   */
  constructor(apiKey: string, config: Stripe.StripeConfig);

  /** The Secret Store's place in stripe's surface: `stripe.apps.secrets`. */
  readonly apps: Stripe.Apps;

  /**
   * Calls `listener` at each attempt of a call (`request`), or when the last answer to a call has been
   * read or cannot be (`response`; a call without an answer has none).
   *
   * A listener that throws does not touch the call: the console hears of it. Added twice, a listener
   * is called twice.
   *
   * @param event `request` or `response`.
   * @param listener Its result is not looked at.
   */
  on<E extends keyof Stripe.Events>(event: E, listener: (data: Stripe.Events[E]) => unknown): void;

  /** As {@link on}, for the next event only. */
  once<E extends keyof Stripe.Events>(event: E, listener: (data: Stripe.Events[E]) => unknown): void;

  /**
   * Takes back one `on` or `once`. Nothing happens where there was none.
   *
   * @param listener The same function.
   */
  off<E extends keyof Stripe.Events>(event: E, listener: (data: Stripe.Events[E]) => unknown): void;

  /** The same as {@link Stripe.PACKAGE_VERSION}. */
  readonly VERSION: string;

  /** The error classes; the same objects as `Stripe.errors`. */
  readonly errors: typeof Stripe.errors;

  /**
   * Tells the client who is signed in, and returns the client. User-scope calls need it; calls in the
   * account's scope do not.
   *
   * With the same user again nothing happens, so it may stand in a render. From a `userContext` it
   * also takes `account.id`. A context without an `id` binds nothing and throws nothing; user-scope
   * calls then reject with `scope_user_unbound`.
   *
   * With another user or account it does not throw either: the client stays bound to the first one, and
   * from then on every call rejects with `user_already_bound`. For another user use {@link forUser}.
   *
   * @param user The extension's `userContext`, or the user's id (`usr_…`).
   * @throws {Stripe.errors.StripeInvalidRequestError} `option_invalid` for an id that is not a string.
   */
  bindUser(user: Stripe.UserContext | string | null | undefined): this;

  /**
   * A client that is bound to a user, with the key and the settings of this one and listeners of its
   * own. This client stays as it is.
   *
   * The same user and account give the same client again, so it may stand in a render and in the
   * dependencies of an effect. Tests with several users need it, and a view that outlives a change of
   * the account.
   *
   * @param user The extension's `userContext`, or the user's id (`usr_…`). Without an `id`, a client
   *   that is bound to nobody.
   * @throws {Stripe.errors.StripeInvalidRequestError} `option_invalid` for an id that is not a string.
   */
  forUser(user: Stripe.UserContext | string | null | undefined): Stripe;
}

declare namespace Stripe {
  // `require()` returns the class itself; these names on it serve `import` in its two forms.
  export { StripeClass as Stripe, StripeClass as default };

  /**
   * Whether `e` is an error of this library, optionally with this `code`.
   *
   * It looks at a brand, not at the class: `instanceof` fails for errors of another realm (Jest) or
   * of another copy of the library. Errors of the real `stripe` are not recognised.
   *
   * @param e Anything that was caught.
   * @param code One of {@link Stripe.errors.Code}, or a code of Stripe's API such as
   *   `resource_missing`.
   */
  export function isStripeError<C extends errors.Code | OtherString>(
    e: unknown,
    code: C,
  ): e is errors.StripeError & { readonly code: C };
  export function isStripeError(e: unknown): e is errors.StripeError;

  /** The version of Stripe's API that stripe 23.1.0 was made for. Any other string serves too. */
  export type LatestApiVersion = '2026-10-28.endive';

  /** Any other string than the ones listed, without losing the list in an editor. */
  export type OtherString = string & Record<never, never>;

  /** The part of a UI extension's `userContext` that {@link Stripe.bindUser} and {@link Stripe.forUser} read. */
  export interface UserContext {
    /** The signed-in user's id, `usr_…`. Optional, as in the extension SDK's own types. */
    id?: string | null;
    /** The account the user works on. */
    account?: {
      /** The account's id, `acct_…`. */
      id?: string | null;
    } | null;
  }

  /** Identifies an app or plugin in the `User-Agent`, as in stripe. */
  export interface AppInfo {
    /** The name, required. */
    name: string;
    /** Stripe's id of the partner. */
    partner_id?: string;
    /** Where to read about it. */
    url?: string;
    /** Its version. */
    version?: string;
  }

  /**
   * The constructor's configuration: stripe 23.1.0's keys, with `userContext` and `cardNumbers` added.
   */
  export interface StripeConfig {
    /**
     * The client that the host offers: `createHttpClient()` of
     * `@stripe/ui-extension-sdk/http_client`, or any object of this shape.
     */
    httpClient: HostClient;
    /** The `Stripe-Version` header, any string. Default: {@link Stripe.API_VERSION}. */
    apiVersion?: string;
    /** How often a failed attempt is repeated: 0 (never) to 100, default 2. */
    maxNetworkRetries?: number;
    /**
     * Milliseconds for one attempt, the reading of its body included: 1 to 2,147,483,647 (the
     * longest timer of browsers), default 80,000. Enforced here, as the host's client ignores it.
     */
    timeout?: number;
    /** `api.stripe.com`, the default. Another host is refused: it would be sent the host's key. */
    host?: string;
    /** Accepted, without effect: the host decides. */
    port?: string | number;
    /** `https`, the default and the only one that the host accepts. */
    protocol?: 'https';
    /** Accepted, without effect: no telemetry is sent. */
    telemetry?: boolean;
    /**
     * Whether `request` and `response` events carry bodies. Payloads in them read `[redacted]`, which
     * they do not in stripe. Default: false.
     */
    emitEventBodies?: boolean;
    /** Added to the `User-Agent`. */
    appInfo?: AppInfo;
    /** An account's id for every request; no other than the bound account's. */
    stripeAccount?: string;
    /** The same as `Stripe-Context`, as a string; not together with `stripeAccount`. */
    stripeContext?: string;
    /** Accepted, without effect. */
    typescript?: boolean;
    /** Accepted, without effect: the host opens the connections. */
    httpAgent?: unknown;
    /**
     * The host authenticates: leave it out, a function is refused (`authenticator_refused`). `null` counts
     * as absent; it has no place in this type so that these can be handed to stripe.
     */
    authenticator?: undefined;
    /** Who is signed in, where that is known already. The same as calling `bindUser`. */
    userContext?: UserContext;
    /**
     * What to do with a payload that is, as a whole, a card number, which Stripe forbids in the
     * Secret Store. `warn`, the default, warns on the console without the number; `refuse` rejects
     * with `card_number_refused`.
     */
    cardNumbers?: 'refuse' | 'warn' | 'allow';
  }

  /**
   * Options of one call: stripe's, and `signal`. An unknown one is refused (`option_unknown`), and so
   * is a value of another type (`option_invalid`).
   */
  export interface RequestOptions {
    /** Another placeholder key. A real one is refused with `api_key_refused`. */
    apiKey?: string;
    /** The `Idempotency-Key`. By default every write gets a fresh one, kept across its retries. */
    idempotencyKey?: string;
    /** An account's id; another than the bound account's is refused (`scope_not_own_account`). */
    stripeAccount?: string;
    /** The same as `Stripe-Context`, as a string; not together with `stripeAccount`. */
    stripeContext?: string;
    /** The `Stripe-Version` of this call. */
    apiVersion?: string;
    /** How often a failed attempt is repeated: 0 to 100. */
    maxNetworkRetries?: number;
    /** Milliseconds for one attempt: 1 to 2,147,483,647. */
    timeout?: number;
    /**
     * Further headers. `Authorization`, `Host`, `Content-Type`, `Content-Length`, `Content-Encoding`, `Stripe-*`, and what is
     * the connection's or the browser's to say (`Cookie`, `Expect`, `Connection`, `Proxy-*`, `Sec-*`, `X-HTTP-Method-Override`
     * and the like) are refused (`header_refused`), control characters too (`header_invalid`).
     */
    headers?: { [headerName: string]: string };
    /**
     * Ends the call when it aborts: {@link Stripe.errors.StripeConnectionError}, `request_aborted`,
     * with the signal's reason in `detail`. What was sent by then may have happened. One signal may
     * serve several calls, and the later pages of a list.
     */
    signal?: AbortSignal;
    /**
     * The host authenticates: leave it out, a function is refused (`authenticator_refused`). `null` counts
     * as absent; it has no place in this type so that these can be handed to stripe.
     */
    authenticator?: undefined;
    /** A secret is not streamed: `true` is refused (`streaming_refused`). `null` counts as absent. */
    streaming?: false;
  }

  /**
   * What this library needs of a host's client, and how it uses it: {@link HttpClient} without the
   * streaming. Test doubles need no more. That of `@stripe/ui-extension-sdk` 9.3.0 fits.
   */
  export interface HostClient {
    /** A name for diagnostics. */
    getClientName(): string;
    /**
     * Sends one request.
     *
     * @param host `api.stripe.com`.
     * @param port `443`; the extension host ignores it.
     * @param path The path with the query, such as `/v1/apps/secrets/find?name=…`.
     * @param method `GET` or `POST`.
     * @param headers Header names and values.
     * @param requestData The form-encoded body; empty with `GET`.
     * @param protocol `https`.
     * @param timeout Milliseconds; the extension host ignores it.
     */
    makeRequest(
      host: string,
      port: string,
      path: string,
      method: 'GET' | 'POST',
      headers: { [headerName: string]: string | number | string[] },
      requestData: string,
      protocol: 'https',
      timeout: number,
    ): Promise<HostResponse>;
  }

  /** What {@link HostClient.makeRequest} resolves with. */
  export interface HostResponse {
    /** The HTTP status. */
    getStatusCode(): number;
    /** The headers; `request-id`, `stripe-should-retry` and others are read from them. */
    getHeaders(): { [headerName: string]: string | string[] };
    /** The host's own object; `lastResponse` of a result. */
    getRawResponse(): unknown;
    /** The parsed JSON body. May reject: the answer's status then decides the error. */
    toJSON(): Promise<any>;
    /** Lets go of an answer whose body is not read, because the request is sent again. */
    dispose?(): void;
  }

  /**
   * The host's client as stripe declares it; one that fits there fits here, and the other way round.
   * Stripe's samples cast the SDK's client to this, which the SDK's declarations need and
   * {@link StripeConfig.httpClient} does not.
   */
  export interface HttpClient extends HostClient {
    makeRequest(
      host: string,
      port: string,
      path: string,
      method: string,
      headers: { [headerName: string]: string | number | string[] },
      requestData: string,
      protocol: string,
      timeout: number,
    ): Promise<HttpClientResponse>;
  }

  /** What {@link HttpClient.makeRequest} resolves with. */
  export interface HttpClientResponse extends HostResponse {
    /** Part of stripe's interface; not called here. */
    toStream(streamCompleteCallback: () => void): unknown;
  }

  /** A result, with what the HTTP answer said beside the body (not enumerable, as in stripe). */
  export type Response<T> = T & {
    readonly lastResponse: {
      /** The answer's headers. */
      headers: { [headerName: string]: string };
      /** Stripe's id of the request, `req_…`: what its support asks for. */
      requestId: string;
      /** The HTTP status. */
      statusCode: number;
      /** The `Stripe-Version` that was answered. */
      apiVersion?: string;
      /** The `Idempotency-Key` that was sent. */
      idempotencyKey?: string;
      /** The `Stripe-Account` that was sent. */
      stripeAccount?: string;
    };
  };

  /** One page of a list. */
  export interface ApiList<T> {
    object: 'list';
    /** The page's entries. */
    data: Array<T>;
    /** Whether entries follow this page. */
    has_more: boolean;
    /** Where the list is read. */
    url: string;
  }

  /**
   * What `list` returns: a promise of the first page, and an iterator over the entries of all pages.
   * The pages after it are asked for as they are needed, with the same parameters and options and the
   * cursor moved on; with `ending_before` they run backwards.
   *
   * ```ts
   * for await (const secret of stripe.apps.secrets.list({ scope })) console.log(secret.name);
   * ```
   *
   * There is one position in it, which all ways of iterating share. A page that cannot be had rejects
   * as the first one would, and so does one that ends with the id that an earlier page ended with
   * ({@link Stripe.errors.StripeAPIError}, `paging_stuck`).
   */
  export interface ApiListPromise<T> extends Promise<Response<ApiList<T>>>, AsyncIterableIterator<T> {
    /** The next entry. Calls that overlap get the same one, as in stripe. */
    next(): Promise<IteratorResult<T>>;

    /**
     * Calls `onItem` with one entry after another, and resolves when there are no more or when it says
     * stop.
     *
     * @param onItem With one parameter, it returns `false`, or a promise of `false`, to stop; the next
     *   entry waits for the promise. With two, it calls `next()` to go on or `next(false)` to stop, and
     *   what it returns is not looked at; without a call of `next` the iteration waits for ever, as in
     *   stripe.
     * @param onDone Called at the end, with the error if there was one. The promise says the same.
     * @throws {Stripe.errors.StripeInvalidRequestError} `paging_invalid`, at once and not as a
     *   rejection: for arguments that are not functions, a third argument, or an `onItem` of more than
     *   two parameters.
     */
    autoPagingEach(
      onItem?: (
        item: T,
        next: (goOn?: boolean | void | PromiseLike<boolean | void>) => void,
      ) => boolean | void | Promise<boolean | void>,
      onDone?: (err?: any) => void,
    ): Promise<void>;

    /**
     * The first `limit` entries of all pages, as one array.
     *
     * @param opts `limit`: 1 to 10,000 entries. (How many a page has is the `limit` of `list`.)
     * @param onDone Called at the end with the error, or with `null` and the array.
     * @throws {Stripe.errors.StripeInvalidRequestError} `paging_invalid`, at once and not as a
     *   rejection: without a limit, and for one above 10,000.
     */
    autoPagingToArray(opts: { limit: number }, onDone?: (err: any, items?: Array<T>) => void): Promise<Array<T>>;
  }

  /** The events of a client, by name. */
  export interface Events {
    /** An attempt is sent. */
    request: RequestEvent;
    /** The last answer to a call has been read, or cannot be. */
    response: ResponseEvent;
  }

  /** An attempt is sent. What a field has no value for is left out. */
  export interface RequestEvent {
    /** The `Stripe-Version` that is sent. */
    api_version: string;
    /** The `Stripe-Account` that is sent. */
    account?: string;
    /** The `Idempotency-Key` that is sent. */
    idempotency_key?: string;
    /** `GET` or `POST`. */
    method: string;
    /** The path, with the query of a `GET`. */
    path: string;
    /** The parameters of a `POST`, payloads redacted; with `emitEventBodies` only. */
    body?: { [param: string]: unknown };
    /** Milliseconds since the Unix epoch. */
    request_start_time: number;
  }

  /** The last answer to a call has been read, or cannot be. What a field has no value for is left out. */
  export interface ResponseEvent {
    /** The `Stripe-Version` that was answered. */
    api_version: string;
    /** The `Stripe-Account` that was answered. */
    account?: string;
    /** The `Idempotency-Key` that was answered. */
    idempotency_key?: string;
    /** `GET` or `POST`. */
    method: string;
    /** The path, with the query of a `GET`. */
    path: string;
    /** The HTTP status. */
    status: number;
    /** Stripe's id of the request, `req_…`. */
    request_id: string;
    /** Milliseconds from the attempt's start to the answer's headers. */
    elapsed: number;
    /** Milliseconds since the Unix epoch. */
    request_start_time: number;
    /** The same. */
    request_end_time: number;
    /** The answer as it was read, payloads redacted; with `emitEventBodies` only. */
    body?: { [field: string]: unknown };
  }

  /** Which page of a list is asked for. Not both cursors (`parameters_exclusive`). */
  export interface PaginationParams {
    /** An id: the page that ends before this entry. */
    ending_before?: string;
    /** Entries a page, 1 to 100 (`parameter_invalid_integer`); Stripe's default is 10. */
    limit?: number;
    /** An id: the page that starts after this entry. */
    starting_after?: string;
  }

  /** `stripe.apps`. */
  export interface Apps {
    /** The Secret Store. */
    readonly secrets: Apps.SecretResource;
  }

  export namespace Apps {
    /**
     * The Secret Store's four calls. The methods are plain and may be replaced, in tests for one.
     *
     * Each rejects, never throws, and always settles:
     * - {@link Stripe.errors.StripeScopeError} for a scope that is not the account's or the bound
     *   user's, and {@link Stripe.errors.StripeInvalidRequestError} for other bad input; both before
     *   anything is sent, without a `statusCode`;
     * - the class that stripe chooses by status and type for an error of the API, such as
     *   `StripeInvalidRequestError` with `resource_missing`, or `StripePermissionError`;
     * - {@link Stripe.errors.StripeConnectionError} for no answer within the timeout and retries, and
     *   for a call that its `signal` aborted (`request_aborted`);
     * - {@link Stripe.errors.StripeAPIError} for an answer that cannot be read, or that carries
     *   another scope or name than was asked for (`response_scope_mismatch`).
     */
    export interface SecretResource {
      /**
       * Creates a secret or replaces the one of the same name in the scope. At most 10 secrets in
       * an account scope and 10 in each user scope, per app (Stripe's documentation).
       */
      create(params: SecretCreateInput, options?: RequestOptions): Promise<Response<Secret>>;

      /**
       * Finds a secret by name and scope. `payload` is in the answer only with
       * `expand: ['payload']`. A missing secret rejects with `resource_missing` (404).
       */
      find(params: SecretFindParams, options?: RequestOptions): Promise<Response<Secret>>;

      /**
       * Lists the secrets of a scope without their payloads: a promise of one page, with the ways to
       * reach the entries of all pages on it. Also what is refused is refused by the promise.
       */
      list(params: SecretListParams, options?: RequestOptions): ApiListPromise<Secret>;

      /**
       * Deletes a secret by name and scope. Stripe documents `id`, `object` and `deleted: true` as
       * the answer; do not rely on the other fields.
       */
      deleteWhere(params: SecretDeleteWhereParams, options?: RequestOptions): Promise<Response<Secret>>;
    }

    /** A secret as the API returns it (Stripe's OpenAPI description, `apps.secret`). */
    export interface Secret {
      /** The secret's id, `appsecret_…`. */
      id: string;
      object: 'apps.secret';
      /** When it was created, in Unix seconds. */
      created: number;
      /** `true` in the answer to a deletion. */
      deleted?: boolean;
      /** When Stripe deletes it, in Unix seconds; `null` for never. */
      expires_at: number | null;
      /** Whether it exists in live mode. Live mode, test mode and sandboxes keep their own. */
      livemode: boolean;
      /** The name, unique within the scope. */
      name: string;
      /** The secret value in plain text, only with `expand: ['payload']`. */
      payload?: string | null;
      /** Whose secret it is. */
      scope: Secret.Scope;
    }

    export namespace Secret {
      /** Whose secret it is. */
      export interface Scope {
        /** The scope's type. */
        type: Scope.Type;
        /** The user's id, with the type `user`. */
        user?: string;
      }
      export namespace Scope {
        export type Type = 'account' | 'user' | OtherString;
      }
    }

    /** Parameters of `create`, as stripe types them. */
    export interface SecretCreateParams {
      /** The name, unique within the scope: 1 to 5000 characters. */
      name: string;
      /** The secret value in plain text: 1 to 5000 characters, no card number. */
      payload: string;
      /** Whose secret it is. */
      scope: SecretCreateParams.Scope;
      /** Fields to fill in the answer: `['payload']`. */
      expand?: Array<string>;
      /**
       * When Stripe deletes it, in Unix seconds (not milliseconds): not in the past
       * (`expires_at_in_past`, with a day's tolerance here), at most 100 years ahead
       * (`expires_at_too_far`).
       */
      expires_at?: number;
    }

    export namespace SecretCreateParams {
      /** Whose secret it is. */
      export interface Scope {
        /** `account`: shared by the account's users. `user`: the bound user's own. */
        type: Scope.Type;
        /** With `user`, the bound user's id; may be left out. Not with `account`. */
        user?: string;
      }
      export namespace Scope {
        export type Type = 'account' | 'user' | OtherString;
      }
    }

    /**
     * What `create` takes: {@link SecretCreateParams}, where `expires_at` may also be a `Date`. A
     * type of its own, so that stripe's parameters and ours stay interchangeable.
     */
    export interface SecretCreateInput extends Omit<SecretCreateParams, 'expires_at'> {
      /** When Stripe deletes it: Unix seconds or a `Date`. */
      expires_at?: number | Date;
    }

    /** Parameters of `find`. */
    export interface SecretFindParams {
      /** The name, unique within the scope: 1 to 5000 characters. */
      name: string;
      /** Whose secret it is. */
      scope: SecretFindParams.Scope;
      /** Fields to fill in the answer: `['payload']`. */
      expand?: Array<string>;
    }

    export namespace SecretFindParams {
      /** Whose secret it is. */
      export interface Scope {
        /** `account`: shared by the account's users. `user`: the bound user's own. */
        type: Scope.Type;
        /** With `user`, the bound user's id; may be left out. Not with `account`. */
        user?: string;
      }
      export namespace Scope {
        export type Type = 'account' | 'user' | OtherString;
      }
    }

    /** Parameters of `list`. */
    export interface SecretListParams extends PaginationParams {
      /** Whose secrets are listed. */
      scope: SecretListParams.Scope;
      /** Fields to fill in the answer. */
      expand?: Array<string>;
    }

    export namespace SecretListParams {
      /** Whose secrets are listed. */
      export interface Scope {
        /** `account`: shared by the account's users. `user`: the bound user's own. */
        type: Scope.Type;
        /** With `user`, the bound user's id; may be left out. Not with `account`. */
        user?: string;
      }
      export namespace Scope {
        export type Type = 'account' | 'user' | OtherString;
      }
    }

    /** Parameters of `deleteWhere`. */
    export interface SecretDeleteWhereParams {
      /** The name, unique within the scope: 1 to 5000 characters. */
      name: string;
      /** Whose secret it is. */
      scope: SecretDeleteWhereParams.Scope;
      /** Fields to fill in the answer. */
      expand?: Array<string>;
    }

    export namespace SecretDeleteWhereParams {
      /** Whose secret it is. */
      export interface Scope {
        /** `account`: shared by the account's users. `user`: the bound user's own. */
        type: Scope.Type;
        /** With `user`, the bound user's id; may be left out. Not with `account`. */
        user?: string;
      }
      export namespace Scope {
        export type Type = 'account' | 'user' | OtherString;
      }
    }
  }

  /** The API's own types of errors that stripe 23.1.0 lists, those of its second version included. */
  export type RawErrorType =
    | 'card_error'
    | 'invalid_request_error'
    | 'api_error'
    | 'idempotency_error'
    | 'rate_limit_error'
    | 'authentication_error'
    | 'invalid_grant'
    | 'invalid_client'
    | 'invalid_request'
    | 'invalid_scope'
    | 'unsupported_grant_type'
    | 'unsupported_response_type'
    | 'already_canceled'
    | 'blocked_by_stripe'
    | 'cannot_proceed'
    | 'capability_not_enabled'
    | 'controlled_by_alternate_resource'
    | 'feature_not_enabled'
    | 'financial_account_not_open'
    | 'fx_quote_needs_refresh'
    | 'insufficient_funds'
    | 'invalid_payment_method'
    | 'invalid_payout_method'
    | 'invalid_vaulted_credential'
    | 'not_cancelable'
    | 'quota_exceeded'
    | 'rate_limit'
    | 'recipient_not_notifiable'
    | 'temporary_session_expired'
    | 'verification_attempt_failed'
    | 'verification_expired'
    | 'verification_not_initiated';

  /** The body of an API error, and what the error constructors take. */
  export interface StripeRawError {
    message?: string;
    /** The API's own type, such as `invalid_request_error`. */
    type?: string;
    code?: string;
    param?: string;
    detail?: unknown;
    headers?: { [headerName: string]: string };
    requestId?: string;
    statusCode?: number;
    advice_code?: string;
    charge?: string;
    decline_code?: string;
    doc_url?: string;
    network_advice_code?: string;
    network_decline_code?: string;
    payment_intent?: unknown;
    payment_method?: unknown;
    payment_method_type?: string;
    request_log_url?: string;
    setup_intent?: unknown;
    source?: unknown;
    user_message?: string;
  }

  /**
   * The error classes: those of stripe that an answer to a call can stand for, and
   * {@link errors.StripeScopeError}.
   *
   * In development builds the message of a refusal says what is wrong and what to do. In production
   * builds (`process.env.NODE_ENV` is `production`, which the Stripe CLI sets for an upload) it is the
   * code and the parameter, such as `scope_not_own_user: scope[user]`, and the texts are left out of
   * the bundle; `import 'stripe-apps-secrets/messages'` brings them back. `code` and `param` are the
   * same in both, so let code look at them, and never at a message.
   */
  export namespace errors {
    /** The codes of {@link StripeScopeError}: the rows of the scope rules that refuse. */
    export type ScopeCode =
      /** A `user` with the type `account`: leave it out, or write `type: 'user'`. */
      | 'scope_user_on_account'
      /** Another user than the bound one: pass `userContext.id`. */
      | 'scope_not_own_user'
      /** A user scope, and no user is bound: call `bindUser`, with a context that has an `id`. */
      | 'scope_user_unbound'
      /** No scope at all: pass `{ type: 'account' }` or `{ type: 'user', user }`. */
      | 'scope_missing'
      /** A scope that is neither of these, or no plain object: write one of them. */
      | 'scope_invalid'
      /** `stripeAccount` or `stripeContext` other than the bound account's id: leave it out. */
      | 'scope_not_own_account';

    /** Every code that this library gives itself. The API's own codes are others. */
    export type Code =
      | ScopeCode
      /** No key: pass `STRIPE_API_KEY` of `@stripe/ui-extension-sdk/http_client`. */
      | 'api_key_missing'
      /** A real key (`sk_…`, `rk_…`, `pk_…`): pass `STRIPE_API_KEY`; on a server keep `stripe`. */
      | 'api_key_refused'
      /** The host authenticates: leave `authenticator` out. */
      | 'authenticator_refused'
      /** With `cardNumbers: 'refuse'`: the payload is a card number, which Stripe forbids there. */
      | 'card_number_refused'
      /** The configuration is not a plain object: pass one. */
      | 'config_invalid'
      /** An unknown setting: see {@link StripeConfig}. */
      | 'config_unknown'
      /** More than a day ago: pass a time ahead in Unix seconds; add a duration to now. */
      | 'expires_at_in_past'
      /** More than 36,525 days ahead: pass Unix seconds, not milliseconds, or a `Date`. */
      | 'expires_at_too_far'
      /** `/store`: `expiresIn` is not a positive number of seconds: pass 3600 for an hour. */
      | 'expires_in_invalid'
      /** `/store`: `expiresIn` and `expiresAt`: pass one of them. */
      | 'expiry_exclusive'
      /** What cannot be a header's name or value: Latin-1 without control characters can, up to 16,384 of them. */
      | 'header_invalid'
      /** `Authorization`, `Host`, `Content-*`, `Stripe-*`, `Cookie`, `Connection` and the like: leave it out. */
      | 'header_refused'
      /** Another host: for one of your own pass `createFetchHttpClient()` of `/fetch`. */
      | 'host_refused'
      /** No client of the host: pass `createHttpClient()` of the extension SDK. */
      | 'http_client_missing'
      /** A defect of this library: please report it. */
      | 'internal_error'
      /** `/store`: `leeway` is not a number of seconds: pass 60, or leave it out. */
      | 'leeway_invalid'
      /** `/store`: `subscribe` got no function: pass one in the second argument. */
      | 'listener_missing'
      /** A part of stripe's surface that is not here, or `/fetch` without what it needs. */
      | 'not_supported'
      /** `/store`: `now` is not a function: pass one that returns Unix seconds. */
      | 'now_invalid'
      /** `/store`: the tokens could not be refreshed: ask again later, or sign the user in again. */
      | 'oauth_refresh_failed'
      /** `/store`: there are no tokens: sign the user in, and `save` the token response. */
      | 'oauth_signed_out'
      /** `/store`: a token response without `access_token`: pass that of a successful exchange. */
      | 'oauth_tokens_invalid'
      /** An option of another type, a callback (use the promise), or options that are not a plain object. */
      | 'option_invalid'
      /** An unknown option; a parameter belongs into the first argument. */
      | 'option_unknown'
      /** An invalid paging callback or limit: pass a function, or a limit of 1 to 10,000. */
      | 'paging_invalid'
      /** A page has no id to go on from, or ends as the one before it: the API's fault, not the call's. */
      | 'paging_stuck'
      /** Not an array of at most 100 strings: write `['payload']`. */
      | 'parameter_invalid_array'
      /** `null` or `''`: pass a value, or leave an optional one out. */
      | 'parameter_invalid_empty'
      /** Not an integer; `limit` is 1 to 100, `expires_at` Unix seconds or a `Date`. */
      | 'parameter_invalid_integer'
      /** The parameters are not a plain object: pass one. */
      | 'parameter_invalid_object'
      /** Not a string of well-formed Unicode: write `JSON.stringify(value)` for an object. */
      | 'parameter_invalid_string'
      /** `name` or `payload` is absent: pass it. */
      | 'parameter_missing'
      /** More than 5000 characters: store less. */
      | 'parameter_too_long'
      /** An unknown parameter of the method; an option belongs into the second argument. */
      | 'parameter_unknown'
      /** A getter or a Proxy threw; what it threw is in `detail`. */
      | 'parameter_unreadable'
      /** `starting_after` and `ending_before`: pass one of them. */
      | 'parameters_exclusive'
      /** `/store`: `parse` is not a function, or returned a promise: pass one that returns the checked value. */
      | 'parse_invalid'
      /** `/store`: an answer without the payload that was asked for: ask again. */
      | 'payload_missing'
      /** Another protocol: for a server on this machine pass `createFetchHttpClient()` of `/fetch`. */
      | 'protocol_refused'
      /** `/store`: `refresh` is not a function: pass the app's own. */
      | 'refresh_missing'
      /** The call's `signal` aborted it; what was sent may have happened. */
      | 'request_aborted'
      /** The answer is of another object, scope or name, and was withheld; a write may have happened. */
      | 'response_scope_mismatch'
      /** `/store`: the ten places of a scope are taken, and the API gave no code: delete one of those named. */
      | 'scope_full'
      /** `/store`: `parse` refused what a secret holds; what it threw is in `detail`. */
      | 'secret_invalid'
      /** `/store`: a secret is not JSON: read it with `get`, or write it anew with `setJSON`. */
      | 'secret_not_json'
      /** `/store`: no scope of a store: pass `user` or `account` of `store.for(userContext)`. */
      | 'store_scope_invalid'
      /** A secret is not streamed: leave `streaming` out. */
      | 'streaming_refused'
      /** `bindUser` got another user or account: use `forUser`. */
      | 'user_already_bound'
      /** `/store`: a value that JSON cannot write: leave out functions, BigInts and circles. */
      | 'value_not_json'
      /** The page forbids WebAssembly: import `stripe-apps-secrets` or `stripe-apps-secrets/js`. */
      | 'webassembly_forbidden';

    /**
     * The base of all errors here. No field of an error that this library writes holds a payload.
     */
    export class StripeError extends Error {
      constructor(raw?: StripeRawError, type?: string | null);
      /** The error that an answer with this `error` inside stands for, by its status, code and type: for tests. */
      static generate(raw: StripeRawError): StripeError;
      /** For a developer: what was wrong, and with which parameter. Never the value. */
      readonly message: string;
      /** The class's name, such as `StripeInvalidRequestError`. */
      readonly type: string;
      /** The API's error body; for a local refusal, one of the same form. */
      readonly raw: unknown;
      /** The API's own type, such as `invalid_request_error`. */
      readonly rawType?: RawErrorType;
      /** One of {@link Code} for a local refusal, else the API's code. */
      readonly code?: string;
      /** The parameter at fault, such as `scope[user]`. */
      readonly param?: string;
      /** The HTTP status; undefined when nothing was answered or nothing was sent. */
      readonly statusCode?: number;
      /** Stripe's id of the request, `req_…`. */
      readonly requestId?: string;
      /** The answer's headers. */
      readonly headers?: { [headerName: string]: string };
      /**
       * What lies beneath: whatever the host's client rejected with, or a signal's reason. It can be
       * anything, so look at it before you use it; `any` here so that stripe's declaration fits.
       */
      readonly detail?: any;
      /** A text for the end user, if the API gave one. */
      readonly userMessage?: string;
      /** The same under the API's name. */
      readonly user_message?: string;
      /** Where the API's code is explained. */
      readonly doc_url?: string;
      /** The request's entry in the Dashboard's log. */
      readonly request_log_url?: string;
      // The rest is about payments. The API sends none of it for a secret; `any` stands for stripe's
      // own types of these objects, which are not repeated here.
      readonly advice_code?: string;
      readonly charge?: string;
      readonly decline_code?: string;
      readonly network_advice_code?: string;
      readonly network_decline_code?: string;
      readonly payment_intent?: any;
      readonly payment_method?: any;
      readonly payment_method_type?: string;
      readonly setup_intent?: any;
      readonly source?: any;
    }

    /** Status 402. */
    export class StripeCardError extends StripeError {
      readonly decline_code: string;
      constructor(raw?: StripeRawError);
    }

    /** Bad input: statuses 400 and 404, and this library's refusals before sending. */
    export class StripeInvalidRequestError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /**
     * This library's own: a scope was refused before anything was sent. `code` is one of
     * {@link ScopeCode}, `param` the offending part, such as `scope[user]`.
     */
    export class StripeScopeError extends StripeInvalidRequestError {
      constructor(raw?: StripeRawError);
    }

    /** Any other error status, and an answer that cannot be read or was not asked for. */
    export class StripeAPIError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /** Status 401. */
    export class StripeAuthenticationError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /** Status 403, with or without a body. */
    export class StripePermissionError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /** Status 429, or 400 with the code `rate_limit`. */
    export class StripeRateLimitError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /** No answer: the host's client rejected, threw or took too long. `detail` says with what. */
    export class StripeConnectionError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /** An idempotency key was used again with other parameters. */
    export class StripeIdempotencyError extends StripeError {
      constructor(raw?: StripeRawError);
    }

    /** An answer whose `error` is a string, which is how OAuth errors look. */
    export class StripeOAuthError extends StripeError {
      constructor(raw?: StripeRawError, type?: string);
    }

    /** OAuth `invalid_grant`. */
    export class StripeInvalidGrantError extends StripeOAuthError {
      constructor(raw?: StripeRawError);
    }

    /** OAuth `invalid_client`. */
    export class StripeInvalidClientError extends StripeOAuthError {
      constructor(raw?: StripeRawError);
    }

    /** OAuth `invalid_request`. */
    export class StripeOAuthInvalidRequestError extends StripeOAuthError {
      constructor(raw?: StripeRawError);
    }

    /** OAuth `invalid_scope`: not a scope of the Secret Store. */
    export class StripeInvalidScopeError extends StripeOAuthError {
      constructor(raw?: StripeRawError);
    }

    /** OAuth `unsupported_grant_type`. */
    export class StripeUnsupportedGrantTypeError extends StripeOAuthError {
      constructor(raw?: StripeRawError);
    }

    /** OAuth `unsupported_response_type`. */
    export class StripeUnsupportedResponseTypeError extends StripeOAuthError {
      constructor(raw?: StripeRawError);
    }
  }
}

/** An alias by which the namespace above can name the class itself. */
import StripeClass = Stripe;

export = Stripe;

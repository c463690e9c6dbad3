/**
 * Types of `stripe-apps-secrets/store`, written by hand.
 *
 * Rules quoted below are this library's; Stripe's server remains the authority.
 */
import Stripe = require('./index.cjs');

/** Whether something caught is an error of this library, by brand; see `Stripe.isStripeError`. */
export declare const isStripeError: typeof Stripe.isStripeError;

/** The names of a schema. */
export type SecretName<Schema> = Extract<keyof Schema, string>;

/** The value of a name; a schema may mark names as optional. */
export type SecretValue<Schema, Name extends keyof Schema> = Exclude<Schema[Name], undefined>;

/** The names whose value is a text, for `get` and `set`. */
export type TextName<Schema> = {
  [Name in SecretName<Schema>]-?: SecretValue<Schema, Name> extends string ? Name : never;
}[SecretName<Schema>];

/** The names whose value is kept as JSON, for `getJSON` and `setJSON`. */
export type JSONName<Schema> = {
  [Name in SecretName<Schema>]-?: SecretValue<Schema, Name> extends string ? never : Name;
}[SecretName<Schema>];

/** The names whose value has an `access_token`, for `createOAuthTokens`. */
export type TokenName<Schema> = {
  [Name in SecretName<Schema>]-?: SecretValue<Schema, Name> extends { access_token: string } ? Name : never;
}[SecretName<Schema>];

/** What there is where no schema is given: every name, as a text or as JSON. */
export interface AnySchema {
  [name: string]: any;
}

/** A secret as Stripe answers it, without its payload. */
export type SecretWithoutPayload = Omit<Stripe.Apps.Secret, 'payload'>;

/** Options of every method. An unknown one is refused (`option_unknown`). */
export interface SecretOptions {
  /** Ends the call when it aborts (`request_aborted`). What was sent by then may have happened. */
  signal?: AbortSignal;
}

/** Options of a write. */
export interface SecretWriteOptions extends SecretOptions {
  /** When Stripe deletes the secret: a `Date`, or Unix seconds. */
  expiresAt?: Date | number;
  /** The same as a time from now, in seconds. Not together with `expiresAt` (`expiry_exclusive`). */
  expiresIn?: number;
}

/** Options of `getJSON` with a check. */
export interface SecretReadOptions<Value> extends SecretOptions {
  /**
   * Checks the parsed value, and returns what `getJSON` is to return. It may throw: `getJSON` then rejects with
   * `secret_invalid`, which names the secret, and has what was thrown in `detail`, without the texts and numbers of 8
   * characters or more that the secret holds. It returns no promise (`parse_invalid`).
   *
   * ```ts
   * await user.getJSON('settings', { parse: Settings.parse }); // a schema of Zod's
   * ```
   */
  parse: (value: unknown) => Value;
}

/**
 * The secrets of one scope: the signed-in user's own, or the account's.
 *
 * Each method rejects, never throws, and always settles, with the errors of `stripe.apps.secrets`.
 */
export interface SecretScope<Schema = AnySchema> {
  /** What tells this scope from others, for caches: account, mode, kind, user. No payload is ever in it. */
  readonly key: ReadonlyArray<string | null>;

  /**
   * The text of a secret; `null` only where Stripe says that there is no such secret (404, `resource_missing`).
   * Whatever else goes wrong rejects, a missing permission (403) too.
   */
  get<Name extends TextName<Schema>>(name: Name, options?: SecretOptions): Promise<SecretValue<Schema, Name> | null>;

  /**
   * Creates a secret, or replaces the one of the same name.
   *
   * It rejects for a text of more than 5,000 characters, and says how many there are (`parameter_too_long`). Where
   * the scope is full, the error says which names take its ten places.
   */
  set<Name extends TextName<Schema>>(
    name: Name,
    text: SecretValue<Schema, Name>,
    options?: SecretWriteOptions,
  ): Promise<SecretWithoutPayload>;

  /** Deletes a secret: `true`, or `false` where there was none. */
  delete(name: SecretName<Schema>, options?: SecretOptions): Promise<boolean>;

  /** Whether there is such a secret. Its payload is not asked for. */
  has(name: SecretName<Schema>, options?: SecretOptions): Promise<boolean>;

  /** The secrets of the scope, all pages of them. */
  list(options?: SecretOptions): Promise<SecretWithoutPayload[]>;

  /** The names of the secrets of the scope. */
  names(options?: SecretOptions): Promise<string[]>;

  /**
   * The value of a secret that is JSON, or `null` as in {@link get}. What is not JSON rejects with `secret_not_json`;
   * the error does not quote the text.
   */
  getJSON<Name extends JSONName<Schema>>(
    name: Name,
    options?: SecretOptions & { parse?: undefined },
  ): Promise<SecretValue<Schema, Name> | null>;
  getJSON<Name extends JSONName<Schema>, Value>(name: Name, options: SecretReadOptions<Value>): Promise<Value | null>;

  /** {@link set} of a value, as JSON. What JSON cannot write rejects with `value_not_json`. */
  setJSON<Name extends JSONName<Schema>>(
    name: Name,
    value: SecretValue<Schema, Name>,
    options?: SecretWriteOptions,
  ): Promise<SecretWithoutPayload>;

  /**
   * Calls `listener` after each `set` and `delete` of a secret by way of this object. It does not hear of other
   * frames or servers.
   *
   * @returns A function that takes the listener away.
   * @throws {Stripe.errors.StripeInvalidRequestError} `listener_missing`.
   */
  subscribe(name: SecretName<Schema>, listener: () => void): () => void;
}

/** The part of a UI extension's `environment` that {@link SecretStore.for} reads. */
export interface SecretEnvironment {
  /** `live` or `test`: they hold separate secrets. */
  mode?: string;
}

/** The scopes of one signed-in user. */
export interface SecretScopes<Schema = AnySchema> {
  /** The user's own secrets. */
  readonly user: SecretScope<Schema>;
  /** The account's secrets, which all its users share. */
  readonly account: SecretScope<Schema>;
}

/** What {@link createSecretStore} makes. */
export interface SecretStore<Schema = AnySchema> {
  /**
   * The scopes of the signed-in user: the same objects for the same user, account and mode, so it may stand in a
   * render and in the dependencies of an effect.
   *
   * @param userContext The extension's `userContext`, or the user's id (`usr_…`). Without an `id` the calls of
   *   `user` reject with `scope_user_unbound`.
   * @param environment The extension's `environment`. It changes no request; with it, test and live mode have
   *   objects of their own, so that no cache mixes their secrets.
   */
  for(
    userContext: Stripe.UserContext | string | null | undefined,
    environment?: SecretEnvironment | null,
  ): SecretScopes<Schema>;
}

/** Settings of the store itself. */
export interface SecretClock {
  /** The time in Unix seconds, by which `expiresIn` and tokens are counted. A test passes `() => emulator.now`. */
  now?: () => number;
}

/** The settings of a store: Stripe's, with `now` added. */
export interface SecretStoreConfig extends Omit<Stripe.StripeConfig, 'userContext' | 'emitEventBodies'>, SecretClock {
  /** Default: `STRIPE_API_KEY` of the extension SDK, a placeholder. */
  apiKey?: string;
}

/**
 * A store of secrets over a host's client, with the guard, the core and the errors of `new Stripe`.
 *
 * ```ts
 * import { createSecretStore } from 'stripe-apps-secrets/store';
 * import { createHttpClient } from '@stripe/ui-extension-sdk/http_client';
 *
 * interface Schema {
 *   api_key: string;
 *   settings: { dark: boolean };
 * }
 *
 * const store = createSecretStore<Schema>({ httpClient: createHttpClient() });
 * ```
 *
 * @param config At least `httpClient`.
 * @throws {Stripe.errors.StripeInvalidRequestError} What the constructor of `Stripe` throws, and `now_invalid`.
 */
export declare function createSecretStore<Schema = AnySchema>(config: SecretStoreConfig): SecretStore<Schema>;

/**
 * A store over a client of this package, for an app that has one already. It calls the methods of
 * `stripe.forUser(userContext)`, which keep the page's clock for what they refuse.
 */
export declare function createSecretStore<Schema = AnySchema>(
  stripe: Pick<Stripe, 'forUser'>,
  clock?: SecretClock,
): SecretStore<Schema>;

/** A token response, as an authorization server sends it (RFC 6749, section 5.1). */
export interface TokenResponse {
  access_token: string;
  refresh_token?: string | null;
  /** Seconds from now. Some servers send it as a text. */
  expires_in?: number | string | null;
  [field: string]: unknown;
}

/** Tokens as the secret holds them. */
export interface StoredTokens {
  access_token: string;
  refresh_token?: string;
  /** When the access token ends, in Unix seconds. */
  expires_at?: number;
  [field: string]: unknown;
}

/** What `refresh` may return: a token response, or the server's refusal. */
export type RefreshAnswer = { access_token: string } | { error: unknown } | { code: unknown };

/** Options of {@link createOAuthTokens}. */
export interface OAuthTokensOptions {
  /**
   * The app's own: redeems a refresh token, and returns the token response. `invalid_grant`, in `error` or `code` of
   * what it returns or throws, says that the token is no longer good. It has 30 seconds; then `signal` aborts.
   */
  refresh: (refreshToken: string, options: { signal: AbortSignal }) => RefreshAnswer | PromiseLike<RefreshAnswer>;
  /** How long before its end an access token counts as expired, in seconds. Default: 60. */
  leeway?: number;
}

/** The OAuth tokens of a third party. */
export interface OAuthTokens {
  /**
   * An access token that is good, refreshed where it has to be; `null` where there is none and none can be had: sign
   * the user in.
   *
   * @throws {Stripe.errors.StripeAPIError} `oauth_refresh_failed`: `refresh` failed, or its token was refused and no
   *   other frame has written new ones; `detail` is then `{ error: 'invalid_grant' }`: sign the user in again. The
   *   secret stays as it is. No error quotes a token that was kept, if it has 8 characters or more.
   */
  get(): Promise<string | null>;

  /**
   * The page's `fetch` with `Authorization: Bearer …`. After an answer with status 401 it refreshes and repeats once,
   * except for a body that is a stream. Without tokens it rejects with `oauth_signed_out`.
   */
  fetch(url: RequestInfo | URL, init?: RequestInit): Promise<Response>;

  /** Keeps a token response as it came; `expires_in` becomes `expires_at`. */
  save(tokens: TokenResponse): Promise<void>;

  /** Deletes the tokens: the user signs out. */
  clear(): Promise<void>;
}

/**
 * OAuth tokens of a third party, kept as one secret and refreshed in time.
 *
 * ```ts
 * import { createOAuthTokens, type SecretScope } from 'stripe-apps-secrets/store';
 *
 * const tokensOf = (user: SecretScope) =>
 *   createOAuthTokens(user, 'oauth', {
 *     refresh: (refreshToken, { signal }) =>
 *       fetch('https://auth.example.com/token', {
 *         method: 'POST',
 *         body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: 'app' }),
 *         signal,
 *       }).then((response) => response.json()),
 *   });
 * ```
 *
 * For one secret there is one refresh at a time, however often this is called, as long as its scopes are those of one
 * store: stores are told apart by their `httpClient`, so an app makes one store, in a module that all views import.
 * With and without `environment`, `store.for` gives other scopes, too: pass it everywhere or nowhere.
 *
 * @param scope `user` or `account` of a store.
 * @param name The name of the secret.
 * @throws {Stripe.errors.StripeInvalidRequestError} `store_scope_invalid`, `option_unknown`, `refresh_missing`,
 *   `leeway_invalid`.
 */
export declare function createOAuthTokens<Schema>(
  scope: SecretScope<Schema>,
  name: TokenName<Schema>,
  options: OAuthTokensOptions,
): OAuthTokens;

/** Types of `stripe-apps-secrets/testing`, for both kinds of modules. `docs/testing.md` has a test for each need. */
import Stripe = require('./index.cjs');

/**
 * A Secret Store in process: as Stripe's, with expiry, the limit of ten, scopes, paging and idempotency keys.
 *
 * ```ts
 * import { createEmulator } from 'stripe-apps-secrets/testing';
 *
 * const emulator = createEmulator();
 * emulator.installHost();                 // the app's own createHttpClient() works from here on
 * beforeEach(() => emulator.reset());
 * ```
 *
 * @throws {TypeError} for an unknown option, or a state that cannot be read; it says where, and shows no payload.
 * @throws {WebAssembly.CompileError} where WebAssembly is forbidden.
 */
export declare function createEmulator(options?: EmulatorOptions): Emulator;

/** What {@link createEmulator} takes. All of it is optional. */
export interface EmulatorOptions {
  /** A whole number from 0 on, 1 by default. The same seed gives the same ids of secrets and requests in every run. */
  seed?: number;
  /** A `Date` or Unix seconds. The clock then stands still, but for {@link Emulator.advance} and {@link Emulator.setTime}. */
  now?: Date | number;
  /** Secrets to begin with. {@link Emulator.reset} comes back to them. */
  state?: State | Snapshot;
}

/** Secrets by account and user, of one app or of several. What is written to seed files, too. */
export type State =
  | { accounts: { [account: string]: AccountState } }
  | { apps: { [app: string]: { accounts: { [account: string]: AccountState } } } };

/** What an account holds. */
export interface AccountState {
  /** The mode, test (`false`) by default. */
  livemode?: boolean;
  /** The account's own scope. */
  account?: Secrets;
  /** The users' scopes, by their ids. */
  users?: { [user: string]: Secrets };
}

/** Payloads by name; `expires_at` in Unix seconds. */
export interface Secrets {
  [name: string]: string | { payload: string; expires_at?: number | null };
}

/** A point in time, safe to write as JSON. It holds payloads. Its fields are the emulator's own. */
export interface Snapshot {
  [field: string]: unknown;
}

/** A secret as Stripe answers it, with what a test wants to know besides. */
export interface StoredSecret extends Stripe.Apps.Secret {
  payload: string;
  /** The account's id. */
  account: string;
  /** The app's id. */
  app: string;
}

/** Which app, on which account, in which mode. */
export interface Installation {
  /** `acct_…`. Where it is left out: the account of the installed host, or else that of the SDK's mock context. */
  account?: string;
  /** The app's id, `app` by default. */
  app?: string;
  /** Test mode (`false`) by default. */
  livemode?: boolean;
}

/** A secret's place. */
export interface SecretPlace extends Installation {
  scope: { type: 'account' } | { type: 'user'; user: string };
  name: string;
}

/** Which requests a scripted failure is for. All that is named has to fit. */
export interface FailureFilter {
  method?: 'create' | 'find' | 'list' | 'deleteWhere';
  scope?: 'account' | 'user' | { type: 'account' | 'user'; user?: string };
  name?: string;
  /** The id of a user whose scope, or whose session, it is. */
  user?: string;
}

/** What goes wrong. One of `status`, `permission`, `lost`, `body`, `never`, or a `delay` alone or with one of them. */
export interface Failure {
  /** By default every request. */
  when?: FailureFilter;
  /** For how many requests, 1 by default. */
  times?: number;
  /** An HTTP status from 400 to 599. Nothing is done, and nothing saved. */
  status?: number;
  /** The `code` of Stripe's error, with `status`. */
  code?: string;
  /** The `message` of Stripe's error, with `status`. */
  message?: string;
  /** The `type` of Stripe's error, with `status`. */
  type?: string;
  /** The 403 that Stripe gives to an app without `secret_write`; with `body: 'empty'` the one without a body. */
  permission?: true;
  /** The host rejects: before anything is done, or after the write. */
  lost?: 'request' | 'answer';
  /** The answer comes with such a body. */
  body?: 'empty' | 'cut' | 'html';
  /** Milliseconds before the answer, by `setTimeout`: a test's fake timers count. */
  delay?: number;
  /** The host never answers. */
  never?: true;
  /** The header `stripe-should-retry`. */
  retryable?: boolean;
}

/** A failure that no request has met yet. */
export interface PendingFailure {
  /** Such as `create in a user's scope: status 500`. */
  description: string;
  /** How often it is still to come. */
  times: number;
}

/** A request that the emulator saw. Payloads read `(hidden)`. */
export interface AskedRequest {
  request_id: string;
  /** Unix seconds, by the emulator's clock. */
  at: number;
  method: string;
  /** Path and query, decoded. */
  path: string;
  body: { [parameter: string]: string };
  scope: { type: string; user?: string } | null;
  name: string | null;
  idempotency_key: string | null;
  /** Whether the answer of an earlier request with the same key came again. */
  idempotent_replayed: boolean;
  /** Null where the caller never got an answer. */
  status: number | null;
  error_code: string | null;
}

/** A Secret Store in process. Its members need no `this`, and throw `TypeError`s that name the remedy when they are misused. */
export interface Emulator {
  /**
   * Plays the Dashboard: puts an endpoint where `@stripe/ui-extension-sdk` (8.0.0 to 9.3.0) looks for it. An app's own
   * `createHttpClient()` then works unchanged, with this package and with `stripe`, through the host or from the frame.
   *
   * What a test has put into `globalThis.__StripeExtExports.endpoint.call` before stays there. The SDK's other calls get
   * what tests usually need; `secret_write` is granted, toasts do nothing.
   *
   * ```ts
   * const { userContext } = getMockContextProps({ userContext: { id: 'usr_other' } });
   * const remove = emulator.installHost(userContext);
   * ```
   *
   * In development builds a host that is installed anew lets a module-level client be bound to another user.
   *
   * @param userContext Who is signed in: a `userContext`, or a user's id. By default that of `getMockContextProps()`.
   * @param options The account, where it is not `userContext.account.id`; app and mode.
   * @returns Takes the host away again, and gives back what was there.
   */
  installHost(userContext?: Stripe.UserContext | string, options?: Installation): () => void;

  /**
   * A client of this package that is bound to the user, by default the installed host's, without the SDK.
   *
   * ```ts
   * const stripe = emulator.clientFor('usr_1');
   * await stripe.apps.secrets.create({ scope: { type: 'user' }, name: 'n', payload: 'p' });
   * ```
   *
   * @param config Settings as in `new Stripe`, such as `maxNetworkRetries`.
   */
  clientFor(
    userContext?: Stripe.UserContext | string,
    config?: Omit<Stripe.StripeConfig, 'httpClient' | 'userContext'>,
  ): Stripe;

  /**
   * An HTTP client as the extension's host gives one, for this package and for `stripe`. The key is the SDK's placeholder.
   *
   * ```ts
   * new Stripe(STRIPE_API_KEY, { httpClient: emulator.httpClientFor('usr_1') });
   * ```
   */
  httpClientFor(userContext?: Stripe.UserContext | string): Stripe.HttpClient;

  /**
   * The app's backend, for `stripe` on a server: it reaches every user of the account. Without `account` the key is the
   * app owner's, which names an installed account by `stripeAccount`.
   *
   * ```ts
   * const { apiKey, httpClient } = emulator.backend({ account: 'acct_1234' });
   * const stripe = new Stripe(apiKey, { httpClient });
   * ```
   */
  backend(options?: Installation): { apiKey: string; httpClient: Stripe.HttpClient };

  /**
   * Every secret that matches, from all accounts unless one is named. For assertions.
   *
   * ```ts
   * expect(emulator.secrets({ type: 'user', user: 'usr_1234' })).toMatchObject([{ name: 'token' }]);
   * ```
   */
  secrets(filter?: Installation & { type?: 'account' | 'user'; user?: string }): StoredSecret[];

  /**
   * Stores a secret past any client.
   *
   * ```ts
   * emulator.set({ scope: { type: 'account' }, name: 'api_key', payload: 'placeholder' });
   * ```
   *
   * @param secret `expires_at` is a `Date` or Unix seconds.
   */
  set(secret: SecretPlace & { payload: string; expires_at?: Date | number | null }): StoredSecret;

  /** Removes a secret past any client. Whether there was one. */
  remove(place: SecretPlace): boolean;

  /** A point in time: secrets, ids, clock, idempotency keys. */
  snapshot(): Snapshot;

  /**
   * Back to a point in time.
   *
   * ```ts
   * const signedIn = emulator.snapshot();
   * beforeEach(() => emulator.restore(signedIn));
   * ```
   */
  restore(snapshot: Snapshot): void;

  /** Back to the options of `createEmulator`: state, clock and ids. `requests` and scripted failures go; installed hosts stay. */
  reset(): void;

  /** The clock, in Unix seconds. Expiry and idempotency keys follow it. */
  readonly now: number;

  /**
   * Moves the clock.
   *
   * ```ts
   * emulator.advance(3600);   // what was stored with an expiry of an hour is gone now
   * ```
   */
  advance(seconds: number): void;

  /** Sets the clock. It runs on from there, unless `now` made it stand still. */
  setTime(time: Date | number): void;

  /**
   * Lets the next matching requests fail.
   *
   * ```ts
   * emulator.failNext({ when: { method: 'create' }, lost: 'answer' });
   * ```
   */
  failNext(failure: Failure): void;

  /** Scripted failures that no request has met. */
  readonly pendingFailures: PendingFailure[];

  /** Throws where a scripted failure met no request: the test has not seen what it was written for. */
  assertNoPendingFailures(): void;

  /** What was asked, oldest first, at most the latest 1000. */
  readonly requests: AskedRequest[];

  /**
   * Resolves when no request is in flight and what waits on the last answer has run. A pause before a retry is not waited for,
   * nor a request that is never answered, nor a `delay` that a test's fake timers hold.
   *
   * ```ts
   * const { wrapper, update } = render(<App {...getMockContextProps()} />);
   * await emulator.settled();
   * await update();           // the SDK reads the tree again
   * ```
   */
  settled(): Promise<void>;

  /** Takes installed hosts away, and asserts that no scripted failure is pending. `using` calls it where that exists. */
  dispose(): void;
}

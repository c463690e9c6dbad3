/**
 * Types of `stripe-apps-secrets/react`, written by hand. They need no types of React.
 */
import type {
  AnySchema,
  JSONName,
  SecretOptions,
  SecretScope,
  SecretValue,
  SecretWriteOptions,
  TextName,
} from './store.cjs';

/** What {@link useSecret} and {@link secretQuery} take for a secret that is kept as JSON. */
export interface SecretJSONOptions {
  /** The secret is kept as JSON. */
  json: true;
  parse?: undefined;
}

/** The same with a check. */
export interface SecretParseOptions<Value> {
  json: true;
  /** Checks the parsed value, and returns what is to be seen of it, no promise; asked once for each text. */
  parse: (value: unknown) => Value;
}

/** What {@link useSecret} and {@link secretQuery} take for a secret that is a text. */
export interface SecretTextOptions {
  json?: false;
  parse?: undefined;
}

/** One secret as a component sees it. `Seen` is what is read, `Written` what is saved. */
export interface SecretState<Seen, Written = Seen> {
  /** The text or the value; `null` where there is no such secret, `undefined` as long as nobody knows. */
  readonly data: Seen | null | undefined;
  /** Why the last reading or writing failed; `undefined` when it did not. */
  readonly error: unknown;
  /** Nothing is known yet, and a reading is on its way. */
  readonly isLoading: boolean;
  /** A `save` or a `remove` is on its way; `data` shows already what it is to be. */
  readonly isSaving: boolean;
  /**
   * Writes the secret. `data` shows the new value at once, and the former one again if this fails. Several writes go
   * out one after another, so the last one stays.
   *
   * The promise never rejects, so that it may stand in an `onPress`: it resolves to whether this succeeded, and
   * `error` says why it did not. Without a user it does nothing, and resolves to `false`.
   */
  save(value: Written, options?: SecretWriteOptions): Promise<boolean>;
  /** Deletes the secret, in the same way. That there was none is a success. */
  remove(options?: SecretOptions): Promise<boolean>;
  /** Reads the secret again, in the same way. */
  reload(): Promise<boolean>;
}

/**
 * A secret in a component. Components that show the same secret share one request and what came of it.
 *
 * ```tsx
 * const { data, error, isLoading, isSaving, save, remove, reload } = useSecret(user, 'api_key');
 * ```
 *
 * React 18 or newer. Nothing of a secret stays in memory once no component shows it.
 *
 * @param scope `user` or `account` of `store.for(userContext)`; `undefined` as long as there is no user. Another scope
 *   or name shows nothing of the former one, not for one render.
 * @throws {StripeInvalidRequestError} An invalid scope (`store_scope_invalid`), an unknown option (`option_unknown`).
 */
export declare function useSecret<Schema = AnySchema, Name extends TextName<Schema> = TextName<Schema>>(
  scope: SecretScope<Schema> | null | undefined,
  name: Name,
  options?: SecretTextOptions,
): SecretState<SecretValue<Schema, Name>>;
export declare function useSecret<Schema = AnySchema, Name extends JSONName<Schema> = JSONName<Schema>>(
  scope: SecretScope<Schema> | null | undefined,
  name: Name,
  options: SecretJSONOptions,
): SecretState<SecretValue<Schema, Name>>;
export declare function useSecret<
  Schema = AnySchema,
  Name extends JSONName<Schema> = JSONName<Schema>,
  Value = unknown,
>(
  scope: SecretScope<Schema> | null | undefined,
  name: Name,
  options: SecretParseOptions<Value>,
): SecretState<Value, SecretValue<Schema, Name>>;

/** What {@link secretQuery} makes, for `useQuery`, `fetchQuery` and `invalidateQueries` of TanStack Query. */
export interface SecretQuery<Value> {
  /** Account, mode, kind of scope, user and name; never a payload. */
  queryKey: Array<string | null>;
  queryFn: () => Promise<Value | null>;
  /** `false` as long as there is no user. */
  enabled?: false;
}

/**
 * A secret for TanStack Query.
 *
 * ```ts
 * const { data } = useQuery(secretQuery(user, 'api_key'));
 * ```
 *
 * @throws {StripeInvalidRequestError} As {@link useSecret}.
 */
export declare function secretQuery<Schema = AnySchema, Name extends TextName<Schema> = TextName<Schema>>(
  scope: SecretScope<Schema> | null | undefined,
  name: Name,
  options?: SecretTextOptions,
): SecretQuery<SecretValue<Schema, Name>>;
export declare function secretQuery<Schema = AnySchema, Name extends JSONName<Schema> = JSONName<Schema>>(
  scope: SecretScope<Schema> | null | undefined,
  name: Name,
  options: SecretJSONOptions,
): SecretQuery<SecretValue<Schema, Name>>;
export declare function secretQuery<
  Schema = AnySchema,
  Name extends JSONName<Schema> = JSONName<Schema>,
  Value = unknown,
>(scope: SecretScope<Schema> | null | undefined, name: Name, options: SecretParseOptions<Value>): SecretQuery<Value>;

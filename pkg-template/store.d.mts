/** Types of `stripe-apps-secrets/store` for ECMAScript modules: those of the CommonJS one. */

export type {
  AnySchema,
  JSONName,
  OAuthTokens,
  OAuthTokensOptions,
  RefreshAnswer,
  SecretClock,
  SecretEnvironment,
  SecretName,
  SecretOptions,
  SecretReadOptions,
  SecretScope,
  SecretScopes,
  SecretStore,
  SecretStoreConfig,
  SecretValue,
  SecretWithoutPayload,
  SecretWriteOptions,
  StoredTokens,
  TextName,
  TokenName,
  TokenResponse,
} from './store.cjs';
export { createOAuthTokens, createSecretStore, isStripeError } from './store.cjs';

// What the Dashboard answers to the calls of `@stripe/ui-extension-sdk` that are not requests, as tests usually need it.
// The names are those of the SDK's `utils/platformRpcs.d.ts`, versions 8.0.0 to 9.3.0.

const nothing = async () => {};

/** The SDK's own calls. They answer the same in every run. */
export const sdkCalls = (embeddedKey) => ({
  clipboardWriteText: nothing,
  createOAuthState: async (state = '') => ({ state: state || 'state_example', challenge: 'challenge_example' }),
  fetchAppEmbeddedKey: async () => embeddedKey,
  fetchStripeSignature: async () => SIGNATURE,
  getUserAuthorizedPermissions: async () => ['secret_write'],
  isPermissionAuthorized: async () => true,
  isSourceInAuthorizedCSP: async () => true,
  navigateToDashboardRoute: nothing,
  refreshDashboardData: nothing,
  showToast: async () => ({ update: () => {}, dismiss: () => {} }),
  supportsFetchAppEmbeddedKey: async () => false,
});

/** No signature that a backend would accept. */
export const SIGNATURE = 't=1700000000,v1=signature_example';

const unanswered = (name) =>
  `The host that installHost() put in place does not answer ${name}(). Put an answer there in the test: globalThis.__StripeExtExports.endpoint.call.${name} = async () => …`;

/** What a promise is asked for, and what test runners ask of whatever they print: none of it is a call. */
const isCall = (name) => typeof name === 'string' && name !== 'then' && name !== 'toJSON' && name !== 'asymmetricMatch';

/** The calls, and in place of one that nobody answers a function that names it. */
export const answering = (calls) =>
  new Proxy(calls, {
    get: (target, name) => {
      if (name in target || !isCall(name)) return target[name];
      return async () => {
        throw new TypeError(unanswered(name));
      };
    },
  });

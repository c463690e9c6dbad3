// What the Dashboard answers to the calls of `@stripe/ui-extension-sdk` that are not requests, as tests usually need it.
// The names are those of the SDK's `utils/platformRpcs.d.ts`, versions 8.0.0 to 9.3.0.

const nothing = async () => {};

/** The SDK's own calls. They answer the same in every run. */
export const sdkCalls = () => ({
  clipboardWriteText: nothing,
  createOAuthState: async (state = '') => ({ state: state || 'state_example', challenge: 'challenge_example' }),
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

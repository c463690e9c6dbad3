/**
 * The four samples of Stripe's guide "Store secret credentials and tokens in your app" (docs.stripe.com, read in 2026),
 * word for word. The line breaks are ours: the guide's text was read without its own. What the samples share stands once.
 */

const SDK = "import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';";
const STRIPE = "import Stripe from 'stripe';";

const sample = (imports, credentials, call) => [
  ...imports,
  "import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';",
  "import { useEffect } from 'react';",
  '',
  '// Create an instance of a Stripe object to access customer information.',
  `// ${credentials}`,
  '// dashboard credentials to make requests.',
  'const stripe: Stripe = new Stripe(STRIPE_API_KEY, {',
  '  httpClient: createHttpClient() as Stripe.HttpClient,',
  "  apiVersion: '2025-04-30.basil',",
  '});',
  '',
  'const App = ({userContext}: ExtensionContextValue) => {',
  '  useEffect(() => {',
  ...call.map((line) => `    ${line}`),
  '  }, []);',
  '',
  '  return null;',
  '};',
  '',
  'export default App;',
  '',
];

const SCOPE = "  scope: { type: 'user', user: userContext.id },";
const NAME = "  name: 'secret_name',";

/** The lines of each sample, by the method it calls. */
export const GUIDE = {
  create: sample([SDK, STRIPE], "You don't need an API Key here, because the app uses the", [
    'stripe.apps.secrets.create({',
    SCOPE,
    NAME,
    "  payload: 'secret value',",
    '  expires_at: 1956528000 // optional',
    '}).then(resp => console.log(resp));',
  ]),
  find: sample([STRIPE, SDK], "You don't need to use an API key, because the app uses the", [
    'stripe.apps.secrets.find({',
    SCOPE,
    NAME,
    "  expand: ['payload'],",
    '}).then(resp => console.log(resp.payload));',
  ]),
  deleteWhere: sample([STRIPE, SDK], "Note that you don't need to use an API key, because the app uses the", [
    'stripe.apps.secrets.deleteWhere({',
    SCOPE,
    NAME,
    '}).then(resp => console.log(resp));',
  ]),
  list: sample([STRIPE, SDK], "Note that you don't need to use an API key, because the app uses the", [
    'stripe.apps.secrets.list({',
    SCOPE,
    '}).then(resp => console.log(resp.data));',
  ]),
};

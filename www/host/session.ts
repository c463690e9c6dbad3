/**
 * Who is signed in to the simulated Dashboard, and the emulator that plays Stripe's API for them. Both live at the page's
 * own origin: the server of the page passes `/v1` and `/_emulator` on to the emulator.
 */
import type { ExtensionContextValue } from '@stripe/ui-extension-sdk/context';

/** The signed-in user, their account and the installed app. All are placeholders. */
export const SIGNED_IN = { app: 'com.example.secrets', account: 'acct_example', user: 'usr_example' } as const;

/** Signs in and gives the session's token, which stands in for the Dashboard's own credentials. */
export async function signIn(): Promise<string> {
  const { token } = (await askEmulator('sessions', { method: 'POST', body: JSON.stringify(SIGNED_IN) })) as {
    token: string;
  };
  return token;
}

/** Empties the emulator; sessions end with it. */
export async function resetEmulator(): Promise<void> {
  await askEmulator('reset', { method: 'POST' });
}

/** A request as the emulator logged it; its payload is hidden there already. */
export interface LoggedRequest {
  request_id: string;
  method: string;
  /** With the query, decoded. */
  path: string;
  body: Record<string, string>;
  idempotency_key: string | null;
  status: number;
}

/** The requests that reached the emulator after the one with the id `since`, oldest first. */
export async function requestsSince(since: string | undefined): Promise<LoggedRequest[]> {
  const requests = await requestLog();
  // By id, not by number: the emulator forgets the oldest when there are many.
  return requests.slice(requests.findIndex(({ request_id: id }) => id === since) + 1);
}

/** The id of the request that reached the emulator last. */
export async function latestRequest(): Promise<string | undefined> {
  return (await requestLog()).at(-1)?.request_id;
}

async function requestLog(): Promise<LoggedRequest[]> {
  return ((await askEmulator('requests', {})) as { requests: LoggedRequest[] }).requests;
}

/** The extension's props. The runtime's own has more; these are the parts that the Secret Store has to do with. */
export function extensionContext(): ExtensionContextValue {
  return {
    userContext: { id: SIGNED_IN.user, account: { id: SIGNED_IN.account, name: 'Example account', country: 'US' } },
    environment: { mode: 'test', viewportID: 'stripe.dashboard.home.overview', objectContext: null },
  } as unknown as ExtensionContextValue;
}

async function askEmulator(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(`/_emulator/${path}`, { ...init, headers: { 'Content-Type': 'application/json' } });
  if (!response.ok) throw new Error(`The emulator answered /_emulator/${path} with ${response.status}.`);
  return response.headers.get('content-type')?.startsWith('application/json') ? response.json() : null;
}

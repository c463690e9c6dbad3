/**
 * The host's side of the SDK's transport: it answers `stripeApiFetch` as the Dashboard does, with the session's own
 * credentials in place of the placeholder key, and in the shape that the SDK's HTTP client reads.
 */
import { AUTHORIZATION_VALUE } from '@stripe/ui-extension-sdk/http_client';
import type { RequestOptions, SerializableResponse } from '../shared/protocol';
import { answered, departing, type WireEntry } from './wire';

/** Asks the API for the extension. `record` gets each request before it leaves and sees it completed later. */
export async function stripeApiFetch(
  token: string,
  record: (entry: WireEntry) => void,
  path: string,
  options: RequestOptions,
): Promise<SerializableResponse> {
  refuseStrangeRequest(path, options);
  const entry = departing(path, options);
  record(entry);
  const response = await fetch(path, withCredentials(options, token));
  const serialized = await serialize(response);
  answered(entry, response, serialized.json);
  return serialized;
}

/** The Dashboard answers for its own API only, and wants exactly the placeholder as the key. */
function refuseStrangeRequest(path: string, options: RequestOptions): void {
  if (!path.startsWith('/v1/')) throw new Error('The host sends requests to /v1/ only.');
  if (options.headers?.Authorization !== AUTHORIZATION_VALUE)
    throw new Error('The host takes the placeholder key only.');
}

function withCredentials(options: RequestOptions, token: string): RequestInit {
  return { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` }, credentials: 'omit' };
}

/** As the SDK's own `fetchViaFrame` does: JSON only under exactly this type, bytes otherwise. */
async function serialize(response: Response): Promise<SerializableResponse> {
  const isJson = response.headers.get('Content-Type') === 'application/json';
  return {
    json: isJson ? await response.json() : undefined,
    arrayBuffer: isJson ? undefined : await response.arrayBuffer(),
    headers: Object.fromEntries(response.headers),
    ok: response.ok,
    redirected: response.redirected,
    status: response.status,
    statusText: response.statusText,
    type: response.type,
    url: response.url,
  };
}

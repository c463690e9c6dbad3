/**
 * The host's side of the SDK's transport: it answers `stripeApiFetch` as the Dashboard does, with the session's own
 * credentials in place of the placeholder key, and in the shape that the SDK's HTTP client reads. What asks the emulator is
 * the package's own client over the page's `fetch`.
 */
import { AUTHORIZATION_VALUE } from '@stripe/ui-extension-sdk/http_client';
import { createFetchHttpClient, type FetchHttpClientResponse } from 'stripe-apps-secrets/fetch';
import type { RequestOptions, SerializableResponse } from '../shared/protocol';
import { answered, departing, type WireEntry } from './wire';

/** The time for a request, in milliseconds: stripe's default. The SDK's transport names none. */
const TIMEOUT = 80_000;

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
  const response = await send(token, path, options);
  const serialized = await serialize(response);
  answered(entry, response.getRawResponse(), serialized.json);
  return serialized;
}

/** The Dashboard answers for its own API only, and wants exactly the placeholder as the key. */
function refuseStrangeRequest(path: string, options: RequestOptions): void {
  if (!path.startsWith('/v1/')) throw new Error('The host sends requests to /v1/ only.');
  if (options.headers?.Authorization !== AUTHORIZATION_VALUE)
    throw new Error('The host takes the placeholder key only.');
}

/** To this page's origin, which passes `/v1` on to the emulator. */
function send(token: string, path: string, { method = 'GET', headers = {}, body = '' }: RequestOptions) {
  const client = createFetchHttpClient({
    baseUrl: location.origin,
    headers: { Authorization: `Bearer ${token}` },
  });
  return client.makeRequest('api.stripe.com', '443', path, method, headers, body, 'https', TIMEOUT);
}

/** As the SDK's own `fetchViaFrame` does: JSON only under exactly this type, bytes otherwise. */
async function serialize(answer: FetchHttpClientResponse): Promise<SerializableResponse> {
  const response = answer.getRawResponse();
  const isJson = response.headers.get('Content-Type') === 'application/json';
  return {
    json: isJson ? await answer.toJSON() : undefined,
    arrayBuffer: isJson ? undefined : await new Response(answer.toStream()).arrayBuffer(),
    headers: answer.getHeaders(),
    ok: response.ok,
    redirected: response.redirected,
    status: response.status,
    statusText: response.statusText,
    type: response.type,
    url: response.url,
  };
}

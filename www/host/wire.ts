/**
 * What went over the wire, as the host saw it leave. Payloads are hidden while an entry is made, so that nothing that is
 * kept or shown ever holds one.
 */
import { hidePayloads, readableForm } from '../shared/hidden';
import type { RequestOptions } from '../shared/protocol';
import type { LoggedRequest } from './session';

/** One request and its answer, ready to be shown. */
export interface WireEntry {
  method: string;
  /** Without the query. */
  path: string;
  /** The query's pairs, decoded. */
  query: string[];
  /** Only those that carry meaning for the Secret Store. */
  headers: [name: string, value: string][];
  /** The form's pairs, decoded, payload hidden. */
  body: string[];
  /** `null` when no answer came. */
  status: number | null;
  requestId: string | null;
  /** The answer's JSON, payload hidden. */
  answer: unknown;
}

/** Headers worth a reader's time. The authorization is the placeholder, which the host exchanges for the session's own. */
const SHOWN_HEADERS = [
  'Authorization',
  'Content-Type',
  'Stripe-Version',
  'Stripe-Account',
  'Stripe-Context',
  'Idempotency-Key',
];

/** The entry of a request that is about to leave. */
export function departing(pathAndQuery: string, options: RequestOptions): WireEntry {
  const [path = '', query = ''] = pathAndQuery.split('?', 2);
  return {
    method: options.method ?? 'GET',
    path,
    query: readableForm(query),
    headers: shownHeaders(options.headers ?? {}),
    body: readableForm(options.body ?? ''),
    status: null,
    requestId: null,
    answer: null,
  };
}

/** Completes an entry with its answer. */
export function answered(entry: WireEntry, response: Response, json: unknown): void {
  entry.status = response.status;
  entry.requestId = response.headers.get('request-id');
  entry.answer = hidePayloads(json ?? null);
}

function shownHeaders(headers: Record<string, string>): [string, string][] {
  const given = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return SHOWN_HEADERS.flatMap((name) => {
    const value = given.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
}

/** The entry of a request that went past the host, as the emulator logged it: decoded, payload hidden. */
export function fromLog(logged: LoggedRequest): WireEntry {
  const [path = '', query = ''] = logged.path.split('?', 2);
  return {
    method: logged.method,
    path,
    query: query ? query.split('&') : [],
    headers: logged.idempotency_key ? [['Idempotency-Key', logged.idempotency_key]] : [],
    body: Object.entries(logged.body).map(([key, value]) => `${key}=${value}`),
    status: logged.status,
    requestId: logged.request_id,
    answer: null,
  };
}

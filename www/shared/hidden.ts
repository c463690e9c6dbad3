/**
 * Payloads are secrets, and everything that the simulator shows may end up in a terminal, a screenshot or a log.
 * Both sides hide them here, before anything is kept for showing.
 */

/** What stands in a payload's place. */
export const HIDDEN = '(hidden)';

/** A copy of `value` in which every `payload` that holds something is hidden, however deep it lies. */
export function hidePayloads(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidePayloads);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, key === 'payload' ? hideValue(entry) : hidePayloads(entry)]),
  );
}

/** Form-encoded text as readable `key=value` pairs, payloads hidden. */
export function readableForm(encoded: string): string[] {
  return [...new URLSearchParams(encoded)].map(([key, value]) => `${key}=${key === 'payload' ? HIDDEN : value}`);
}

function hideValue(value: unknown): unknown {
  return value === null || value === undefined ? value : HIDDEN;
}

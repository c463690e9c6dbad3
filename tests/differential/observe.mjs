/** What a caller can see of an outcome, as plain data that can be compared. */

/** Marks a value that is the host's own object, not a copy of it. */
const own = (kind, number) => `the host's own ${kind} ${number}`;

/** A value as data: errors by class and fields, the host's own objects by identity. */
export function asData(value, host, seen = new Set()) {
  const raw = host.rawResponses.indexOf(value);
  if (Object(value) === value && raw >= 0) return own('response', raw);
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return value;
  const thrown = host.errors.indexOf(value);
  if (thrown >= 0) return own('error', thrown);
  if (seen.has(value)) return 'a cycle';
  const nested = new Set(seen).add(value);
  if (value instanceof Error) {
    return { error: value.constructor.name, message: value.message, ...fieldsOf(value, host, nested) };
  }
  if (value instanceof Date) return `Date ${value.toJSON()}`;
  if (Array.isArray(value)) return value.map((item) => asData(item, host, nested));
  return fieldsOf(value, host, nested);
}

function fieldsOf(object, host, seen) {
  return Object.fromEntries(Object.entries(object).map(([key, field]) => [key, asData(field, host, seen)]));
}

/** A result: its data, and the raw response that hangs on it unseen. */
export function describeResult(value, host) {
  const descriptor = Object.getOwnPropertyDescriptor(Object(value), 'lastResponse');
  const { value: lastResponse, ...attributes } = descriptor ?? {};
  return {
    value: asData(value, host),
    lastResponse: descriptor && {
      ...attributes,
      is: asData(lastResponse, host),
      fields: Object(lastResponse) === lastResponse ? fieldsOf(lastResponse, host, new Set()) : lastResponse,
    },
  };
}

/** An error as a handler sees it: class, ancestry, message and every field. */
export function describeError(error, errors, host) {
  if (!(error instanceof Error)) return { class: typeof error, fields: asData(error, host) };
  const ancestors = Object.entries(errors).filter(
    ([, Class]) => typeof Class === 'function' && Class.prototype && error instanceof Class,
  );
  return {
    class: error.constructor.name,
    name: error.name,
    message: error.message,
    text: String(error),
    ancestors: ancestors.map(([name]) => name).sort(),
    fields: fieldsOf(error, host, new Set()),
    keys: Object.keys(error).sort(),
    namesCaller: String(error.stack).includes('Originating from:'),
  };
}

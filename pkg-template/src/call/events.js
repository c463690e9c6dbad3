// The `request` and `response` events of a call, as stripe has them. The field `payload` is hidden in them.

import { KIND_LIST, KIND_RECORD } from '../contract.js';
import { now } from '../core/clock.js';
import { attempt, keys, own, parse, stringify, succeeds, values } from '../core/objects.js';
import { kindOf } from '../core/values.js';

/** The most that a body may say, in UTF-16 units of its texts and names. */
const MOST = 1_000_000;

let left;
const count = (text) => {
  left -= text.length;
  if (left < 0) throw left;
};

/** A copy without payloads, made by hand: a polluted `toJSON` sees none, and cannot keep one from being hidden. */
const withoutPayloads = (value) => {
  if (typeof value === 'string') count(value);
  const kind = kindOf(value, 'expires_at');
  if (kind !== KIND_LIST && kind !== KIND_RECORD) return value;
  const copy = kind === KIND_LIST ? values(value) : { ...value };
  const names = keys(copy);
  for (let i = 0; i < names.length; i++) {
    count(names[i]);
    copy[names[i]] = names[i] === 'payload' ? '[redacted]' : withoutPayloads(copy[names[i]]);
  }
  return copy;
};

/** A body as JSON has it, with its payloads hidden: parameters, a secret, or a list of them. */
const hidePayloads = (body) => {
  left = MOST;
  // A body that JSON cannot write, or that is too long, is left out.
  return attempt(() => body && parse(stringify(withoutPayloads(body))));
};

/** An object without what is null or undefined. */
const present = (object) => {
  const names = keys(object);
  for (let i = 0; i < names.length; i++) if ((object[names[i]] ?? null) === null) delete object[names[i]];
  return object;
};

const requestEvent = ({ method, path, headers }, request_start_time, body) =>
  present({
    api_version: headers['Stripe-Version'],
    account: headers['Stripe-Account'],
    idempotency_key: headers['Idempotency-Key'],
    method,
    path,
    body: method === 'POST' ? hidePayloads(body) : undefined,
    request_start_time,
  });

const responseEvent = ({ method, path }, request_start_time, request_end_time, heard, body) =>
  present({
    api_version: heard.apiVersion,
    account: heard.account,
    idempotency_key: heard.idempotencyKey,
    method,
    path,
    status: heard.statusCode,
    request_id: heard.requestId,
    elapsed: request_end_time - request_start_time,
    request_start_time,
    request_end_time,
    body,
  });

/** Does something a microtask later, as stripe does: a listener that is added right after the call hears of its request. */
const soon = async (act) => {
  await undefined;
  succeeds(act);
};

/**
 * What listeners hear of a call, for `run`. Bodies are there only where the config asks for them.
 *
 * @param emit - sends an event to the client's listeners; what comes of it is not the call's
 * @returns `clean` takes the payload out of what others wrote
 */
export const eventsOf = (emit) => (call, clean) => {
  const bodies = own(call.client.config, 'emitEventBodies') === true;
  let sentAt;
  let heardAt;
  return {
    /** An attempt has begun. */
    sent: () => {
      sentAt = now();
      heardAt = undefined;
      soon(() => emit('request', () => requestEvent(call.request, sentAt, bodies ? call.params : undefined)));
    },
    /** Its answer is there. As in stripe the time ends here, not with the body. */
    heard: () => {
      heardAt = now();
    },
    /** The call has ended with an answer, if there was one; `body` is it. */
    ended: (body) => {
      if (heardAt === undefined) return;
      const bodyOf = () => (bodies ? clean(hidePayloads(body)) : undefined);
      succeeds(() => emit('response', () => responseEvent(call.request, sentAt, heardAt, call.heard, bodyOf())));
    },
  };
};

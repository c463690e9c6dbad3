// `request` and `response` events, as stripe has them. The field `payload` is hidden in them.

import { succeeds } from './values.js';

/** Listeners. One that throws does not touch the call: the console hears of it. */
export const emitter = () => {
  let listeners = [];
  const add = (once) => (event, listener) => { listeners.push({ event, listener, once }); };
  const remove = (entry) => { listeners = listeners.filter((other) => other !== entry); };
  return {
    on: add(false),
    once: add(true),
    off: (event, listener) => remove(listeners.find((entry) => entry.event === event && entry.listener === listener)),
    /** `data` gives what listeners hear; it is asked for once, and only if there is one. */
    emit: (event, data) => {
      if (listeners.length === 0) return;
      const hearing = listeners.filter((entry) => entry.event === event);
      const told = hearing.length ? data() : undefined;
      hearing.forEach((entry) => {
        if (entry.once) remove(entry);
        try {
          entry.listener(told);
        } catch (thrown) {
          succeeds(() => console.error(thrown));
        }
      });
    },
  };
};

/** A body whose payloads are hidden: parameters, a secret, or a list of them. */
const hidden = (body) => {
  try {
    return body && JSON.parse(JSON.stringify(body, (key, value) => (key === 'payload' ? '[redacted]' : value)));
  } catch {
    return undefined; // what cannot be written is not told
  }
};

/** An object without what is null or undefined. */
const present = (object) => Object.fromEntries(Object.entries(object).filter((entry) => (entry[1] ?? null) !== null));

/** The data of a `request` event. `body` is there for a POST, where bodies are asked for. */
export const requestEvent = ({ method, path, headers }, request_start_time, body) => present({
  api_version: headers['Stripe-Version'],
  account: headers['Stripe-Account'],
  idempotency_key: headers['Idempotency-Key'],
  method,
  path,
  body: method === 'POST' ? hidden(body) : undefined,
  request_start_time,
});

/**
 * The data of a `response` event, which ends the call that `request` began. As in stripe the time ends
 * with the headers, not with the body.
 */
export const responseEvent = ({ method, path }, request_start_time, request_end_time, heard, body) => present({
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
  body: hidden(body),
});

/**
 * A comparison is void when a candidate does something else than the others. Before anything is timed each has to send the
 * same requests as `stripe`, with the same kinds of headers, and resolve with the same answers. In plain JavaScript, for
 * Node and browsers.
 */
import { CALLS, instantHost } from './host.mjs';

/** What `stripe` alone sends: its telemetry. */
const OWN_TO_STRIPE = /^x-stripe-client-/;

/** Throws when a candidate differs from `stripe`. `makers` are `(host) => client` by name. */
export async function assertAgreement(makers, reference) {
  const expected = await conduct(makers[reference]);
  for (const [name, make] of Object.entries(makers)) {
    const found = await conduct(make);
    if (found !== expected) throw new Error(`${name} does not do what ${reference} does.\n${found}\n${expected}`);
  }
}

async function conduct(make) {
  const sent = [];
  const client = make(instantHost((request) => void sent.push(described(request))));
  const answers = [];
  for (const call of Object.values(CALLS)) answers.push(await call(client));
  return JSON.stringify({ sent, answers });
}

function described({ host, path, method, headers, body }) {
  const [target, query = ''] = path.split('?');
  const names = Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name.toLowerCase());
  return {
    host,
    method,
    target,
    query: sorted(query),
    body: sorted(body),
    headers: names.filter((name) => !OWN_TO_STRIPE.test(name)).sort(),
  };
}

const sorted = (form) => form.split('&').sort().join('&');

// A client: its settings, its host, and who is signed in.

import { Call } from './call.js';
import { WORDS, ask, check, own, readable, valueOf } from './values.js';
import { userAgent } from './wire.js';

/** The settings that concern every call. */
const OF_CALLS = ['apiVersion', 'stripeAccount', 'stripeContext', 'timeout', 'maxNetworkRetries', 'cardNumbers'];

/** Those of a config that were given; undefined where none was, so that no call looks for them. */
const ofCalls = (config) => {
  let given;
  for (let i = 0; i < OF_CALLS.length; i++) {
    const value = own(config, OF_CALLS[i]);
    if (value !== undefined) given = { ...given, [OF_CALLS[i]]: value };
  }
  return given;
};

let client;

/** Binds a user or an account, for `client.rs`. */
export const keep = (name, id) => { client[WORDS[name]] = valueOf(id); };

const OURS = Symbol.for('stripe-apps-secrets.http_client');

const isOurs = (httpClient) => {
  try {
    return httpClient?.[OURS] === true;
  } catch {
    return false;
  }
};

/** A client of `/fetch` knows where it sends to: host and protocol are without effect then, as the port is. */
const withoutHost = (config) =>
  (isOurs(own(config, 'httpClient')) ? { ...config, host: undefined, protocol: undefined } : config);

export class Client {
  // Own before they are set, so that no setter on a prototype sees them.
  core;
  key;
  config;
  ofCalls;
  host;
  agent;
  user;
  account;

  /**
   * Throws a refusal.
   *
   * @param core - what `ask` takes
   * @param version - this package's
   */
  constructor(core, version, key, config) {
    this.core = core;
    this.key = key;
    this.config = withoutHost(readable('config', typeof config === 'string' ? { apiVersion: config } : config));
    check(ask(core, ({ checkClient }, put) => checkClient(put(key), put(this.config))), this);
    this.ofCalls = ofCalls(this.config);
    this.host = own(this.config, 'httpClient');
    this.agent = userAgent(version, own(this.config, 'appInfo'));
    this.bindUser(own(this.config, 'userContext'));
  }

  /** Binds a `userContext` or a user's id. Throws a refusal. */
  bindUser(userContext) {
    const context = readable('userContext', userContext);
    client = this;
    check(ask(this.core, ({ bind }, put) => bind(put(context), put(this.user), put(this.account))));
  }

  /** A call that has been checked, by the number of its `Operation`. Throws a refusal; nothing has been sent then. */
  open(operation, params, options) {
    return new Call(this, operation, params, options);
  }
}

// A client: its settings, its host, and who is signed in.

import { Call } from '../call/call.js';
import { userAgent } from '../call/request.js';
import { OF_CALLS } from '../contract.js';
import { own } from '../core/objects.js';
import { readable } from '../core/read.js';
import { ask } from '../core/values.js';
import { check } from '../errors/faults.js';

/** Those settings of a config that hold for each call; undefined where none was given, so that no call looks for them. */
const ofCalls = (config) => {
  let given;
  for (let i = 0; i < OF_CALLS.length; i++) {
    const value = own(config, OF_CALLS[i]);
    if (value !== undefined) given = { ...given, [OF_CALLS[i]]: value };
  }
  return given;
};

/** What a client of `/fetch` is known by. */
export const OURS = Symbol.for('stripe-apps-secrets.http_client');

const isOurs = (httpClient) => {
  try {
    return httpClient?.[OURS] === true;
  } catch {
    return false;
  }
};

/** A client of `/fetch` knows where it sends to: host and protocol are without effect then, as the port is. */
const withoutHost = (config) =>
  isOurs(own(config, 'httpClient')) ? { ...config, host: undefined, protocol: undefined } : config;

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
   * Throws a fault.
   *
   * @param core - what `ask` takes
   */
  constructor(core, key, config) {
    this.core = core;
    this.key = key;
    this.config = withoutHost(readable('config', typeof config === 'string' ? { apiVersion: config } : config));
    check(
      ask(core, this, ({ checkClient }, put) => checkClient(put(key), put(this.config))),
      this,
    );
    this.ofCalls = ofCalls(this.config);
    this.host = own(this.config, 'httpClient');
    this.agent = userAgent(own(this.config, 'appInfo'));
    this.bindUser(own(this.config, 'userContext'));
  }

  /** Binds a `userContext` or a user's id: the core writes `user` and `account`. Throws a fault. */
  bindUser(userContext) {
    const context = readable('userContext', userContext);
    check(ask(this.core, this, ({ bind }, put) => bind(put(context), put(this.user), put(this.account))));
  }

  /** A call that has been checked, by the number of its operation. Throws a fault; nothing has been sent then. */
  open(operation, params, options) {
    return new Call(this, operation, params, options);
  }
}

// A client: its settings, its host, and who is signed in.

import { Call } from './call.js';
import { WORDS, ask, check, own, readable, valueOf } from './values.js';
import { userAgent } from './wire.js';

let client;

/** Binds a user or an account, for `client.rs`. */
export const keep = (name, id) => { client[WORDS[name]] = valueOf(id); };

export class Client {
  // Own before they are set, so that no setter on a prototype sees them.
  core;
  key;
  config;
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
    this.config = readable('config', typeof config === 'string' ? { apiVersion: config } : config);
    check(ask(core, ({ checkClient }, put) => checkClient(put(key), put(this.config))), this);
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

// A client: its settings, its host, and who is signed in.

import { Call } from '../call/call.js';
import { userAgent } from '../call/request.js';
import { faultReason, OF_CALLS, REASON_ACCOUNT_ALREADY_BOUND, REASON_USER_ALREADY_BOUND } from '../contract.js';
import { now } from '../core/clock.js';
import { attempt, Bare, own } from '../core/objects.js';
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

const CONFLICTS = [REASON_USER_ALREADY_BOUND, REASON_ACCOUNT_ALREADY_BOUND];

/** What a client of `/fetch` is known by. */
export const OURS = Symbol.for('stripe-apps-secrets.http_client');

/** How often a test has changed the host: in development builds each change lets clients be bound to somebody else. */
let hosts = 0;
export const newHost = () => {
  hosts += 1;
};

/** Forgets who is bound, where the host has changed since; absent in production builds. */
let unbinding;
const unbind = (client) => {
  if (client.hosts === hosts) return;
  client.user = client.account = undefined;
  client.conflict = client.withoutId = 0;
  client.hosts = hosts;
};
try {
  if (process.env.NODE_ENV !== 'production') unbinding = unbind;
} catch {
  unbinding = unbind;
}

/** It inherits from nothing of the page's, so that no setter there sees its fields. */
export class Client extends Bare {
  /**
   * Throws a fault.
   *
   * @param core - what `ask` takes
   * @param clock - the time in milliseconds, by which expiries are checked
   */
  constructor(core, key, config, clock = now) {
    super();
    this.core = core;
    this.clock = clock;
    this.key = key;
    const given = readable('config', typeof config === 'string' ? { apiVersion: config } : config);
    /** Whether the host is a client of `/fetch`. */
    this.ours = attempt(() => own(given, 'httpClient')?.[OURS] === true);
    // A client of `/fetch` knows where it sends to: host and protocol are without effect then, as the port is.
    this.config = this.ours ? { ...given, host: undefined, protocol: undefined } : given;
    check(
      ask(core, this, ({ checkClient }, put) => checkClient(put(key), put(this.config))),
      this,
    );
    this.ofCalls = ofCalls(this.config);
    this.host = own(this.config, 'httpClient');
    this.agent = userAgent(own(this.config, 'appInfo'));
    /** The clients for other users, by what tells them apart. */
    this.others = new Bare();
    /** Whether a context without an id was bound, and nobody since. */
    this.withoutId = 0;
    /** Why every call is refused: another user or account was bound. */
    this.conflict = 0;
    /** The number of the host at the last binding. */
    this.hosts = 0;
    this.bindUser(own(this.config, 'userContext'));
  }

  /**
   * Binds a `userContext` or a user's id: the core writes `user` and `account`. Another user or account than before is kept
   * as a conflict, which no call survives. Throws a fault of what is neither.
   */
  bindUser(userContext) {
    unbinding?.(this);
    const context = readable('userContext', userContext);
    const fault = ask(this.core, this, ({ bind }, put) =>
      bind(put(context), put(this.user), put(this.account), this.withoutId),
    );
    if (CONFLICTS.includes(faultReason(fault))) this.conflict = fault;
    else check(fault);
  }

  /** A call that has been checked, by the number of its operation. Throws a fault; nothing has been sent then. */
  open(operation, params, options) {
    return new Call(this, operation, params, options);
  }
}

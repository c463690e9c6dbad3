/**
 * wasm-bindgen's glue for `/testing`: the emulator, over plain values. Written by `cargo xtask package`.
 *
 * - Every argument is plain data (what `JSON.parse` could have made): a getter or a proxy that throws would leave the
 *   wasm's stack where it was. `undefined` members count as absent.
 * - `real` is the real time in Unix seconds (`Date.now() / 1000`, fake timers included); a fraction is dropped.
 * - Every function throws a `Fault`, and nothing else.
 * - A generated class is not for users: it shows `__wbg_ptr`, and its methods break when they are taken off it.
 */
export function __wbg_set_wasm(exports: object): void;

/** What is wrong, and where: `accounts.acct_1.users.usr_1.name`. Neither ever holds a payload or a token. */
export interface Fault {
  where: string;
  message: string;
}

export interface Options {
  /** A whole number from 0 on. The same seed and requests: the same ids. */
  seed?: number;
  /** Unix seconds at which the clock stands still; without it the clock follows `real`. */
  now?: number;
  /** `{ accounts }`, `{ apps }`, or a snapshot. `reset` comes back to it. */
  state?: object;
}

/** Who a token stands for: an extension's session with `user`, an app's key on an account without, the app owner's with neither. */
export interface Who {
  /** `app`, unless given. */
  app?: string;
  account?: string;
  user?: string;
  livemode?: boolean;
  /**
   * What the token ends with: 16 letters and digits or more, from a source that nobody guesses. Without it the tokens are
   * the same in every run.
   */
  random?: string;
}

export interface HttpRequest {
  method: string;
  /** Path and query, percent-encoded. */
  path: string;
  /** In any case, in the order in which they came. */
  headers: [name: string, value: string][];
  body: string | Uint8Array;
}

export interface Delivery {
  /**
   * What the door does with the answer: it sends it; it sends `body`, which is too short for its `content-length`, and
   * breaks off; it rejects, as nothing reached Stripe; it rejects, although Stripe did what was asked; it stays silent.
   */
  deliver: 'answer' | 'cut' | 'lost_request' | 'lost_answer' | 'never';
  /** Milliseconds to wait before that. */
  delay: number;
  /** 0 where Stripe never answered. */
  status: number;
  /** Names in lower case. */
  headers: [name: string, value: string][];
  body: string;
}

export interface Filter {
  app?: string;
  account?: string;
  type?: 'account' | 'user';
  user?: string;
  livemode?: boolean;
}

export type Scope = { type: 'account' } | { type: 'user'; user: string };

/** Stripe's `apps.secret`, and what a test wants to know besides. */
export interface Secret {
  id: string;
  object: 'apps.secret';
  created: number;
  expires_at: number | null;
  livemode: boolean;
  name: string;
  payload: string;
  scope: Scope;
  account: string;
  app: string;
}

export interface Place {
  app?: string;
  account: string;
  livemode?: boolean;
  scope: Scope;
  name: string;
}

export interface Failure {
  /** All of it must fit; without it every request does. `user`: the scope's, or the session's. */
  when?: {
    method?: 'create' | 'find' | 'list' | 'deleteWhere';
    scope?: 'account' | 'user' | { type: 'account' | 'user'; user?: string };
    name?: string;
    user?: string;
  };
  /** From 1 on; 1 unless given. */
  times?: number;
  /** 400 to 599: refused, and nothing is done. */
  status?: number;
  code?: string;
  message?: string;
  type?: string;
  /** The 403 that Stripe gives to an app without `secret_write`. */
  permission?: boolean;
  lost?: 'request' | 'answer';
  /** Spoils the body of the failure or, without one, that of the true answer; its status stays. */
  body?: 'empty' | 'cut' | 'html';
  /** Milliseconds; goes with any other kind, or alone. */
  delay?: number;
  never?: boolean;
  /** The header `stripe-should-retry`. */
  retryable?: boolean;
  /** With `status` or `permission`: the request is carried out, its true answer saved under its key; the caller sees the failure. */
  after_applying?: boolean;
  /** With `status` or `permission`: the failure is saved under the idempotency key, and replayed. */
  save_answer?: boolean;
}

export interface Pending {
  /** For a message: `create of "token" in a user's scope: status 500, 2 times`. */
  description: string;
  /** How often it is still to come. */
  times: number;
}

/** A request, oldest first; the latest 1000. No text is longer than 255 characters. */
export interface Asked {
  request_id: string;
  /** Unix seconds by the emulator's clock. */
  at: number;
  method: string;
  /** Path and query, decoded; payloads and unknown parameters hidden. */
  path: string;
  body: Record<string, string>;
  /** Null where the request named none that can be read. */
  scope: { type: string; user?: string } | null;
  name: string | null;
  idempotency_key: string | null;
  idempotent_replayed: boolean;
  /** Null where the caller never got an answer. */
  status: number | null;
  error_code: string | null;
}

export class Emulator {
  constructor(options: Options, real: number);
  /** Frees its memory; afterwards every member throws. */
  free(): void;

  /** Issues a token, for `Authorization: Bearer` or Basic. */
  issue(who: Who): string;
  request(request: HttpRequest, real: number): Delivery;

  /** What `state` and seed files hold: `{ accounts }`, or `{ apps }` where there is more than the app `app`. */
  state(real: number): object;
  /** Makes the secrets these. A snapshot sets clock, ids and idempotency keys too. */
  setState(state: object, real: number): void;
  /** A point in time: the state with ids, times and order, the clock, the next ids, the idempotency keys. */
  snapshot(real: number): object;
  restore(snapshot: object, real: number): void;
  /** Back to the options; forgets requests and scripted failures, and keeps tokens. */
  reset(real: number): void;

  secrets(filter: Filter, real: number): Secret[];
  set(secret: Place & { payload: string; expires_at?: number | null }, real: number): Secret;
  /** Whether there was one. */
  remove(place: Place, real: number): boolean;

  failNext(failure: Failure): void;
  pendingFailures(): Pending[];
  requests(): Asked[];

  now(real: number): number;
  advance(seconds: number): void;
  setTime(time: number, real: number): void;
}

/** A response that a server sends as it is. */
export interface Sent {
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/** What the command line asks for: one member is there. */
export interface Command {
  print?: string;
  wrong?: string;
  serve?: { port: number; host: string; seed: string | null; data: string | null; warning: string | null };
}

/** What a client of a server may take up. Times in milliseconds. */
export interface Limits {
  head_bytes: number;
  discarded_bytes: number;
  connections: number;
  waiting_lines: number;
  head_time: number;
  body_time: number;
  answer_time: number;
  grace: number;
  log_grace: number;
  /** Bytes of randomness in a token. */
  random_bytes: number;
}

export type Refused = 'broken_body' | 'head_too_large' | 'not_http' | 'not_kept' | 'too_large' | 'too_slow';

export function commandLine(program: string, words: string[]): Command;
export function limits(): Limits;
/** The line about a file that failed or, with `port`, about its host. */
export function errorMessage(
  what: 'not_usable' | 'not_written' | 'cannot_listen',
  about: string,
  why?: string,
  port?: number,
): string;
/** The line about a damaged file, which is now `aside`. */
export function damageMessage(file: string, aside: string, why: string): string;
export function logLine(at: number, method: string, target: string, status?: number, requestId?: string): string;
/** The answer to a request that the server itself refuses. */
export function refusal(why: Refused, method: string, target: string): Sent;
/** The bytes of a connection's last answer, where nothing that was sent can be answered otherwise. */
export function lastAnswer(why: Refused): string;
/** The same of an answer to the head of a request. */
export function asLast(answer: Sent): string;

/** The emulator behind a server over HTTP. */
export class Door {
  /** `seed` is what the file of `--seed` holds. */
  constructor(program: string, words: string[], seed: Uint8Array | undefined, real: number);
  /** Goes on with what a file has kept. */
  restore(text: Uint8Array, real: number): void;
  /** The state as JSON, for the data file. */
  stateJson(real: number): string;
  /** The first lines of a server that listens at an address, with a key and a session. */
  welcome(ip: string, port: number, forKey: Uint8Array, forSession: Uint8Array): string;
  /** What a head comes to: an answer, or how many bytes the body may have. `local` is the connection's own address. */
  admit(head: HttpRequest, local: string): { answer: Sent | null; most: number };
  /** Answers a request that was admitted. `random` is there for a token; `changed`: there may be something to keep. */
  answer(request: HttpRequest, random: Uint8Array | undefined, real: number): Delivery & { changed: boolean };
}

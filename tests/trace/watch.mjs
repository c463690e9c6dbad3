/** Makes calls, and looks for what is left of a payload in every place where something could be left. */
import { scope } from '../settling/hosts.mjs';
import { KEY, USER } from '../support/host.mjs';
import { Search } from '../support/search.mjs';

/** The time for one attempt, in milliseconds. */
export const TIMEOUT = 15;

/** The parameters of a call, with a payload where one belongs. */
export const paramsOf = (method, payload) => ({
  scope,
  ...(method === 'list' ? {} : { name: 'name' }),
  ...(method === 'create' ? { payload } : {}),
});

/** Problems as one text, a line each; none is the empty text. */
export const lines = (problems) => problems.flat(Infinity).filter(Boolean).join('\n');

/** What an error has lost of what it has to keep. */
export const problemsOf = (error, kept) =>
  ['type', 'code', 'statusCode', 'requestId']
    .filter((field) => kept[field] !== undefined && error?.[field] !== kept[field])
    .map((field) => `${field} is not ${kept[field]}`);

/** Keeps the console's lines from now on, in place of showing them. */
export function captureConsole(console = globalThis.console) {
  const said = [];
  for (const method of Object.keys(console)) {
    if (typeof console[method] === 'function')
      console[method] = (...words) => {
        said.push({ method, words });
      };
  }
  return said;
}

/**
 * The calls of one case and what they leave.
 *
 *   Stripe   the package's constructor
 *   env      `memory`, `said` (the console's words, warnings, unhandled rejections) and `inspect` where there is one
 */
export class Watch {
  #env;
  #Stripe;
  #left = [];

  constructor({ Stripe }, env) {
    this.#Stripe = Stripe;
    this.#env = env;
  }

  /** A client whose events are kept with their bodies. */
  client(httpClient, settings) {
    const stripe = new this.#Stripe(settings?.apiKey ?? KEY, {
      httpClient,
      userContext: { id: USER },
      timeout: TIMEOUT,
      maxNetworkRetries: 0,
      emitEventBodies: true,
      ...settings?.config,
    });
    for (const event of ['request', 'response']) stripe.on(event, (data) => this.keep(`the event ${event}`, data));
    this.keep('the client', stripe);
    this.keep('its methods', stripe.apps);
    return stripe;
  }

  /** Keeps something that has to be without a trace, and returns it. */
  keep(where, value) {
    this.#left.push([where, value]);
    return value;
  }

  /** How a call ends: `{ result }` or `{ error }`; the error has to be without a trace. */
  async end(call, where = 'the error') {
    try {
      return { result: await call() };
    } catch (error) {
      return { error: this.keep(where, error) };
    }
  }

  /** What was kept under a name. */
  kept(where) {
    return this.#left.filter(([name]) => name === where).map(([, value]) => value);
  }

  /** Takes what was kept under these names for the caller's own. */
  forget(...names) {
    this.#left = this.#left.filter(([name]) => !names.includes(name));
  }

  /** Where one of `markers` is found, a line each. */
  traces(...markers) {
    const { memory, said, inspect } = this.#env;
    const places = [
      ...this.#left,
      ['the console', said.splice(0)],
      ['the constructor', this.#Stripe],
      ['its prototype', this.#Stripe.prototype],
    ];
    const search = new Search(markers, inspect);
    const found = places.map(([where, value]) => [where, search.in(value)]);
    found.push(['linear memory', memory.traceOf(markers)]);
    return found
      .filter(([, trace]) => trace)
      .map(([where, trace]) => `${where}: ${trace}`)
      .join('\n');
  }
}

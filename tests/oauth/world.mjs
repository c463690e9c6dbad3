/**
 * Two frames of an app, one secret, and an authorization server whose refresh tokens are good once. Whatever a frame asks for
 * waits until somebody lets it happen, and its answer until somebody lets it arrive.
 */
import { response, SIGNED_IN, secret, USER } from '../support/host.mjs';
import { urlOf } from '../support/package.mjs';

const { createOAuthTokens, createSecretStore } = await import(urlOf('store.mjs'));

export const NOW = 1_700_000_000;
const NAME = 'oauth';
/** How long tokens live, in seconds; a short one has ended before it is seen. */
const LIFETIME = 3600;

const scope = { type: 'user', user: USER };
const missing = () =>
  response(
    { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such secret' } },
    { status: 404 },
  );
const gone = () => new TypeError('gone');

/** A token's text: long enough to be searched for. */
const access = (number) => `access-placeholder-${number}`;
const refresh = (number) => `refresh-placeholder-${number}`;
export const isToken = (text) => /(access|refresh)-placeholder-\d/.test(text);

export class World {
  /** What the secret holds, or null. */
  text = null;
  /** The number of the refresh token that is good; the tokens so far. */
  tip = 1;
  /** What waits: `{ frame, kind, happen, arrive }`; `happen` comes first. */
  pending = [];
  /** Every text that the secret has held. */
  held = [];
  /** The refresh tokens that each frame has redeemed, or is redeeming: `frame:token`. */
  shown = [];
  /** What was done wrong. */
  faults = [];
  /** The tokens of the last refresh arrived at the frame that asked. */
  arrived = true;

  /** @param lifetime - of the tokens that are issued, in seconds */
  constructor(lifetime = LIFETIME) {
    this.lifetime = lifetime;
    this.write(JSON.stringify({ access_token: access(1), refresh_token: refresh(1), expires_at: NOW - 1 }));
  }

  write(text) {
    this.text = text;
    this.held.push(text);
  }

  /** The tokens of a sign-in that is newer than all others. */
  signIn() {
    this.tip = 100;
    return { access_token: access(100), refresh_token: refresh(100), expires_in: this.lifetime };
  }

  /** Makes something wait: what it does when it happens gives the answer, which arrives later. */
  ask(frame, kind, happen) {
    return new Promise((resolve, reject) => {
      this.pending.push({ frame, kind, happen, resolve, reject });
    });
  }

  /** A frame of the app: its own store, and its own tokens. */
  frame(frame) {
    const makeRequest = (_host, _port, path, method, _headers, body) => {
      const isDeletion = path.endsWith('/delete');
      const kind = method === 'GET' ? 'read' : isDeletion ? 'delete' : 'save';
      return this.ask(frame, kind, () => {
        const { text } = this;
        if (kind === 'save') this.write(new URLSearchParams(body).get('payload'));
        if (kind === 'delete') this.text = null;
        if (kind !== 'save' && text === null) return missing();
        return response(secret({ name: NAME, scope, payload: text, deleted: isDeletion }));
      });
    };
    const httpClient = { getClientName: () => 'frame', makeRequest };
    const { user } = createSecretStore({ httpClient, maxNetworkRetries: 0, now: () => NOW }).for(SIGNED_IN);
    return createOAuthTokens(user, NAME, { refresh: (token) => this.redeem(frame, token) });
  }

  redeem(frame, token) {
    const which = `${frame}:${token}`;
    if (this.shown.includes(which)) this.faults.push(`${frame} shows ${token} again`);
    this.shown.push(which);
    return this.ask(frame, 'refresh', () => {
      if (token !== refresh(this.tip))
        return { error: 'invalid_grant', error_description: `${token} is no longer good` };
      this.tip++;
      this.arrived = false;
      const { tip } = this;
      return { access_token: access(tip), refresh_token: refresh(tip), expires_in: this.lifetime, number: tip };
    });
  }

  /** Lets the part that is next of something that waits go by: it happens, or its answer arrives. */
  go(one) {
    if (one.happen) {
      one.answer = one.happen();
      one.happen = undefined;
      return;
    }
    this.drop(one);
    if (one.answer?.number === this.tip) this.arrived = true;
    one.resolve(one.answer);
  }

  /** It fails: before it has happened, or after, when only its answer is lost. */
  fail(one) {
    this.drop(one);
    // Who has no answer to a refresh cannot know whether the token is still good, and has to try it again.
    if (one.kind === 'refresh') this.shown = this.shown.filter((which) => !which.startsWith(`${one.frame}:`));
    one.reject(gone());
  }

  drop(one) {
    this.pending = this.pending.filter((other) => other !== one);
  }

  /** Whether an access token was in the secret before it was handed out. */
  wasSaved(token) {
    return this.held.some((text) => JSON.parse(text).access_token === token);
  }

  /** Whether the secret holds the refresh token that is good. */
  get isAlive() {
    return this.text !== null && JSON.parse(this.text).refresh_token === refresh(this.tip);
  }
}

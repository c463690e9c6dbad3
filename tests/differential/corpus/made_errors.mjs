/** Errors that a test, or an app, makes itself: by `new`, by `generate`, and by classes of its own. */
import assert from 'node:assert/strict';
import { HEADERS, NAME, problem, user } from '../fixtures.mjs';
import { noted } from '../holds.mjs';
import { json } from '../script.mjs';

const CLASSES = [
  'StripeError',
  'StripeCardError',
  'StripeInvalidRequestError',
  'StripeAPIError',
  'StripeAuthenticationError',
  'StripePermissionError',
  'StripeRateLimitError',
  'StripeConnectionError',
  'StripeIdempotencyError',
  'StripeOAuthError',
  'StripeInvalidGrantError',
  'StripeInvalidClientError',
  'StripeOAuthInvalidRequestError',
  'StripeInvalidScopeError',
  'StripeUnsupportedGrantTypeError',
  'StripeUnsupportedResponseTypeError',
];

const RAW = {
  type: 'invalid_request_error',
  message: 'A message of the test.',
  code: 'resource_missing',
  param: 'name',
  statusCode: 404,
  requestId: 'req_of_the_test',
  headers: { 'request-id': 'req_of_the_test' },
  doc_url: 'https://docs.example',
  decline_code: 'generic_decline',
  user_message: 'For people.',
  detail: { a: 1 },
};

const made = (name, use, holds = ({ notes }) => assert.ok(notes.length > 0)) => ({
  name,
  use: (client, note, _host, Stripe) => use(Stripe.errors, note, Stripe, client),
  holds,
});

/** A class of one's own, which TypeScript does not know. @type {(Base: any) => any} */
const outOfTokens = (Base) => class OutOfTokens extends Base {};

const generated = (what, raw, expected) =>
  made(
    `generate makes of ${what} the error that it is in stripe`,
    (errors, note) => note(errors.StripeError.generate(raw)),
    ({ notes }) => assert.equal(notes[0].value.class, expected),
  );

export const madeErrors = [
  ...CLASSES.map((name) =>
    made(
      `a ${name} that a test makes has its fields`,
      (errors, note) => note(new errors[name](RAW)),
      ({ notes }) => assert.equal(notes[0].value.class, name),
    ),
  ),
  ...CLASSES.map((name) =>
    made(`a ${name} that a test makes of nothing is one`, (errors, note) => {
      note(new errors[name]());
      note(new errors[name]({}));
    }),
  ),
  generated('a status of 429', { ...RAW, statusCode: 429 }, 'StripeRateLimitError'),
  generated('a rate limit under 400', { statusCode: 400, code: 'rate_limit' }, 'StripeRateLimitError'),
  generated('a rate limit under 404', { statusCode: 404, code: 'rate_limit' }, 'StripeInvalidRequestError'),
  generated('a status of 400', { ...RAW, statusCode: 400 }, 'StripeInvalidRequestError'),
  generated('a status of 404', RAW, 'StripeInvalidRequestError'),
  generated('an idempotency error under 400', { statusCode: 400, type: 'idempotency_error' }, 'StripeIdempotencyError'),
  generated(
    'an idempotency error under 404',
    { statusCode: 404, type: 'idempotency_error', code: 'x' },
    'StripeIdempotencyError',
  ),
  generated('an idempotency error under 409', { statusCode: 409, type: 'idempotency_error' }, 'StripeAPIError'),
  generated('a status of 401', { statusCode: 401, message: 'm' }, 'StripeAuthenticationError'),
  generated('a status of 402', { statusCode: 402, code: 'card_declined', type: 'card_error' }, 'StripeCardError'),
  generated('a status of 403', { statusCode: 403, type: 'invalid_request_error' }, 'StripePermissionError'),
  generated('a status of 500', { statusCode: 500, type: 'api_error' }, 'StripeAPIError'),
  generated('a status that nobody knows', { statusCode: 418 }, 'StripeAPIError'),
  generated('a status beyond all', { statusCode: 65_936 }, 'StripeAPIError'),
  generated('a status that is a text', { statusCode: '404', type: 'invalid_request_error' }, 'StripeAPIError'),
  generated('a status with a fraction', { statusCode: 404.5 }, 'StripeAPIError'),
  generated('a card error without a status', { type: 'card_error', code: 'card_declined' }, 'StripeAPIError'),
  generated('nothing that is known', {}, 'StripeAPIError'),
  generated('an OAuth error', { type: 'invalid_grant', statusCode: 400 }, 'StripeInvalidRequestError'),
  made(
    'generate is there on every class',
    (errors, note) => note(errors.StripeCardError.generate({ statusCode: 403 })),
    ({ notes }) => assert.equal(notes[0].value.class, 'StripePermissionError'),
  ),
  made(
    'generate works when it is taken off its class',
    (errors, note) => {
      const { generate } = errors.StripeError;
      note(generate({ statusCode: 401, message: 'm' }));
    },
    ({ notes }) => assert.equal(notes[0].value.class, 'StripeAuthenticationError'),
  ),
  made(
    'a made error keeps the very object that it was made of',
    (errors, note) => {
      note(new errors.StripeCardError(RAW).raw === RAW);
      note(errors.StripeError.generate(RAW).raw === RAW);
    },
    noted(true, true),
  ),
  made("a class of one's own is an error of stripe's", (errors, note) => {
    const OutOfTokens = outOfTokens(errors.StripeInvalidRequestError);
    const error = new OutOfTokens(RAW);
    note([error instanceof OutOfTokens, error instanceof errors.StripeError, error instanceof Error]);
    note([error.type, error.name, error.constructor.name, String(error)]);
  }),
  made(
    "a class of one's own on the base class names itself",
    (errors, note) => {
      const OutOfTokens = outOfTokens(errors.StripeError);
      note(new OutOfTokens(RAW).type);
      note(new OutOfTokens().type);
    },
    noted('OutOfTokens', 'OutOfTokens'),
  ),
  made(
    "a class of one's own may name its type",
    (errors, note) => {
      const OutOfTokens = class extends outOfTokens(errors.StripeError) {
        constructor(raw) {
          super(raw, 'out_of_tokens');
          this.left = 0;
        }
      };
      const { type, left, message } = new OutOfTokens(RAW);
      note([type, left, message]);
    },
    noted(['out_of_tokens', 0, RAW.message]),
  ),
  made('a made error can be thrown, caught and told by its class', (errors, note) => {
    try {
      throw new errors.StripeCardError({ message: 'declined', code: 'card_declined' });
    } catch (error) {
      note([error instanceof errors.StripeCardError, error instanceof errors.StripeInvalidRequestError]);
      note([error.message, error.code, error.decline_code, error.type]);
    }
  }),
  made('a made error writes itself as JSON with the same fields', (errors, note) => {
    note(JSON.parse(JSON.stringify(new errors.StripePermissionError(RAW))));
    note(JSON.parse(JSON.stringify(new errors.StripeError())));
  }),
  made('a made error may be changed, as a test does it', (errors, note) => {
    const error = new errors.StripeAPIError(RAW);
    Object.assign(error, { message: 'another', statusCode: 500, more: 1 });
    delete error.param;
    note(error);
  }),
  made(
    'a made error may have a cause',
    (errors, note) => {
      const error = Object.assign(new errors.StripeAPIError(RAW), { cause: new RangeError('why') });
      note(error.cause);
    },
    ({ notes }) => assert.equal(notes[0].value.class, 'RangeError'),
  ),
  made('a message of null, of a number or of nothing reads as in stripe', (errors, note) => {
    for (const message of [null, undefined, 42, false]) note(new errors.StripeError({ message }));
  }),
  made(
    'the errors of a client are those of its class',
    (errors, note, _Stripe, client) => {
      note(client.errors.StripeError === errors.StripeError);
      note(client.errors.StripeCardError === errors.StripeCardError);
    },
    noted(true, true),
  ),
  {
    name: 'an error of a call and a made one are of one class',
    script: [json(404, problem(), HEADERS)],
    async use(client, note, _host, { errors }) {
      const error = await client.apps.secrets.find({ scope: user, name: NAME }).catch((thrown) => thrown);
      note(error.constructor === errors.StripeError.generate(error.raw).constructor);
      note(errors.StripeError.generate(error.raw));
    },
    holds: ({ notes }) => assert.equal(notes[0].value, true),
  },
];

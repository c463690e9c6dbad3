/** Which error an answer of the API becomes, with which fields. */
import { HEADERS, NAME, PAYLOAD, problem, secret, user } from '../fixtures.mjs';
import { json } from '../script.mjs';

const find = ['find', { scope: user, name: NAME }];

/** Without retries, as the retried statuses have cases of their own. */
const answered = (what, status, body, headers = HEADERS) => ({
  name: `${what} is the error that it is in stripe`,
  config: { maxNetworkRetries: 0 },
  script: [json(status, body, headers)],
  call: find,
});

const EVERY_FIELD = {
  type: 'card_error',
  code: 'card_declined',
  message: 'A message.',
  advice_code: 'try_again_later',
  charge: 'ch_example',
  decline_code: 'generic_decline',
  doc_url: 'https://docs.example',
  network_advice_code: '02',
  network_decline_code: '51',
  param: 'name',
  payment_intent: { id: 'pi_example' },
  payment_method: { id: 'pm_example' },
  payment_method_type: 'card',
  request_log_url: 'https://dashboard.example',
  setup_intent: { id: 'seti_example' },
  source: { id: 'src_example' },
  user_message: 'A message for people.',
  detail: 'a detail of the API',
  something_new: { nested: [1, null, 'two'] },
};

const OAUTH = [
  'invalid_grant',
  'invalid_client',
  'invalid_request',
  'invalid_scope',
  'unsupported_grant_type',
  'unsupported_response_type',
  'something_new',
];

export const errors = [
  answered('a bad request (400)', 400, problem({ param: 'name', code: 'parameter_invalid_empty' })),
  answered(
    'a missing secret (404)',
    404,
    problem({ code: 'resource_missing', message: "No such secret: 'secret_name'", param: 'name' }),
  ),
  answered('a missing authentication (401)', 401, problem()),
  answered(
    'a failed payment (402)',
    402,
    problem({ type: 'card_error', code: 'card_declined', decline_code: 'generic_decline' }),
  ),
  answered('a failed payment without a decline code (402)', 402, problem({ type: 'card_error' })),
  answered('a missing permission (403)', 403, problem({ code: 'more_permissions_required_for_application' })),
  answered('a conflict (409)', 409, problem({ code: 'lock_timeout' })),
  answered('too many requests (429)', 429, problem({ code: 'rate_limit' })),
  answered('a rate limit under 400', 400, problem({ code: 'rate_limit' })),
  answered('an idempotency error under 400', 400, problem({ type: 'idempotency_error' })),
  answered('an idempotency error under 404', 404, problem({ type: 'idempotency_error' })),
  answered('an idempotency error under 409', 409, problem({ type: 'idempotency_error' })),
  answered('an error of the server (500)', 500, problem({ type: 'api_error' })),
  answered('a bad gateway (502)', 502, problem({ type: 'api_error' })),
  answered('an unavailable server (503)', 503, problem({ type: 'api_error' })),
  answered('a failed dependency (424)', 424, problem({ type: 'api_error' })),
  answered('a status that nobody knows (418)', 418, problem()),
  answered('an error under 200', 200, problem()),
  answered('an error under 200 with a payload beside it', 200, { ...secret(), ...problem() }),
  answered('an error with every field', 402, problem(EVERY_FIELD)),
  answered('an error with every field under 400', 400, problem({ ...EVERY_FIELD, type: 'invalid_request_error' })),
  answered('an error without any field', 400, { error: {} }),
  answered('an error with fields of other types', 400, problem({ message: 42, code: null, param: ['a'], type: false })),
  answered('an error with an empty message', 400, problem({ message: '' })),
  answered(
    'an error that names its own status and request',
    400,
    problem({ statusCode: 999, requestId: 'req_other', headers: { a: 'b' } }),
  ),
  answered('an error without headers', 400, problem(), {}),
  answered('an error with many headers', 403, problem(), {
    ...HEADERS,
    'stripe-account': 'acct_example',
    'x-robots': 'none',
    'stripe-should-retry': 'false',
  }),
  answered('an error beside other fields', 400, { ...problem(), request_log_url: 'https://dashboard.example' }),
  ...OAUTH.map((error) =>
    answered(`an OAuth error (${error})`, 400, { error, error_description: 'The API says why.' }),
  ),
  answered('an OAuth error without a description', 401, { error: 'invalid_client' }),
  answered('an OAuth error under 200', 200, { error: 'invalid_grant', error_description: 'The API says why.' }),
  {
    name: 'an error of a create is the error that it is in stripe',
    script: [json(400, problem(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload: PAYLOAD }],
  },
  {
    name: 'an error of a list is the error that it is in stripe',
    script: [json(403, problem(), HEADERS)],
    call: ['list', { scope: user }],
  },
  {
    name: 'an error of a deletion is the error that it is in stripe',
    script: [json(404, problem({ code: 'resource_missing' }), HEADERS)],
    call: ['deleteWhere', { scope: user, name: NAME }],
  },
];

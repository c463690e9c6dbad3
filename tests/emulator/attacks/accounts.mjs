/** Headers that name an account: what cannot be read is refused, never ignored. */
import { assertRefusal, exchange, lastAnswer } from '../wire.mjs';

const CASES = [
  ['another account', ['Stripe-Account: acct_other'], 403],
  ['an account that is not ASCII', ['Stripe-Account: acct_ex\xe4mple'], 403],
  ['an account in UTF-8', ['Stripe-Account: acct_ex\xc3\xa4mple'], 403],
  ['the account twice', ['Stripe-Account: acct_example', 'Stripe-Account: acct_example'], 400],
  ['two accounts', ['Stripe-Account: acct_example', 'stripe-account: acct_other'], 400],
  ['a context that is not ASCII', ['Stripe-Context: acct_\xff'], 403],
  ['two contexts', ['Stripe-Context: acct_example', 'Stripe-Context: acct_other'], 400],
  ['two authorizations', ['Authorization: Bearer unknown'], 400],
  ['two idempotency keys', ['Idempotency-Key: a', 'Idempotency-Key: b'], 400],
];

const BODY = 'scope[type]=account&name=n&payload=payload-placeholder';

export const accounts = CASES.map(([title, headers, status]) => ({
  title: `${title}: ${status}`,
  async run(server) {
    const head = [
      'POST /v1/apps/secrets HTTP/1.1',
      'Host: localhost',
      `Authorization: Bearer ${server.key}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${BODY.length}`,
      'Connection: close',
      .../** @type {string[]} */ (headers),
    ];
    assertRefusal(lastAnswer(await exchange(server.port, `${head.join('\r\n')}\r\n\r\n${BODY}`)), status);
  },
}));

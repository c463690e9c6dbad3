/** What an extension does, over a host that answers at once, and what is wrong with how it went. In Node.js and in browsers. */
import { KEY as PLACEHOLDER, recording, USER } from '../support/host.mjs';

const scope = { type: 'user', user: USER };
const name = 'secret_name';

/** Letters of each length in UTF-8: nothing but the package's own means may be needed to send them. */
const PAYLOAD = 'payload-placeholder é € 🔑';
const SENT =
  'scope[type]=user&scope[user]=usr_example&name=secret_name&payload=payload-placeholder%20%C3%A9%20%E2%82%AC%20%F0%9F%94%91';
const KEY = /^stripe-apps-secrets(-\d+){4}$/;

const READ = '?scope[type]=user&scope[user]=usr_example';
const EXPECTED = [
  ['POST', '/v1/apps/secrets', SENT],
  ['GET', `/v1/apps/secrets/find${READ}&name=secret_name`, ''],
  ['GET', `/v1/apps/secrets${READ}`, ''],
  ['POST', '/v1/apps/secrets/delete', 'scope[type]=user&scope[user]=usr_example&name=secret_name'],
];

const rejection = (promise) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

/** How the constructor refused. */
const refusal = (error, isStripeError) => ({
  typed: isStripeError(error),
  type: error.type,
  code: error.code,
  message: error.message,
  detail: String(error.detail),
  problems: [],
});

/**
 * @returns `problems`, none where all went well; or, where the constructor throws, `code` and what else its error says
 */
export async function journey({ default: Stripe, isStripeError = Stripe.isStripeError }) {
  const host = recording();
  const make = () => new Stripe(PLACEHOLDER, { httpClient: host, userContext: { id: USER } });
  let client;
  try {
    client = make();
  } catch (error) {
    return refusal(error, isStripeError);
  }
  const problems = [];
  const must = (holds, problem) => {
    if (!holds) problems.push(problem);
  };

  const { create, find, list, deleteWhere } = client.apps.secrets;
  const answers = [
    await create({ scope, name, payload: PAYLOAD }),
    await find({ scope, name }),
    (await list({ scope })).data[0],
    await deleteWhere({ scope, name }),
  ];
  for (const { id, scope: answered } of answers)
    must(id === 'appsecret_example' && answered.user === USER, `a call resolves with ${id}, ${answered?.user}`);

  const sent = host.requests.map(({ method, path, body }) => [method, path, body]);
  must(JSON.stringify(sent) === JSON.stringify(EXPECTED), `what was sent is ${JSON.stringify(sent)}`);
  const [first, , , last] = host.requests.map(({ headers }) => headers['Idempotency-Key']);
  must(KEY.test(first) && KEY.test(last) && first !== last, `the idempotency keys are ${first} and ${last}`);

  const error = await rejection(make().apps.secrets.find({ scope: { type: 'user', user: 'usr_other' }, name }));
  must(isStripeError(error, 'scope_not_own_user'), `another user's scope ends with ${error}`);
  must(error instanceof Stripe.errors.StripeScopeError, 'the refusal is not a StripeScopeError');
  must(host.requests.length === EXPECTED.length, 'a refused call was sent');
  return { problems };
}

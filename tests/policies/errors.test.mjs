/** One set of error classes: whoever catches an error recognises it, whichever entry it came from. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { build } from 'esbuild';
import { KEY, response, secret, USER } from '../support/host.mjs';
import { raise } from '../support/odd.mjs';
import { ENTRIES, load, PACKAGE_DIR, required } from '../support/package.mjs';

/** One client of each entry, and an error of each of these calls. */
const failing = {
  'a refusal': (stripe) => stripe.apps.secrets.find({ scope: { type: 'user', user: 'usr_other' }, name: 'n' }),
  "an error of the API's": (stripe) => stripe.apps.secrets.find({ scope: { type: 'account' }, name: 'n' }),
  'a lost answer': (stripe) => stripe.apps.secrets.list({ scope: { type: 'account' } }),
};
const CLASSES = {
  'a refusal': 'StripeScopeError',
  "an error of the API's": 'StripePermissionError',
  'a lost answer': 'StripeConnectionError',
};

const answer = response({ error: { message: 'The API says why.' } }, { status: 403 });
const httpClient = {
  makeRequest: async (host, port, path) => (path.includes('/find') ? answer : raise(new Error('gone'))),
};
const clientOf = (Stripe) => new Stripe(KEY, { httpClient, userContext: { id: USER }, maxNetworkRetries: 0 });

const caught = (Stripe, call) =>
  call(clientOf(Stripe)).then(
    () => assert.fail('it resolves'),
    (error) => error,
  );

/** All entries in one bundle, as an extension has them whose libraries import different ones. */
const bundled = async () => {
  const imports = ENTRIES.map(({ module }, i) => `import * as library${i} from './${module}';`);
  const contents = `${imports.join('\n')}\nexport default [${ENTRIES.map((_, i) => `library${i}`)}];`;
  const {
    outputFiles: [{ text }],
  } = await build({
    stdin: { contents, resolveDir: PACKAGE_DIR },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
  });
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)).default;
};

const SETS = {
  ESM: await Promise.all(ENTRIES.map(load)),
  CommonJS: ENTRIES.map((entry) => ({ default: required(entry), isStripeError: required(entry).isStripeError })),
  'one bundle': await bundled(),
};

for (const [set, libraries] of Object.entries(SETS)) {
  suite(`the entries in ${set}`, () => {
    for (const [what, call] of Object.entries(failing)) {
      test(`${what} of one is an instance of every other's classes`, async () => {
        for (const [from, { default: Stripe }] of libraries.entries()) {
          const error = await caught(Stripe, call);
          for (const [to, { default: Other, isStripeError }] of libraries.entries()) {
            const pair = `${ENTRIES[from].name}, ${ENTRIES[to].name}`;
            assert.ok(error instanceof Other.errors[CLASSES[what]], pair);
            assert.ok(error instanceof Other.errors.StripeError, pair);
            assert.ok(isStripeError(error), pair);
          }
        }
      });
    }

    test('the classes are the same ones, and so is what recognises their errors', () => {
      const [
        {
          default: { errors },
          isStripeError,
        },
        ...others
      ] = libraries;
      assert.ok(Object.keys(errors).length > 15);
      for (const other of others) {
        assert.equal(other.default.errors, errors);
        assert.equal(other.isStripeError, isStripeError);
      }
    });

    test('clients of every entry work side by side, also while the calls of others run', async () => {
      const seen = [];
      const host = {
        makeRequest: async (_host, _port, path) => {
          seen.push(path);
          await new Promise((resolve) => {
            setTimeout(resolve, 5 * (seen.length % 3));
          });
          return response(secret({ id: path, name: /name=(\w+)/.exec(path)[1], scope: { type: 'account' } }));
        },
      };
      const clients = libraries.map(({ default: Stripe }) => new Stripe(KEY, { httpClient: host }));
      const calls = Array.from({ length: 30 }, (_, i) =>
        clients[i % clients.length].apps.secrets.find({ scope: { type: 'account' }, name: `name_${i}` }),
      );
      for (const [i, secret] of (await Promise.all(calls)).entries()) assert.equal(secret.name, `name_${i}`);
    });
  });
}

test('isStripeError knows the errors of every entry, in ESM, CommonJS and a bundle alike', async () => {
  const all = Object.values(SETS).flat();
  for (const { default: Stripe } of all) {
    const error = await caught(Stripe, failing['a refusal']);
    for (const { isStripeError } of all) {
      assert.ok(isStripeError(error, 'scope_not_own_user'));
      assert.ok(!isStripeError(error, 'scope_invalid'));
    }
  }
});

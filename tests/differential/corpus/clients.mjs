/** What a client is: its class and statics, classes of one's own on it, and its methods as people take them apart. */
import assert from 'node:assert/strict';
import { account, HEADERS, KEY, NAME, secret } from '../fixtures.mjs';
import { noted } from '../holds.mjs';
import { json } from '../script.mjs';

const own = { scope: account, name: NAME };
const script = [json(200, secret({ scope: account }), HEADERS)];

const client = (name, use, holds, more = {}) => ({
  name,
  script,
  use: async (made, note, host, Stripe) => use(Stripe, note, { httpClient: host }, made, host),
  holds,
  ...more,
});

/** A class on the class, which TypeScript does not know. @type {(Stripe: any) => any} */
const extended = (Stripe) => class Mine extends Stripe {};

/** Notes whether something throws. */
const throwing = (note, act) => {
  try {
    act();
    note('it does not throw');
  } catch {
    note('it throws');
  }
};

export const clients = [
  client(
    'a client is an instance of its class',
    (Stripe, note, config) => note(new Stripe(KEY, config) instanceof Stripe),
    noted(true),
  ),
  client(
    'a client leads back to its class',
    (Stripe, note, config) => note(new Stripe(KEY, config).constructor === Stripe),
    noted(true),
  ),
  client('the class is called Stripe', (Stripe, note) => note([Stripe.name, Stripe.length]), noted(['Stripe', 1])),
  client(
    'the class says which versions it has',
    (Stripe, note, _config, made) => {
      note(typeof Stripe.PACKAGE_VERSION);
      note(made.VERSION === Stripe.PACKAGE_VERSION);
      note(Stripe.API_VERSION);
    },
    ({ notes }) => assert.equal(notes[1].value, true),
  ),
  client(
    'the default API version is the one that the class names',
    async (Stripe, note, _config, made, host) => {
      await made.apps.secrets.find(own);
      note(host.requests[0].headers['Stripe-Version'] === Stripe.API_VERSION);
    },
    noted(true),
  ),
  client(
    'a class on the class is a client too',
    async (Stripe, note, config) => {
      const Mine = extended(Stripe);
      const mine = new Mine(KEY, config);
      note([mine instanceof Mine, mine instanceof Stripe, mine.constructor === Mine]);
      note(await mine.apps.secrets.find(own));
    },
    ({ notes }) => assert.deepEqual(notes[0].value, [true, true, true]),
  ),
  client(
    'a class on the class has methods and fields of its own',
    async (Stripe, note, config) => {
      class Mine extends Stripe {
        constructor(key) {
          super(key, config);
          this.mine = 'a field';
        }
        token() {
          return this.apps.secrets.find(own);
        }
      }
      const mine = new Mine(KEY);
      note(mine.mine);
      note((await mine.token()).object);
    },
    noted('a field', 'apps.secret'),
  ),
  client(
    'a class on the class inherits the statics',
    (Stripe, note) => {
      class Mine extends Stripe {
        static own = 1;
      }
      note([Mine.errors === Stripe.errors, Mine.PACKAGE_VERSION === Stripe.PACKAGE_VERSION, Mine.own]);
    },
    noted([true, true, 1]),
  ),
  client(
    'a class on the class that is made wrongly throws as its base does',
    (Stripe, note) => {
      const Mine = extended(Stripe);
      throwing(note, () => new Mine('', {}));
      throwing(note, () => new Mine(KEY, 42));
    },
    noted('it throws', 'it throws'),
  ),
  client(
    'a client of one config leaves the config as it was',
    (Stripe, note, config) => {
      const given = Object.freeze({ ...config, timeout: 5, appInfo: Object.freeze({ name: 'Example' }) });
      new Stripe(KEY, given);
      note(Object.keys(given));
    },
    noted(['httpClient', 'timeout', 'appInfo']),
  ),
  client(
    'two clients of one config do not share their state',
    async (Stripe, note, config) => {
      const [one, two] = [new Stripe(KEY, config), new Stripe(KEY, config)];
      note([one === two, one.apps === two.apps, one.apps.secrets === two.apps.secrets]);
      await one.apps.secrets.find(own);
      await two.apps.secrets.find(own);
    },
    noted([false, false, false]),
  ),
  client(
    'two clients of two keys send each its own',
    async (Stripe, note, config, _made, host) => {
      for (const key of ['a-placeholder', 'another-placeholder']) await new Stripe(key, config).apps.secrets.find(own);
      note(host.requests.map(({ headers }) => headers.Authorization));
    },
    noted(['Bearer a-placeholder', 'Bearer another-placeholder']),
  ),
  client(
    'the methods are found at the same place again',
    (_Stripe, note, _config, made) => {
      const { apps } = made;
      const { secrets } = apps;
      const { find } = secrets;
      note([made.apps === apps, apps.secrets === secrets, secrets.find === find]);
      note(['create', 'find', 'list', 'deleteWhere'].map((method) => typeof made.apps.secrets[method]));
    },
    ({ notes }) => assert.deepEqual(notes[0].value, [true, true, true]),
  ),
  client(
    'a test may put its own method in the place of one',
    async (_Stripe, note, _config, made, host) => {
      const { secrets } = made.apps;
      const { find } = secrets;
      secrets.find = async () => 'of the test';
      note(await secrets.find(own));
      secrets.find = find;
      note((await secrets.find(own)).object);
      note(host.requests.length);
    },
    noted('of the test', 'apps.secret', 1),
  ),
  client(
    'a test may put its own object in the place of the resource',
    async (_Stripe, note, _config, made) => {
      made.apps.secrets = { find: async () => 'of the test' };
      note(await made.apps.secrets.find(own));
    },
    noted('of the test'),
  ),
  client(
    'a client may be given fields of its own',
    (_Stripe, note, _config, made) => {
      made.ours = { a: 1 };
      note(made.ours);
      note(Object.isExtensible(made));
    },
    noted({ a: 1 }, true),
  ),
  client(
    'the resource can be taken off its client',
    async (_Stripe, note, _config, { apps: { secrets } }) => note((await secrets.find(own)).object),
    noted('apps.secret'),
  ),
  client(
    'a method can be called on its resource by name',
    async (_Stripe, note, _config, { apps: { secrets } }) => {
      for (const method of ['find', 'deleteWhere']) note((await secrets[method](own)).object);
    },
    noted('apps.secret', 'apps.secret'),
  ),
  client(
    'a method that is bound to its resource works',
    async (_Stripe, note, _config, { apps: { secrets } }) => {
      const find = secrets.find.bind(secrets);
      note((await find(own)).object);
      note((await [own].map((params) => secrets.find(params))[0]).object);
    },
    noted('apps.secret', 'apps.secret'),
  ),
  client(
    'a method answers with a promise, at once',
    (_Stripe, note, _config, { apps: { secrets } }) => {
      const promise = secrets.find(own);
      note([promise instanceof Promise, Object.prototype.toString.call(promise)]);
      return promise;
    },
    noted([true, '[object Promise]']),
  ),
  client(
    'a client survives being awaited',
    async (_Stripe, note, _config, made) => note((await made) === made),
    noted(true),
  ),
  client(
    'a client survives being put into an object, a list and a template',
    (_Stripe, note, _config, made) => {
      note({ ...{ made } }.made === made);
      note([made].includes(made));
      note(`${made}`);
    },
    noted(true, true, '[object Object]'),
  ),
  client(
    'a client lists its own names without its settings',
    (_Stripe, note, _config, made) => note(['apps', 'on', 'once', 'off', 'errors'].map((name) => name in made)),
    noted([true, true, true, true, true]),
  ),
  client(
    'a frozen client goes on working',
    async (_Stripe, note, _config, made) => {
      Object.freeze(made);
      note((await made.apps.secrets.find(own)).object);
    },
    noted('apps.secret'),
  ),
];

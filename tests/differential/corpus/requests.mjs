/** What goes on the wire: path, method, body, and the headers that carry meaning. */
import { account, HEADERS, NAME, PAYLOAD, page, secret, USER, user } from '../fixtures.mjs';
import { json } from '../script.mjs';

/** A name survives the way to the server and back. */
const named = (what, name) => ({
  name: `a name with ${what} reaches the server as it is with stripe`,
  script: [json(200, secret({ name }), HEADERS)],
  call: ['find', { scope: user, name }],
});

const payload = (what, value) => ({
  name: `a payload with ${what} is stored as it is with stripe`,
  script: [json(200, secret(), HEADERS)],
  call: ['create', { scope: user, name: NAME, payload: value }],
});

const listed = (what, params) => ({
  name: `a list ${what} asks for the same page as stripe`,
  script: [json(200, page([{}]), HEADERS)],
  call: ['list', { scope: user, ...params }],
});

const inSeconds = (date) => Math.floor(date / 1000);

export const requests = [
  {
    name: 'a secret of the user is created by the same request',
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload: PAYLOAD }],
  },
  {
    name: 'a secret of the account is created by the same request',
    script: [json(200, secret({ scope: account }), HEADERS)],
    call: ['create', { scope: account, name: NAME, payload: PAYLOAD }],
  },
  {
    name: 'a secret is found by the same request',
    script: [json(200, secret(), HEADERS)],
    call: ['find', { scope: user, name: NAME }],
  },
  {
    name: 'a secret of the account is found by the same request',
    script: [json(200, secret({ scope: account }), HEADERS)],
    call: ['find', { scope: account, name: NAME }],
  },
  {
    name: 'the payload is asked for by the same request',
    script: [json(200, secret({ payload: PAYLOAD }), HEADERS)],
    call: ['find', { scope: user, name: NAME, expand: ['payload'] }],
  },
  {
    name: 'a secret is deleted by the same request',
    script: [json(200, secret({ deleted: true }), HEADERS)],
    call: ['deleteWhere', { scope: user, name: NAME }],
  },
  {
    name: 'the documented answer to a deletion is handed on',
    script: [json(200, { id: 'appsecret_example', object: 'apps.secret', deleted: true }, HEADERS)],
    call: ['deleteWhere', { scope: user, name: NAME }],
  },
  {
    name: 'secrets are listed by the same request',
    script: [json(200, page([{}, { id: 'appsecret_2', name: 'other' }]), HEADERS)],
    call: ['list', { scope: user }],
  },
  { name: 'an empty list is an empty list', script: [json(200, page([]), HEADERS)], call: ['list', { scope: user }] },
  listed('with a limit', { limit: 3 }),
  listed('with a limit of 1', { limit: 1 }),
  listed('with a limit of 100', { limit: 100 }),
  listed('with a limit in a string', { limit: '20' }),
  listed('after a cursor', { starting_after: 'appsecret_1' }),
  listed('before a cursor', { ending_before: 'appsecret_1' }),
  listed('with the payloads expanded', { expand: ['data.payload'] }),
  listed('with several expansions', { expand: ['data.payload', 'data.scope', 'data'] }),
  listed('with everything', { limit: 2, starting_after: 'appsecret_1', expand: ['data.payload'] }),
  {
    name: "the order of the parameters is the caller's",
    script: [json(200, secret(), HEADERS)],
    call: ['create', { payload: PAYLOAD, expand: ['payload'], name: NAME, scope: user }],
  },
  {
    name: "the order inside the scope is the caller's",
    script: [json(200, secret(), HEADERS)],
    call: ['find', { name: NAME, scope: { user: USER, type: 'user' } }],
  },
  {
    name: 'an undefined parameter is as absent as with stripe',
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: NAME, payload: PAYLOAD, expires_at: undefined, expand: undefined }],
  },
  {
    name: 'an undefined user in an account scope is as absent as with stripe',
    script: [json(200, secret({ scope: account }), HEADERS)],
    call: ['find', { scope: { type: 'account', user: undefined }, name: NAME }],
  },
  {
    name: 'an undefined parameter that does not exist is as absent as with stripe',
    script: [json(200, secret(), HEADERS)],
    call: ['find', { scope: user, name: NAME, metadata: undefined }],
  },
  {
    name: 'an empty expand list vanishes as with stripe',
    script: [json(200, secret(), HEADERS)],
    call: ['find', { scope: user, name: NAME, expand: [] }],
  },
  {
    name: 'an expiry in Unix seconds goes out as it is',
    script: [json(200, secret(), HEADERS)],
    call: (now) => ['create', { scope: user, name: NAME, payload: PAYLOAD, expires_at: inSeconds(now) + 3600 }],
  },
  {
    name: 'an expiry in a string goes out as it is',
    script: [json(200, secret(), HEADERS)],
    call: (now) => ['create', { scope: user, name: NAME, payload: PAYLOAD, expires_at: String(inSeconds(now) + 3600) }],
  },
  {
    name: 'an expiry as a Date goes out in Unix seconds',
    script: [json(200, secret(), HEADERS)],
    call: (now) => ['create', { scope: user, name: NAME, payload: PAYLOAD, expires_at: new Date(now + 3_600_000) }],
  },
  {
    name: 'an expiry as a Date is rounded down to seconds',
    script: [json(200, secret(), HEADERS)],
    call: (now) => ['create', { scope: user, name: NAME, payload: PAYLOAD, expires_at: new Date(now + 3_600_999) }],
  },
  {
    name: 'a write with an empty answer of parameters counts its bytes',
    script: [json(200, secret(), HEADERS)],
    call: ['create', { scope: user, name: 'é', payload: 'ключ' }],
  },
  named('spaces', 'a name with spaces'),
  named('a plus sign', 'a+b'),
  named('an ampersand and an equals sign', 'a&b=c'),
  named('brackets', 'a[b][0]'),
  named('a percent sign', '100%25'),
  named("the characters of !*()'", "!*()'"),
  named('a slash, a question mark and a hash', '/a?b#c'),
  named('umlauts', 'Schlüssel'),
  named('Cyrillic letters', 'ключ'),
  named('an emoji', 'key 🔑'),
  named('a joined emoji', '👩‍👩‍👧‍👦'),
  named('a combining accent', 'e\u0301'),
  named('a right-to-left mark', 'a\u200fb'),
  named('line separators', 'a\u2028b\u2029c'),
  named('a line break', 'a\r\nb'),
  named('a NUL', 'a\0b'),
  named('a noncharacter', 'a\uffffb'),
  named('the last code point', '\u{10ffff}'),
  named('a byte-order mark', '\ufeffname'),
  named('the word undefined', 'undefined'),
  named('the word __proto__', '__proto__'),
  named('5000 characters of two units each', '🔑'.repeat(5000)),
  payload('line breaks', '-----BEGIN-----\nplaceholder\r\n-----END-----\n'),
  payload('JSON inside', JSON.stringify({ token: 'placeholder', list: [1, { 'a[b]': '&' }] })),
  payload('base64 inside', 'cGxhY2Vob2xkZXI+/w=='),
  payload('5000 letters', 'x'.repeat(5000)),
  payload('only a space', ' '),
  payload('a zero', '0'),
];

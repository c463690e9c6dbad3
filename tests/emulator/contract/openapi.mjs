/** Answers against `emulator/tests/openapi.json`: what Stripe's OpenAPI description says of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const FACTS = JSON.parse(readFileSync(new URL('../../../emulator/tests/openapi.json', import.meta.url), 'utf8'));

/** Asserts that an answer is as described. A field that the description lacks does not pass. */
export function assertDescribed(status, body) {
  const name = status !== 200 ? 'error' : body.object === 'list' ? 'list' : 'secret';
  check({ $ref: name }, body, name);
}

function check(schema, value, at) {
  if (schema.$ref) return check(FACTS[schema.$ref], value, at);
  if (value === null && schema.nullable) return undefined;
  return KINDS[schema.type](schema, value, at);
}

const KINDS = {
  object({ required, properties }, value, at) {
    assert.ok(typeof value === 'object' && value !== null, at);
    for (const name of required) assert.ok(name in value, `${at} lacks ${name}`);
    for (const [name, member] of Object.entries(value)) {
      assert.ok(properties[name], `${at}.${name} is not described`);
      check(properties[name], member, `${at}.${name}`);
    }
  },
  array({ items }, value, at) {
    assert.ok(Array.isArray(value), at);
    for (const [index, item] of value.entries()) check(items, item, `${at}[${index}]`);
  },
  string({ maxLength = Infinity, enum: choices }, value, at) {
    assert.equal(typeof value, 'string', at);
    assert.ok([...value].length <= maxLength && (choices?.includes(value) ?? true), `${at} is ${value}`);
  },
  integer: (_schema, value, at) => assert.ok(Number.isInteger(value), at),
  boolean: (_schema, value, at) => assert.equal(typeof value, 'boolean', at),
};

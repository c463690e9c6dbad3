/** The bill of materials in the package: in CycloneDX's form, complete, and the same in every build. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { PACKAGE_DIR } from '../support/package.mjs';
import { tool } from './installed.mjs';

const read = (file) => readFileSync(path.join(PACKAGE_DIR, file), 'utf8');
const bill = JSON.parse(read('sbom.cdx.json'));
const schema = (name) =>
  JSON.parse(readFileSync(tool(`@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`), 'utf8'));
/** Schemas that CycloneDX's own refers to. */
const REFERENCED = ['spdx', 'jsf-0.82', 'cryptography-defs'];

test('it is what the schema of CycloneDX asks for', () => {
  const ajv = new Ajv({ strict: false, addUsedSchema: false });
  formats.default(ajv);
  for (const name of REFERENCED) {
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  ajv.addFormat('idn-email', true).addFormat('iri-reference', true); // ajv-formats does not have them
  const validate = ajv.compile(schema(`bom-${bill.specVersion}`));
  validate(bill);
  assert.deepEqual(validate.errors, null);
});

test('it names what THIRD-PARTY-LICENSES names, under the same licences', () => {
  const headings = read('THIRD-PARTY-LICENSES').matchAll(/^={9,}\n(.+?) \((.+)\)$/gm);
  const licensed = [...headings].flatMap(([, names, licence]) => names.split(', ').map((name) => [name, licence]));
  const listed = bill.components.map(({ name, licenses }) => [name, licenses[0].expression]);
  assert.ok(listed.length > 10, 'it names hardly anything');
  assert.deepEqual(listed.sort(), licensed.sort());
});

test('everything that something depends on is in it, and all of it is needed', () => {
  const names = bill.components.map((component) => component['bom-ref']);
  const root = bill.metadata.component['bom-ref'];
  assert.deepEqual([...new Set(bill.dependencies.flatMap(({ dependsOn }) => dependsOn))].sort(), names.sort());
  for (const { ref } of bill.dependencies) assert.ok(ref === root || names.includes(ref), ref);
});

test('a crate has the digest of its file', () => {
  for (const { purl, hashes } of bill.components.filter(({ purl }) => purl.startsWith('pkg:cargo/'))) {
    assert.match(hashes?.[0].content ?? '', /^[0-9a-f]{64}$/, purl);
  }
});

test('nothing in it changes from build to build', () => {
  assert.equal(bill.serialNumber, undefined);
  assert.equal(bill.metadata.timestamp, undefined);
});

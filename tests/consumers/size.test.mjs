/**
 * Size is why users come: what the import adds to an extension's bundle, beside what `stripe` adds,
 * both measured here and now.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { packPackage } from './installed.mjs';

/** The most that each entry may add, as a part of what stripe adds. The main one holds both builds. */
const LIMITS = {
  'stripe-apps-secrets': { gzip: 0.98 },
  'stripe-apps-secrets/wasm': { raw: 0.2, gzip: 0.6 },
  'stripe-apps-secrets/js': { gzip: 0.6 },
};

/** An extension without any library of ours or of stripe's, and what an import of one is used for. */
const SDK_ONLY = `
import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
globalThis.host = [createHttpClient(), STRIPE_API_KEY];
`;
const USE = 'globalThis.stripe = new Stripe(STRIPE_API_KEY, { httpClient: createHttpClient() });';

let packed;
let project;
let empty;
let stripe;
before(async () => {
  packed = packPackage();
  project = packed.project('esm');
  empty = await measure(project, null);
  stripe = added(await measure(project, 'stripe'), empty);
});
after(() => packed?.remove());

for (const [name, limits] of Object.entries(LIMITS)) {
  const promised = Object.entries(limits).map(([format, limit]) => `${limit} of it ${format}`).join(', ');

  test(`${name} costs an extension less than stripe: at most ${promised}`, async (t) => {
    const ours = added(await measure(project, name), empty);
    for (const format of ['raw', 'gzip', 'brotli']) {
      const part = (ours[format] / stripe[format]).toFixed(3);
      t.diagnostic(`${format}: ${name} ${ours[format]} B, stripe ${stripe[format]} B, ${part} x`);
    }
    assert.ok(stripe.gzip > 20_000, 'stripe was not bundled: the comparison is void');
    assert.ok(ours.gzip > 1_000, `${name} was not bundled: the comparison is void`);
    for (const [format, limit] of Object.entries(limits)) {
      assert.ok(ours[format] <= limit * stripe[format], `${format}: ${ours[format]} B of ${stripe[format]} B`);
    }
  });
}

/** Bundles an extension that makes a client of `library` (or none), as the extension tools do. */
async function measure(project, library) {
  const entry = path.join(project, 'extension.mjs');
  writeFileSync(entry, library === null ? SDK_ONLY : `import Stripe from '${library}';${SDK_ONLY}${USE}`);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  const bundle = outputFiles[0].contents;
  return {
    raw: bundle.length,
    gzip: gzipSync(bundle, { level: 9 }).length,
    brotli: brotliCompressSync(bundle).length,
  };
}

function added(bundle, empty) {
  return Object.fromEntries(Object.keys(bundle).map((format) => [format, bundle[format] - empty[format]]));
}

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

/** The most that ours may add, as a part of what stripe adds. */
const LIMIT = { raw: 0.2, gzip: 0.6 };

let packed;
before(() => { packed = packPackage(); });
after(() => packed?.remove());

test('the import costs an extension at most 0.60 of stripe gzipped, a fifth of it unpacked', async (t) => {
  const project = packed.project('esm');
  const empty = await measure(project, null);
  const stripe = added(await measure(project, 'stripe'), empty);
  const ours = added(await measure(project, 'stripe-apps-secrets'), empty);
  for (const format of ['raw', 'gzip', 'brotli']) {
    const part = (ours[format] / stripe[format]).toFixed(3);
    t.diagnostic(`${format}: stripe-apps-secrets ${ours[format]} B, stripe ${stripe[format]} B, ${part} x`);
  }
  assert.ok(stripe.gzip > 20_000, 'stripe was not bundled: the comparison is void');
  assert.ok(ours.gzip > 1_000, 'stripe-apps-secrets was not bundled: the comparison is void');
  assert.ok(ours.gzip < LIMIT.gzip * stripe.gzip, `gzip: ${ours.gzip} B of ${stripe.gzip} B`);
  assert.ok(ours.raw < LIMIT.raw * stripe.raw, `raw: ${ours.raw} B of ${stripe.raw} B`);
});

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

const SDK_ONLY = `
import { createHttpClient, STRIPE_API_KEY } from '@stripe/ui-extension-sdk/http_client';
globalThis.host = [createHttpClient(), STRIPE_API_KEY];
`;
const USE = 'globalThis.stripe = new Stripe(STRIPE_API_KEY, { httpClient: createHttpClient() });';

function added(bundle, empty) {
  return Object.fromEntries(Object.keys(bundle).map((format) => [format, bundle[format] - empty[format]]));
}

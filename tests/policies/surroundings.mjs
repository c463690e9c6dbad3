/**
 * Where an extension's script may find itself: a place in a browser, under a Content-Security-Policy, with some globals
 * missing. What each policy does to WebAssembly was seen, not read: `chromium.test.mjs` sees it again.
 */

export const NONCE = 'bm9uY2UtZXhhbXBsZQ==';

const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types 'none'";

/** Policies under which WebAssembly is compiled, as they are sent. */
const ALLOWING = [
  "script-src 'self' 'wasm-unsafe-eval'",
  "script-src 'self' 'unsafe-eval'",
  `script-src 'nonce-${NONCE}' 'wasm-unsafe-eval'`,
  TRUSTED_TYPES,
];
/** Policies under which it is not. */
const FORBIDDING = [
  "script-src 'self'",
  "default-src 'none'; script-src 'self'; connect-src 'self'",
  `script-src 'nonce-${NONCE}'`,
  `script-src 'self'; ${TRUSTED_TYPES}`,
];

/** How docs/support.md writes a policy, and what is missing. */
const label = (csp, absent = []) =>
  [csp ? `\`${csp.replace(NONCE, '…')}\`` : 'none', ...absent.map((name) => `no \`${name}\``)].join(', ');

/** `compiles`: whether WebAssembly does. */
const under = (compiles, csp, absent) => ({ policy: label(csp, absent), csp, absent, compiles });

const CONDITIONS = [
  under(true),
  ...ALLOWING.map((csp) => under(true, csp)),
  ...FORBIDDING.map((csp) => under(false, csp)),
  under(true, undefined, ['TextDecoder', 'TextEncoder']),
  under(true, undefined, ['crypto']),
  under(false, undefined, ['WebAssembly']),
  under(false, "script-src 'self'", ['TextDecoder', 'TextEncoder', 'crypto']),
];

/** Places: what loads the script there, and its form. `files`: the package's own files, not one bundled script. */
const PLACES = [
  { place: 'a page (one script)', by: 'page', format: 'iife' },
  { place: 'a page (ES modules)', by: 'page', format: 'esm', files: true },
  { place: 'a frame with `sandbox="allow-scripts"` and the origin `null`', by: 'frame', format: 'iife' },
  { place: 'a worker', by: 'Worker', format: 'iife' },
  { place: 'a module worker', by: 'Worker', format: 'esm' },
  { place: 'a shared worker', by: 'SharedWorker', format: 'iife' },
  { place: 'a shared module worker', by: 'SharedWorker', format: 'esm' },
];

/** Each `{ policy, place, … }`. */
export const SURROUNDINGS = CONDITIONS.flatMap((condition) => PLACES.map((place) => ({ ...place, ...condition })));

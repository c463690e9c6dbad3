#!/usr/bin/env node
/**
 * Builds the Dashboard simulator: the host page and, apart from it, the extension as one script, as Stripe's CLI bundles
 * one. `--help` says how to run it.
 *
 * Both are bundled against the package as it would be published: `npm pack` makes the tarball, and what comes out
 * of the tarball is what esbuild sees. A file that `package.json` forgets to publish breaks this build, as it would break
 * a user's.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
/** Every npm tool of the project is installed in one place, `tests/node_modules`. */
const tools = path.join(here, '..', 'tests');
const { build } = createRequire(path.join(tools, 'package.json'))('esbuild');

const HELP = `Builds the Dashboard simulator.

  node www/build.mjs --out DIR [--package DIR] [--extension FILE]

  --out DIR         where the page goes: index.html, host.js, style.css, extension.js
  --package DIR     the package to publish; default: pkg (made by cargo xtask package)
  --extension FILE  another extension to put into the frame: a module whose default export
                    is a React component; default: the demo's own
  --help            this text
`;

/**
 * Writes the simulator to `out`.
 *
 * @param {object} options
 * @param {string} options.out directory for the page; made if missing
 * @param {string} [options.packageDir] directory of the package to publish
 * @param {string} [options.extension] module whose default export is the extension's component
 */
export async function buildSimulator({
  out,
  packageDir = path.join(here, '..', 'pkg'),
  extension = path.join(here, 'extension', 'App.tsx'),
}) {
  mkdirSync(out, { recursive: true });
  const installed = mkdtempSync(path.join(tmpdir(), 'stripe-apps-secrets-'));
  try {
    installPublished(packageDir, installed);
    const published = path.join(installed, 'node_modules');
    await bundleHost(out, published);
    await bundleExtension(out, extension, published);
  } finally {
    rmSync(installed, { recursive: true, force: true });
  }
  for (const file of ['index.html', 'style.css']) copyFileSync(path.join(here, 'host', file), path.join(out, file));
}

/** Packs the package and unpacks the tarball to `node_modules`, which is what an installation of it amounts to. */
export function installPublished(packageDir, into) {
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into], {
    cwd: packageDir,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A list in today's npm, an object by name in others.
  const [{ filename, name }] = Object.values(JSON.parse(packed));
  const target = path.join(into, 'node_modules', name);
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(into, filename), '-C', target, '--strip-components=1']);
}

const shared = {
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'utf8',
  define: { 'process.env.NODE_ENV': '"production"' },
  jsx: 'automatic',
  logLevel: 'warning',
  // tsconfig.json is for the type checker: it resolves the package to declarations, which have no code.
  tsconfigRaw: {},
};

function bundleHost(out, published) {
  return build({
    ...shared,
    entryPoints: { host: path.join(here, 'host', 'main.ts') },
    outdir: out,
    nodePaths: [published, path.join(tools, 'node_modules')],
  });
}

/** The Dashboard's runtime starts the component that the extension's module exports. */
function bundleExtension(out, extension, published) {
  const runtime = path.join(here, 'extension', 'runtime.tsx');
  return build({
    ...shared,
    minify: true,
    stdin: {
      contents: `import { startExtension } from ${JSON.stringify(runtime)};
        import App from ${JSON.stringify(path.resolve(extension))};
        startExtension(App);`,
      resolveDir: here,
    },
    outfile: path.join(out, 'extension.js'),
    nodePaths: [published, path.join(tools, 'node_modules')],
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      package: { type: 'string' },
      extension: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.out) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
  } else {
    await buildSimulator({ out: path.resolve(values.out), packageDir: values.package, extension: values.extension });
  }
}

/** Serves what a browser needs to load one entry in one of the surroundings, and takes what came of it. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { PACKAGE_DIR } from '../support/package.mjs';
import { page, script, serve } from '../support/serve.mjs';
import { NONCE } from './surroundings.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The script of an entry: the whole of it, or one that imports the package's files. */
async function scriptOf(module, format, files) {
  const resolve = {
    name: 'the entry',
    setup: ({ onResolve }) =>
      onResolve({ filter: /^the entry$/ }, () =>
        files ? { path: `/${module}`, external: true } : { path: `${PACKAGE_DIR}/${module}` },
      ),
  };
  const {
    outputFiles: [{ text }],
  } = await build({
    stdin: { contents: "import { report } from './browser.mjs'; report(() => import('the entry'));", resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    format,
    platform: 'browser',
    target: 'es2022',
    plugins: [resolve],
    logLevel: 'error',
  });
  return text;
}

const memoised = (make) => {
  const made = new Map();
  return (...key) => {
    const name = JSON.stringify(key);
    if (!made.has(name)) made.set(name, make(...key));
    return made.get(name);
  };
};

/** What has the policy: the document that the script stands in, and elsewhere the script itself. */
const CARRIERS = { page: 'page', frame: 'page', Worker: 'script.js', SharedWorker: 'script.js' };

/** Keeps reports, and whoever waits for one. */
function postbox() {
  const [came, waiting] = [new Map(), new Map()];
  return {
    put(number, report) {
      came.set(number, report);
      waiting.get(number)?.(report);
    },
    take: (number, milliseconds) =>
      new Promise((resolve) => {
        if (came.has(number)) return resolve(came.get(number));
        const timer = setTimeout(resolve, milliseconds, {
          problems: ['it never reported'],
          counts: {},
          violations: [],
        });
        waiting.set(number, (report) => {
          clearTimeout(timer);
          resolve(report);
        });
      }),
  };
}

const textOf = async (request) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

/**
 * Case number n has `/n/page`, a document with its script, `/n/script.js`, and `/n/ended` for its report; `/` is empty.
 *
 * @param cases - `{ entry, surroundings }` each
 * @returns `origin`, `report(number, milliseconds)`, and `close()`
 */
export async function serveCases(cases) {
  const reports = postbox();
  const written = memoised(scriptOf);

  const resource = async (number, name) => {
    const {
      entry: { module },
      surroundings: { absent, format, files: asFiles },
    } = cases[number];
    if (name === 'page')
      return page(
        `<script nonce="${NONCE}" ${format === 'esm' ? 'type="module"' : ''} src="/${number}/script.js"></script>`,
      );
    const given = JSON.stringify({ absent, ended: `/${number}/ended` });
    return script(`globalThis.surroundings = ${given};\n${await written(module, format, asFiles)}`);
  };

  const answer = async (request) => {
    const [, number, name] = /^\/(\d+)\/(page|script\.js|ended)$/.exec(request.url) ?? [];
    if (!name) return undefined;
    if (name === 'ended') {
      reports.put(Number(number), JSON.parse(await textOf(request)));
      return { body: '' };
    }
    const { headers, body } = await resource(number, name);
    const { by, csp } = cases[number].surroundings;
    return { headers: csp && CARRIERS[by] === name ? { ...headers, 'content-security-policy': csp } : headers, body };
  };
  return { ...(await serve([PACKAGE_DIR], answer)), report: reports.take };
}

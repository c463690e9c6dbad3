/** Bundles as the Stripe CLI does: what is measured is what ships. */
import { buildExtension } from '../support/stripe_cli.mjs';

/** The script, as bytes, that `code` in the folder `project` becomes. */
export async function bundle(project, code) {
  const stdin = {
    contents: code,
    resolveDir: project,
    sourcefile: 'extension.mjs',
    loader: /** @type {const} */ ('js'),
  };
  const { outputFiles } = await buildExtension({ stdin, write: /** @type {const} */ (false) });
  return outputFiles[0].contents;
}

/** The script that leaves a candidate's `(httpClient) => client` at `globalThis.candidates[name]`. */
export async function candidateScript(project, { name, module, make }) {
  const code = `import Library from ${JSON.stringify(module)};
    (globalThis.candidates ??= {})[${JSON.stringify(name)}] = (httpClient) => ${make};`;
  return new TextDecoder().decode(await bundle(project, code));
}

/** Bundles as the tools for extensions do: esbuild, one minified script, for browsers. */
import { build } from 'esbuild';

/** The script, as bytes, that `code` in the folder `project` becomes. */
export async function bundle(project, code) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: project, sourcefile: 'extension.mjs', loader: 'js' },
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].contents;
}

/** The script that leaves a candidate's `(httpClient) => client` at `globalThis.candidates[name]`. */
export async function candidateScript(project, { name, module, make }) {
  const code = `import Library from ${JSON.stringify(module)};
    (globalThis.candidates ??= {})[${JSON.stringify(name)}] = (httpClient) => ${make};`;
  return new TextDecoder().decode(await bundle(project, code));
}

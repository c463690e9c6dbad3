/** What blocks of a page export. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { folderOf } from './project.mjs';

/**
 * The exports of files of a page, by their names.
 *
 * @param project - as `pagesProject` returns it
 * @param page - such as `store`
 * @param names - of the files, without what stands behind the dot
 * @param alias - what to import in place of a module
 */
export async function load({ root }, page, names, alias = {}) {
  const folder = path.join(root, folderOf(`docs/${page}.md`));
  const outfile = path.join(folder, `${names.join('-')}.mjs`);
  await build({
    stdin: {
      contents: names.map((name) => `export * as ${name} from './${name}';`).join('\n'),
      resolveDir: folder,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['stripe', 'stripe-20'],
    alias,
    outfile,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

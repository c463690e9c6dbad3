/** The named blocks of every page as files of one extension project: a folder for each page, the package installed. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packPackage } from '../consumers/installed.mjs';
import { files, PAGES } from './pages.mjs';

/** Tests of ours for what the pages show, each beside the files that it is about. */
const FIXTURES = { 'README.md': 'token.calls.test.ts', 'docs/oauth.md': 'SignIn.test.tsx' };

/** What a folder of a page is called. */
export const folderOf = (page) => page.replace(/\.md$/, '').replaceAll('/', '-');

/** Makes the project: its `root`, the `tarball` in it, and `remove()`. */
export function pagesProject() {
  const packed = packPackage();
  const root = packed.project('esm');
  const write = (page, folder) => {
    const made = files(page);
    if (Object.keys(made).length > 0) mkdirSync(folder, { recursive: true });
    for (const [name, code] of Object.entries(made)) writeFileSync(path.join(folder, name), code);
  };
  for (const page of PAGES) write(page, path.join(root, folderOf(page)));
  for (const [page, name] of Object.entries(FIXTURES)) {
    copyFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)), path.join(root, folderOf(page), name));
  }
  // The settings of docs/testing.md are those of the whole project.
  for (const name of ['jest.config.js', 'tsconfig.json']) {
    writeFileSync(path.join(root, name), files('docs/testing.md')[name]);
  }
  return { root, tarball: packed.tarball, remove: packed.remove };
}

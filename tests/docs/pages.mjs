/** The pages that people read, every Markdown file of the checkout, as the tests take them apart. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Folders of what was installed or built. */
const SKIPPED = new Set(['node_modules', 'target', 'pkg', '.git']);

const found = (folder) =>
  readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    const name = folder + entry.name;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : found(`${name}/`);
    return name.endsWith('.md') ? [name] : [];
  });

/** Their paths in the checkout. */
export const PAGES = found('');

/** The text of a page. */
export const text = (page) => readFileSync(ROOT + page, 'utf8');

/** What a page holds between the markers of a name; tables that tests or commands make stand there. */
export const marked = (page, name) => {
  const [, between] = text(page).split(`<!-- ${name} -->\n`);
  return between?.split(`<!-- /${name} -->`)[0].trim() ?? '';
};

const BLOCK = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** The blocks of a page: `{ language, file, code, line }`. `file` is what a comment in the first line calls it. */
export const blocks = (page) =>
  [...text(page).matchAll(BLOCK)].map(({ 1: language, 2: whole, index }) => {
    const [, file, rest] = /^\/\/ (\S+\.\w+)\n([\s\S]*)$/.exec(whole) ?? [];
    return { language, file, code: rest ?? whole, line: text(page).slice(0, index).split('\n').length };
  });

/** The named blocks of a page as files, by name: blocks of one name are one file. */
export const files = (page) => {
  const made = {};
  for (const { file, code } of blocks(page)) if (file) made[file] = (made[file] ?? '') + code;
  return made;
};

/** A page without its blocks and its code. */
const prose = (page) =>
  text(page)
    .replace(BLOCK, '')
    .replace(/`[^`\n]*`/g, '');

/** Where the links and images of a page lead. */
export const links = (page) => [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);

/** The anchors of a page's headings, as GitHub and npm make them. */
export const anchors = (page) => {
  const headings = [
    ...text(page)
      .replace(BLOCK, '')
      .matchAll(/^#+ (.+)$/gm),
  ].map(([, heading]) => heading);
  const slugs = headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );
  return slugs.map((slug, place) => {
    const before = slugs.slice(0, place).filter((other) => other === slug).length;
    return before ? `${slug}-${before}` : slug;
  });
};

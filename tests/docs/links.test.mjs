/** No link of a page leads nowhere: neither a path, nor an anchor. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { anchors, links, PAGES, ROOT } from './pages.mjs';

const isExternal = (target) => /^[a-z]+:/.test(target);

/** What is wrong with a link of a page; nothing if it leads somewhere. */
function fault(page, target) {
  const [file, anchor] = target.split('#');
  const at = file ? path.posix.join(path.posix.dirname(page), file) : page;
  if (at.startsWith('..') || !existsSync(ROOT + at)) return `${target}: there is no ${at}`;
  if (anchor && !anchors(at).includes(anchor)) return `${target}: ${at} has no heading for it`;
  return undefined;
}

for (const page of PAGES) {
  test(`every link of ${page} leads somewhere`, () => {
    const faults = links(page)
      .filter((target) => !isExternal(target))
      .map((target) => fault(page, target));
    assert.deepEqual(faults.filter(Boolean), []);
  });
}

test('a link to a page or a heading that is not there is found', () => {
  assert.equal(fault('README.md', 'docs/errors.md#the-scope'), undefined);
  assert.match(fault('docs/errors.md', 'nowhere.md') ?? '', /there is no docs\/nowhere\.md/);
  assert.match(fault('README.md', 'docs/errors.md#nowhere') ?? '', /has no heading/);
  assert.match(fault('README.md', '../elsewhere') ?? '', /there is no/);
});

/**
 * SECURITY.md leads from each promise to the tests that keep it, by their exact names: a test that was renamed, commented
 * out or removed must not stay there.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [, section] = readFileSync(`${root}SECURITY.md`, 'utf8').split('## What is promised\n');
const rows = section
  .split('\n## ')[0]
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2);
const promises = rows.map((row) => row.replace(/^\| | \|$/g, '').split(' | '));

/** Stands for the command; its steps are listed in a file. */
const COMMAND = 'cargo xtask test';
const STEPS = 'xtask/src/test/steps.rs';

/** Comments name tests, too. */
const withoutComments = (source) =>
  source
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/\*|\*)/.test(line))
    .map((line) => line.replace(/\s\/\/ .*/, ''))
    .join('\n');

/** The code of a file, or of every file in a folder. This one, and what is installed, proves nothing. */
const code = (path) => {
  if (statSync(path).isFile()) return /\.(mjs|rs)$/.test(path) ? withoutComments(readFileSync(path, 'utf8')) : '';
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .map((name) => code(`${path}/${name}`))
    .join('\n');
};

const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What stands for `…` in a template: an expression, which may hold a template of its own. */
const EXPRESSION = '\\$\\{(?:[^{}`]|`[^`]*`)*\\}';

/** How code has to spell what is named: a title as a whole string or template, a function as a test, a step by its name. */
const spellings = {
  title(title) {
    const quoted = ["'", '"'].map((quote) => literally(quote + title.replaceAll(quote, `\\${quote}`) + quote));
    const template = `\`${title.split('…').map(literally).join(EXPRESSION)}\``;
    return [...quoted, template].map((whole) => `(?<!\\.(?:skip|todo)\\()${whole}`);
  },
  function: (name) => [`#\\[(?:wasm_bindgen_)?test\\]\\n\\s*(?:async )?fn ${name}\\(`],
  step: (name) => [`\\bname: "${literally(name)}"`],
};

/** `file`: "title", `function`; `file`: … as `{ file, kind, name }`. */
const named = (tests) =>
  tests.split('; ').flatMap((entry) => {
    const [, file, names] =
      entry.match(/^`([^`]+)`: ((?:(?:"[^"]+"|`\w+`)(?:, |$))+)$/) ?? assert.fail(`not understood: ${entry}`);
    return [...names.matchAll(/"([^"]+)"|`(\w+)`/g)].map(([, title, name]) => {
      if (file.startsWith(COMMAND)) return { file: STEPS, kind: 'step', name: title };
      return title ? { file, kind: 'title', name: title } : { file, kind: 'function', name };
    });
  });

const isFound = ({ file, kind, name }, source = code(`${root}${file}`)) =>
  spellings[kind](name).some((way) => new RegExp(way).test(source));

test('every promise of SECURITY.md names tests', () => {
  assert.ok(promises.length >= 20, `${promises.length} promises`);
  for (const [promise, tests, ...more] of promises) {
    assert.deepEqual(more, [], promise);
    assert.ok(named(tests).length > 0, promise);
  }
});

for (const found of promises.flatMap(([, tests]) => named(tests))) {
  test(`the reader of SECURITY.md finds the ${found.kind} ${found.name} in ${found.file}`, () => {
    assert.ok(isFound(found), `${found.file} has no ${found.kind} of that name`);
  });
}

test('what only looks like a test is not found', () => {
  const is = (kind, name, source) => isFound({ file: '', kind, name }, withoutComments(source));
  assert.ok(is('title', "a user's name", "test('a user\\'s name', () => {})"));
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the source of a template is what is searched
  assert.ok(is('title', 'a … ends…', '  name: `a ${method} ends${how ? `: ${how}` : ``}`,'));
  assert.ok(!is('title', 'a name', "test('another of a name', () => {})"), 'a part of a title');
  assert.ok(!is('title', 'a … ends', 'name: `a ${method} of ${many} ends`'), 'another template');
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here
  assert.ok(
    !is('title', 'a name', "  // test('a name', () => {})\n/** 'a name' */\n * 'a name'\nrun(); // 'a name'"),
    'a comment',
  );
  assert.ok(!is('title', 'a name', "test.skip('a name', () => {})"), 'a test that is not run');
  assert.ok(is('function', 'a_rule', '    #[test]\n    fn a_rule() {'));
  assert.ok(
    !is('function', 'a_rule', 'fn a_rule() {\n#[test]\n#[ignore]\nfn a_rule() {'),
    'a function that is not run',
  );
  assert.ok(is('step', 'lock files', 'Step { name: "lock files", needs: &[] }'));
  assert.ok(!is('step', 'lock files', '// name: "lock files"\n"lock files"'), 'a step that is not listed');
});

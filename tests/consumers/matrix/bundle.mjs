/**
 * What a bundle may not hold, because a page that is one script, without an origin and under a strict policy,
 * has no use for it: code made of text, and the address of anything that is to be fetched.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { filesOf } from './page.mjs';

/** What makes code of text, or fetches, or tells where the script came from. Names of properties count too. */
const NAMES = new Set([
  'eval',
  'fetch',
  'XMLHttpRequest',
  'EventSource',
  'WebSocket',
  'Worker',
  'importScripts',
  'require',
  'instantiateStreaming',
  'compileStreaming',
  'createElement',
  'currentScript',
  'baseURI',
  'location',
]);
/** Those that are harmless until they are called. */
const CALLED = new Set(['Function', 'URL']);
/** A text that is, as a whole, an address or the name of a file. */
const ADDRESS = /^(?:https?|data|blob|file):|^\S*\.(?:wasm|map|m?js|cjs|json)$/;

/** What the client over `fetch` is about: requests to an address that its user names. */
const FETCHING = new Set(['fetch', 'URL']);

/**
 * What is wrong with a built folder: it holds the page, one script, and nothing that the script would fetch.
 * Where the script `fetches` by trade, the words for it are no fault.
 */
export function faultsOf(folder, { fetches = false } = {}) {
  const files = filesOf(folder);
  const scripts = files.filter((file) => file.endsWith('.js'));
  const others = files.filter((file) => !file.endsWith('.js') && file !== 'index.html');
  return [
    ...(scripts.length === 1 ? [] : [`${scripts.length} scripts: ${scripts.join(', ')}`]),
    ...others.map((file) => `a file that would be fetched: ${file}`),
    ...scripts.flatMap((script) => faultsIn(readFileSync(path.join(folder, script), 'utf8'), fetches)),
  ];
}

/** The one script of a built folder. */
export const scriptOf = (folder) =>
  filesOf(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');

function faultsIn(code, fetches) {
  const faults = [];
  const isExpected = (node) => fetches && FETCHING.has((node.expression ?? node).text);
  const visit = (node) => {
    if (isFault(node) && !isExpected(node)) faults.push(`it holds ${node.getText(program).slice(0, 100)}`);
    ts.forEachChild(node, visit);
  };
  const program = ts.createSourceFile('bundle.js', code, ts.ScriptTarget.Latest, true);
  visit(program);
  return faults;
}

function isFault(node) {
  if (ts.isMetaProperty(node)) return node.keywordToken === ts.SyntaxKind.ImportKeyword;
  if (ts.isIdentifier(node)) return NAMES.has(node.text);
  if (ts.isStringLiteralLike(node)) return ADDRESS.test(node.text);
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  const { expression: called } = node;
  return called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && CALLED.has(called.text));
}

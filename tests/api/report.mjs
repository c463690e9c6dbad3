#!/usr/bin/env node
/**
 * Writes `api.txt`: the public types, a line for each declaration, member and alternative, without comments. A review shows
 * there what changes for those who compile against the package.
 *
 * Why not API Extractor: of a module with `export =`, such as ours, its report is empty (microsoft/rushstack#2338).
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const TYPES = fileURLToPath(new URL('../../pkg-template', import.meta.url));
export const FILE = fileURLToPath(new URL('api.txt', import.meta.url));
const HEADING = 'The public types. Written by tests/api/report.mjs: change the files in pkg-template.';

/** The report, as it has to be. */
export function report() {
  const files = readdirSync(TYPES).filter((name) => /\.d\.[cm]?ts$/.test(name));
  const parts = files
    .sort()
    .map((name) => [name, ...linesOf(readFileSync(path.join(TYPES, name), 'utf8'))].join('\n  '));
  return `${[HEADING, ...parts].join('\n\n')}\n`;
}

/** The lines of a file's declarations, each after the names that it is within. */
export function linesOf(text) {
  const file = ts.createSourceFile('', text, ts.ScriptTarget.Latest);
  const printer = ts.createPrinter({ removeComments: true });
  const print = (node) => printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, ' ');
  const flat = (from, to) => text.slice(from, to).replace(/\s+/g, ' ').trim();

  /** @param {ts.Node} node @param {string[]} within @returns {string[]} */
  const lines = (node, within) => {
    const line = (part, names = within) => [...names, part].join(': ');
    if (ts.isModuleDeclaration(node) && node.body && ts.isModuleBlock(node.body)) {
      const inside = [[...within, node.name.text].join('.')];
      return node.body.statements.flatMap((inner) => lines(inner, inside));
    }
    if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
      const inside = [[...within, node.name?.text].join('.')];
      return [
        line(flat(node.getStart(file), node.members.pos - 1)),
        ...node.members.map((member) => line(print(member), inside)),
      ];
    }
    if (ts.isTypeAliasDeclaration(node) && ts.isUnionTypeNode(node.type)) {
      const inside = [[...within, node.name.text].join('.')];
      return [
        line(flat(node.getStart(file), node.type.pos)),
        ...node.type.types.map((type) => line(`| ${print(type)}`, inside)),
      ];
    }
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      const from = node.moduleSpecifier ? ` from ${print(node.moduleSpecifier)}` : '';
      const kind = node.isTypeOnly ? 'export type' : 'export';
      return node.exportClause.elements.map((element) => line(`${kind} ${print(element)}${from}`));
    }
    return [line(print(node))];
  };
  return file.statements.flatMap((statement) => lines(statement, []));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(FILE, report());

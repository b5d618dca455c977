/** A source file as the house rules see it: its path, its text and its syntax tree. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '../..');

export interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
  /** Every node of the tree, parents first. */
  readonly nodes: readonly ts.Node[];
}

/** One house rule: what is wrong in this file, one sentence each; nothing when all is well. */
export type Rule = (source: Source) => readonly string[];

export const isTest = (path: string): boolean => /[.]test[.]ts$/.test(path);

export function parse(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  return { path, text, tree, nodes: [...below(tree)] };
}

function* below(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of childrenOf(node)) yield* below(child);
}

/** The parts of a node, without the commas and brackets between them. */
export function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

/** All files below a folder of the project, as paths from its root; none when it is not there. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The sources below these folders, parsed. */
export const readSources = (...folders: readonly string[]): readonly Source[] =>
  folders
    .flatMap(filesBelow)
    .filter((path) => /[.]m?[jt]s$/.test(path))
    .map((path) => parse(path, readFileSync(join(root, path), 'utf8')));

/** A complaint about one place in a file. */
export function at({ tree, path }: Source, node: ts.Node): string {
  return `${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** True for the name that a declaration or a property gives, false for a use of that name. */
export const isNameOfParent = (node: ts.Identifier): boolean =>
  'name' in node.parent && node.parent.name === node;

/** The shape of a feature's folder under commands/, and the purity of its rules. */
import ts from 'typescript';
import { at, type Rule, type Source } from './source.ts';

const languages = ['zh-CN', 'zh-TW', 'en'];

/** What is missing in the folders of commands/, seen from the list of all files below it. */
export function incompleteFeatures(paths: readonly string[]): readonly string[] {
  return featureFolders(paths).flatMap((folder) => {
    const own = paths.filter((path) => path.startsWith(`${folder}/`));
    const needed = ['index.ts', ...languages.map((language) => `texts/${language}.ts`)];
    const missing = needed.filter((file) => !own.includes(`${folder}/${file}`));
    const untested = own.every((path) => !path.endsWith('.test.ts'));
    return [...missing, ...(untested ? ['a test'] : [])].map((what) => `${folder} lacks ${what}`);
  });
}

export const featureFolders = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.flatMap((path) => /^commands[/][^/]+(?=[/])/.exec(path)?.[0] ?? [])),
];

/** The folders that commands/index.ts lists. */
export const listedFeatures = ({ tree }: Source): readonly string[] =>
  tree.statements
    .filter((statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))
    .map(({ moduleSpecifier }) => moduleSpecifier?.getText().slice(1, -1) ?? '')
    .filter((path) => path.startsWith('./'))
    .map((path) => path.replace(/^[.][/](.+)[/]index[.]ts$/, 'commands/$1'));

/** Rules are facts in, outcome out: they do not look at the clock, roll dice or wait. */
export const pureRules: Rule = (source) => {
  if (!/[/]rules(?:[.]ts$|[/].*(?<![.]test)[.]ts$)/.test(source.path)) return [];
  return source.nodes.filter(isImpure).map((node) => {
    return `${at(source, node)} ${node.getText().slice(0, 20)} does not belong into pure rules`;
  });
};

const isImpure = (node: ts.Node): boolean =>
  ts.isAwaitExpression(node) ||
  node.kind === ts.SyntaxKind.AsyncKeyword ||
  (ts.isIdentifier(node) && node.text === 'Date') ||
  (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random');

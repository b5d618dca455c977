/** How long and how deep the code may be. Texts, fixtures and tests are as long as they need. */
import ts from 'typescript';
import { at, childrenOf, isTest, type Rule, type Source } from './source.ts';

const FILE_LINES_MAX = 250;
const FUNCTION_LINES_MAX = 70;
const NESTING_MAX = 3;
const COLUMNS_MAX = 100;

/** Files that are allowed to be longer, each with the reason. Best kept empty. */
const longFiles: Readonly<Record<string, string>> = {};

const isExempt = ({ path }: Source): boolean =>
  isTest(path) || /(?:^|[/])(?:texts|fixtures)[/]/.test(path);

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

export const fileLength: Rule = (source) => {
  const lines = linesOf(source.text);
  if (lines <= FILE_LINES_MAX || isExempt(source) || source.path in longFiles) return [];
  return [`${source.path} has ${lines} lines, more than ${FILE_LINES_MAX}`];
};

/** The allowances that no file needs any more. */
export const idleAllowances = (sources: readonly Source[]): readonly string[] => {
  const long = sources.filter(({ text }) => linesOf(text) > FILE_LINES_MAX).map(({ path }) => path);
  return Object.keys(longFiles).filter((path) => !long.includes(path));
};

/** From the first line to the last, functions inside included: the reader meets those too. */
export const functionLength: Rule = (source) => {
  if (isExempt(source)) return [];
  return functionsOf(source).flatMap((node) => {
    const lines = linesOf(node.getText());
    if (lines <= FUNCTION_LINES_MAX) return [];
    return [`${at(source, node)} a function of ${lines} lines, more than ${FUNCTION_LINES_MAX}`];
  });
};

export const nesting: Rule = (source) => {
  if (isExempt(source)) return [];
  return functionsOf(source)
    .filter((node) => depthOf(node) > NESTING_MAX)
    .map((node) => `${at(source, node)} nests deeper than ${NESTING_MAX}`);
};

/** The formatter breaks code; a comment that runs on is the writer's to break. */
export const commentWidth: Rule = ({ path, text }) =>
  text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.length > COLUMNS_MAX && /^\s*(?:[/]{2}|[/]?[*])/.test(line))
    .filter(({ line }) => !line.includes('https://'))
    .map(({ number }) => `${path}:${number} a comment wider than ${COLUMNS_MAX} columns`);

const functionsOf = ({ nodes }: Source): readonly ts.Node[] =>
  nodes.filter((node) => ts.isFunctionLike(node) && 'body' in node);

/** How many branches and loops the deepest line of a function lies inside. */
function depthOf(node: ts.Node): number {
  const children = childrenOf(node).filter((child) => !ts.isFunctionLike(child));
  const below = Math.max(0, ...children.map(depthOf));
  return below + (deepens(node) ? 1 : 0);
}

function deepens(node: ts.Node): boolean {
  // `else if` continues its chain; it does not lie inside it.
  if (ts.isIfStatement(node)) return !isElseOf(node.parent, node);
  return (
    ts.isIterationStatement(node, false) || ts.isSwitchStatement(node) || ts.isTryStatement(node)
  );
}

const isElseOf = (parent: ts.Node, node: ts.IfStatement): boolean =>
  ts.isIfStatement(parent) && parent.elseStatement === node;

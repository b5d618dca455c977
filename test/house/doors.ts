/** What only one file may touch: the clock, chance, timers, the environment, the two drivers. */
import ts from 'typescript';
import { at, isNameOfParent, isTest, type Rule } from './source.ts';

interface Door {
  readonly to: string;
  /** The files that are the door; a path that ends in a slash stands for all files below it. */
  readonly files: readonly string[];
  readonly isUse: (node: ts.Node) => boolean;
}

const members = (pattern: RegExp) => (node: ts.Node) =>
  ts.isPropertyAccessExpression(node) && pattern.test(node.getText());

const imports = (pattern: RegExp) => (node: ts.Node) =>
  ts.isStringLiteral(node) && isModuleName(node) && pattern.test(node.text);

const timers = /^(?:setTimeout|setInterval)$/;

const doors: readonly Door[] = [
  {
    to: 'the clock',
    files: ['src/host.ts'],
    isUse: (node) => members(/\bDate[.]now$/)(node) || isDateOfNow(node),
  },
  {
    to: 'a stopwatch',
    files: ['src/host.ts', 'src/cli/'],
    isUse: members(/\b(?:performance[.]now|process[.]hrtime)$/),
  },
  {
    to: 'chance',
    files: ['src/host.ts'],
    isUse: (node) =>
      members(/\bMath[.]random$|[.](?:random(?:UUID|Bytes|Int|FillSync)|getRandomValues)$/)(node) ||
      isUseOf(node, /^(?:random(?:UUID|Bytes|Int|FillSync)|getRandomValues|webcrypto)$/),
  },
  {
    to: 'timers',
    files: ['src/host.ts'],
    isUse: (node) => isUseOf(node, timers) || isImportOf(node, timers),
  },
  { to: 'the environment', files: ['src/config.ts'], isUse: members(/\bprocess[.]env$/) },
  { to: 'the database driver', files: ['src/store/sqlite.ts'], isUse: imports(/^better-sqlite3$/) },
  { to: 'the log writer', files: ['src/log.ts'], isUse: imports(/^pino(?:-pretty)?$/) },
];

/** Tests may drive a real process with real timers; the program goes through the door. */
export const oneDoor: Rule = (source) => {
  if (isTest(source.path)) return [];
  const closed = doors.filter(({ files }) => !files.some((file) => isAt(source.path, file)));
  return source.nodes.flatMap((node) =>
    closed
      .filter(({ isUse }) => isUse(node))
      .map(({ to, files }) => `${at(source, node)} only ${files.join(', ')} may touch ${to}`),
  );
};

const isAt = (path: string, file: string): boolean =>
  path === file || (file.endsWith('/') && path.startsWith(file));

const isModuleName = (node: ts.StringLiteral): boolean =>
  ts.isImportDeclaration(node.parent) ||
  ts.isExportDeclaration(node.parent) ||
  (ts.isCallExpression(node.parent) && node.parent.expression.kind === ts.SyntaxKind.ImportKeyword);

const isDateOfNow = (node: ts.Node): boolean =>
  ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length;

const isUseOf = (node: ts.Node, pattern: RegExp): boolean =>
  ts.isIdentifier(node) &&
  pattern.test(node.text) &&
  (!isNameOfParent(node) || ts.isShorthandPropertyAssignment(node.parent));

/** `import { setTimeout as wait }` counts by the name that the other module gave. */
const isImportOf = (node: ts.Node, pattern: RegExp): boolean =>
  ts.isImportSpecifier(node) && pattern.test((node.propertyName ?? node.name).text);

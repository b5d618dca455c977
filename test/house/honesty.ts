/** Nothing silences the compiler, and what is left to do has a number. */
import ts from 'typescript';
import { at, type Rule } from './source.ts';

export const noAny: Rule = (source) =>
  source.nodes
    .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => `${at(source, node)} any switches the checks off`);

/** `x as unknown as Y` and `x as never` tell the compiler what is not so. */
export const noForcedType: Rule = (source) =>
  source.nodes
    .filter(ts.isAsExpression)
    .filter(
      ({ type, expression }) =>
        type.kind === ts.SyntaxKind.NeverKeyword || ts.isAsExpression(expression),
    )
    .map((node) => `${at(source, node)} ${node.getText()} forces a type`);

/**
 * Bots hold secrets: whoever compares bytes there does it in constant time. `equals` and `compare`
 * of buffers tell by their time how much of a secret was right.
 */
export const constantTime: Rule = (source) => {
  if (!source.path.startsWith('bots/')) return [];
  return source.nodes
    .filter(ts.isPropertyAccessExpression)
    .filter(({ name }) => name.text === 'equals' || name.text === 'compare')
    .map((node) => `${at(source, node)} ${node.getText()} takes longer for what is nearly right`);
};

const remarks: ReadonlyMap<RegExp, string> = new Map([
  [/\bTODO\b(?!\(#\d+\))/, 'TODO needs the number of its issue: TODO(#12)'],
  [/\b(?:FIXME|XXX|HACK)\b/, 'what is left to do is a TODO with a number'],
  [/@ts-(?:ignore|nocheck|expect-error)/, 'nothing silences the compiler'],
]);

export const noLooseEnds: Rule = ({ path, text }) =>
  text
    .split('\n')
    .flatMap((line, index) =>
      [...remarks]
        .filter(([pattern]) => pattern.test(line))
        .map(([, why]) => `${path}:${index + 1} ${why}`),
    );

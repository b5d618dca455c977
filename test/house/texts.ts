/** Texts in traditional Chinese are written, not converted by halves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { at, type Rule, root } from './source.ts';

/** Common characters that only simplified Chinese writes; left out are those that both know. */
export const simplifiedOnly: ReadonlySet<string> = new Set(
  readFileSync(join(root, 'test/fixtures/simplified-only.txt'), 'utf8').replace(/\s/g, ''),
);

export const traditional: Rule = (source) => {
  if (!source.path.endsWith('/zh-TW.ts')) return [];
  return source.nodes.filter(isWritten).flatMap((node) => {
    const found = [...node.text].filter((character) => simplifiedOnly.has(character));
    if (found.length === 0) return [];
    return [`${at(source, node)} simplified characters: ${found.join('')}`];
  });
};

const isWritten = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateLiteralToken =>
  ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);

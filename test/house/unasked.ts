/** What comes due is pushed: only handlers that are declared to answer somebody may say. */
import ts from 'typescript';
import { at, isTest, type Source } from './source.ts';

/**
 * Handlers of due items that say something, although nobody waits for it. The guard refuses them
 * when they run; here they are found before.
 */
export function unaskedSayings(sources: readonly Source[]): readonly string[] {
  const features = sources.filter(({ path }) => path.startsWith('commands/') && !isTest(path));
  const answers = new Set(features.flatMap(answersIn));
  return features.flatMap((source) =>
    source.nodes
      .filter(ts.isFunctionDeclaration)
      .filter((handler) => isForDue(handler) && says(handler))
      .filter(({ name }) => !answers.has(`${folderOf(source)} ${name?.text}`))
      .map((handler) => `${at(source, handler)} ${handler.name?.text} says what nobody asked for`),
  );
}

const folderOf = ({ path }: Source): string => path.split('/')[1] ?? '';

/** `answers: { isAnswer: true, run: sendAnswers }` declares `sendAnswers`. */
const answersIn = (source: Source): readonly string[] =>
  [...source.text.matchAll(/isAnswer: true,\s*run: (\w+)/g)].map(
    ([, name]) => `${folderOf(source)} ${name}`,
  );

const isForDue = ({ parameters }: ts.FunctionDeclaration): boolean =>
  parameters.some(({ type }) => type !== undefined && /^Coming</.test(type.getText()));

const says = (handler: ts.FunctionDeclaration): boolean =>
  /[{,]\s*say\s*[,:}]|[.]say\(/.test(handler.getText());

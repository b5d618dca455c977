/** One word per idea: the names that the glossary does not want, and names that say nothing. */
import ts from 'typescript';
import { at, isNameOfParent, type Rule, type Source } from './source.ts';

const emptyNames = /^(?:utils?|helpers?|common|manager|service|misc|shared)$/;

/**
 * Words of the glossary's right column that mean nothing else in this program. Words with an
 * innocent sense (sign, chat, mod, rank, room, vote, cron) are left to the reader.
 */
const unwanted: ReadonlyMap<RegExp, string> = new Map([
  [/^(?:raffle|giveaway)s?$/, 'lottery'],
  [/^chatrooms?$/, 'group'],
  [/^users?(?:name)?$/, 'member or account'],
  [/^kick(?:s|ed|ing)?$/, 'remove'],
  [/^(?:un)?ban(?:s|ned|ning)?$/, 'mute or remove'],
  [/^(?:robot|puppet)s?$/, 'bot account'],
  [/^(?:coin|score)s?$/, 'points'],
  [/^punch(?:es|ed)?$/, 'check-in'],
  [/^relays?$/, 'sign-up chain'],
  [/^broadcasts?$/, 'scheduled push'],
]);

/** What a platform calls its things on the wire is the platform's business. */
const speaksThePlatform = (path: string): boolean =>
  /^bots[/][^/]+[/](?:wire|receive|send)\b/.test(path);

export const fileNames: Rule = ({ path }) => {
  const name = path.replace(/^.*[/]/, '').replace(/[.].*$/, '');
  if (emptyNames.test(name)) return [`${path} says nothing of what it holds`];
  return complaints(name).map((complaint) => `${path} ${complaint}`);
};

export const glossary: Rule = (source) => {
  if (speaksThePlatform(source.path)) return [];
  return declaredNames(source).flatMap((name) =>
    complaints(name.text).map((complaint) => `${at(source, name)} ${name.text} ${complaint}`),
  );
};

function declaredNames({ nodes }: Source): readonly ts.Identifier[] {
  return nodes
    .filter(ts.isIdentifier)
    .filter((node) => isNameOfParent(node) && isOurs(node.parent));
}

/** Names that others gave (imported, picked out of their objects, looked up) are not ours. */
const isOurs = (parent: ts.Node): boolean =>
  !(
    ts.isPropertyAccessExpression(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isBindingElement(parent) ||
    ts.isQualifiedName(parent)
  );

/** `kickedMember` is made of the words kicked and member; so is `KICKED_MEMBER`. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z]+/);

const complaints = (name: string): readonly string[] =>
  wordsOf(name).flatMap((word) =>
    [...unwanted]
      .filter(([pattern]) => pattern.test(word))
      .map(([, wanted]) => `uses "${word}"; the glossary says ${wanted}`),
  );

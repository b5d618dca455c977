/** What features may know of each other's commands: words, usage, right and place. */
import type { CommandInfo, Feature, Language } from '#kit';
import type { KnownCommand } from '../registry.ts';

/** Every command of a feature, in its own order. */
export function commandsOf(feature: Feature): readonly KnownCommand[] {
  return Object.entries(feature.commands ?? {}).map(([key, command]) => ({
    feature,
    key,
    command,
  }));
}

/** Whether a command can be used in a group, or in private. */
export function isUsedIn(
  { place = 'both' }: KnownCommand['command'],
  here: 'group' | 'private',
): boolean {
  return place === 'both' || place === here;
}

export function commandInfo(
  { feature, key, command }: KnownCommand,
  language: Language,
): CommandInfo {
  const { name: title, commands } = feature.phrases[language];
  const { words = [], usage = '', help = '' } = commands[key] ?? {};
  const { role = 'member', place = 'both', isQuiet = false } = command;
  return { feature: feature.name, title, words, usage, help, role, place, isQuiet };
}

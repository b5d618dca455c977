/** The commands of all features as a platform's own menu may list them. */
import type { Feature, ListedCommand } from '#kit';

/** The letters, digits and hyphens that every platform's menu can show, or put another way. */
const PLAIN = /^[a-z][a-z0-9-]*$/;

/** Each command by its first plain word; those that are quiet or have no such word are left out. */
export function listCommands(features: readonly Feature[]): readonly ListedCommand[] {
  return features.flatMap(({ commands = {}, phrases }) =>
    Object.entries(commands).flatMap(([key, { role = 'member', isQuiet }]): ListedCommand[] => {
      const own = {
        'zh-CN': phrases['zh-CN'].commands[key],
        'zh-TW': phrases['zh-TW'].commands[key],
        en: phrases.en.commands[key],
      };
      const words = [own.en, own['zh-CN'], own['zh-TW']].flatMap((one) => one?.words ?? []);
      const name = words.find((word) => PLAIN.test(word));
      if (isQuiet || name === undefined) return [];
      const help = {
        'zh-CN': own['zh-CN']?.help ?? '',
        'zh-TW': own['zh-TW']?.help ?? '',
        en: own.en?.help ?? '',
      };
      return [{ name, help, isForManagers: role !== 'member' }];
    }),
  );
}

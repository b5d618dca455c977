/** Words of all features in one language: labels, titles, what settings mean. */
import type { Language, SettingInfo } from '#kit';
import type { Registry } from '../registry.ts';
import { coreLabel } from '../texts/index.ts';

/** The words for a code: the first feature's that has some, or else the core's. */
export function labelIn(
  { features }: Registry,
  language: Language,
): (code: string) => string | undefined {
  return (code) => {
    for (const { phrases } of features) {
      const label = phrases[language].labels[code];
      if (label !== undefined) return label;
    }
    return coreLabel(language, code);
  };
}

/** Settings as people read them: by a feature's label where it has one. */
export function inWords(
  settings: readonly SettingInfo[],
  labelOf: (code: string) => string | undefined,
): readonly SettingInfo[] {
  return settings.map((info) => ({
    ...info,
    about: labelOf(`setting.${info.key}`) ?? info.about,
    parts: info.parts.map(({ name, about }) => ({
      name,
      about: labelOf(`setting.${info.key}.${name}`) ?? about,
    })),
  }));
}

/** Names of all exports, the core's first. */
export function exportNames({ features }: Registry, core: readonly string[]): readonly string[] {
  return [...core, ...features.flatMap(({ exports }) => Object.keys(exports ?? {}))];
}

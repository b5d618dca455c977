/** What people read for the values of closed lists in exports; scripts are given the codes. */
import { type ExportColumn, type Feature, LANGUAGES, type ValueWords } from '#kit';

export const ROLE_WORDS: ValueWords = {
  'zh-CN': { owner: '群主', admin: '管理员', manager: '运营', helper: '帮手', member: '群友' },
  'zh-TW': { owner: '群主', admin: '管理員', manager: '營運', helper: '幫手', member: '群友' },
};

export const SEGMENT_WORDS: ValueWords = {
  'zh-CN': { new: '新人', active: '活跃', silent: '沉默', lost: '流失' },
  'zh-TW': { new: '新人', active: '活躍', silent: '沉默', lost: '流失' },
};

/** Codes of something else than reasons: what a label explains, names or tells. */
const OTHER_CODES = /^(?:audit|export|platform|setting|unit)\.|\s/;

/** Reasons of ledger entries as the features that post them call them. */
export function reasonWords(features: readonly Feature[]): ValueWords {
  const labelsIn = (language: (typeof LANGUAGES)[number]) =>
    features
      // The first feature that knows a code is heard, as everywhere.
      .toReversed()
      .flatMap(({ phrases }) => Object.entries(phrases[language].labels))
      .filter(([code]) => !OTHER_CODES.test(code));
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, Object.fromEntries(labelsIn(language))]),
  );
}

/** The same columns, those named in `words` with the words for their values. */
export function worded(
  columns: readonly ExportColumn[],
  words: Readonly<Record<string, ValueWords>>,
): readonly ExportColumn[] {
  return columns.map((column) => {
    const own = words[column.key];
    return own === undefined ? column : { ...column, words: own };
  });
}

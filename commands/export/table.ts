/** Which tables there are, as people call them, and in which formats. */
import { type Arg, type House, LANGUAGES, plainWord } from '#kit';
import { base } from './base.ts';

export const FORMATS = ['xlsx', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

const PREFIX = 'export.';

/** What each table is called in any of the languages, folded, with its name in code. */
const called: ReadonlyMap<string, string> = new Map(
  LANGUAGES.flatMap((language) =>
    Object.entries(base.phrases[language].labels)
      .filter(([code]) => code.startsWith(PREFIX))
      .map(([code, label]) => [plainWord(label), code.slice(PREFIX.length)] as const),
  ),
);

/** What people type behind «导出» because it is the word of the command. */
const ALSO: ReadonlyMap<string, string> = new Map([
  ['定时', 'pushes'],
  ['定時', 'pushes'],
  ['排程', 'pushes'],
  ['schedule', 'pushes'],
  ['schedules', 'pushes'],
  ['积分', 'ledger'],
  ['點數', 'ledger'],
  ['points', 'ledger'],
]);

/** A table that can be exported here, by its name in whatever language or in code. */
export const table: Arg<string> = {
  async read([first], { house }) {
    if (first === undefined) return { ok: false, problem: 'missing', typed: '' };
    const word = first.kind === 'word' ? plainWord(first.text) : '';
    const own = house.exports.find((one) => plainWord(wordFor(one, house)) === word);
    const name = own ?? called.get(word) ?? ALSO.get(word) ?? word;
    return house.exports.includes(name)
      ? { ok: true, value: name, taken: 1 }
      : { ok: false, problem: 'notChoice', typed: word };
  },
};

export function formatCalled(typed: string): Format | undefined {
  const word = plainWord(typed);
  return FORMATS.find((format) => format === word);
}

/** What people call a table; one that a stranger's feature added is called by its name. */
export function wordFor(name: string, house: House): string {
  const code = `${PREFIX}${name}`;
  const word = house.label(code);
  return word === code ? name : word;
}

/** Periods of leaderboards (今日、本周…) as people type them, in any of our languages and scripts. */
import { PERIODS, type Period } from './board.ts';
import { plainWord } from './fold.ts';

const WORDS: Readonly<Record<Period, readonly string[]>> = {
  day: ['今日', '今天', '日榜', '日', 'today', 'day', 'daily'],
  week: ['本周', '本週', '这周', '這週', '周榜', '週榜', '周', '週', 'week', 'weekly'],
  month: ['本月', '这个月', '這個月', '月榜', '月', 'month', 'monthly'],
  all: ['总', '總', '总榜', '總榜', '全部', '累计', '累計', '历史', '歷史', 'all', 'all-time'],
};

/** @returns undefined for a word that names no period */
export function parsePeriod(typed: string): Period | undefined {
  const word = plainWord(typed);
  return PERIODS.find((period) => WORDS[period].includes(word));
}

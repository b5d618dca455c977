/** The columns of check-in's exports: keys as published, and what people read above them. */
import type { ColumnKind, ExportColumn, ValueWords } from '#kit';

/** Key, kind, and the headers in zh-CN, zh-TW and en. */
type Written = readonly [
  key: string,
  kind: ColumnKind,
  simplified: string,
  traditional: string,
  english: string,
  words?: ValueWords,
];

const KINDS: ValueWords = {
  'zh-CN': { own: '签到', madeUp: '补签', leave: '请假' },
  'zh-TW': { own: '簽到', madeUp: '補簽', leave: '請假' },
  en: { own: 'checked in', madeUp: 'made up', leave: 'on leave' },
};

const streak: Written = ['streak', 'integer', '连续签到', '連續簽到', 'Streak'];

export const CHECK_IN_COLUMNS = columns([
  ['day', 'day', '日期', '日期', 'Day'],
  ['community', 'text', '社群', '社群', 'Community'],
  ['memberId', 'integer', '成员编号', '成員編號', 'Member no.'],
  ['platform', 'text', '平台', '平台', 'Platform'],
  ['accountId', 'text', '平台账号', '平台帳號', 'Account'],
  ['name', 'text', '昵称', '暱稱', 'Name'],
  ['at', 'instant', '时间', '時間', 'Time'],
  ['kind', 'text', '类型', '類型', 'Kind', KINDS],
  streak,
  ['points', 'integer', '积分', '點數', 'Points'],
]);

export const MEMBER_COLUMNS = columns([
  ['checkIns', 'integer', '签到天数', '簽到天數', 'Check-ins'],
  streak,
  ['longestStreak', 'integer', '最长连续', '最長連續', 'Longest streak'],
]);

function columns(written: readonly Written[]): readonly ExportColumn[] {
  return written.map(([key, kind, simplified, traditional, english, words]) => ({
    key,
    kind,
    headers: { 'zh-CN': simplified, 'zh-TW': traditional, en: english },
    ...(words && { words }),
  }));
}

/** The columns of check-in's exports: keys as published, and what people read above them. */
import { columnsOf, type ValueWords, type WrittenColumn } from '#kit';

const KINDS: ValueWords = {
  'zh-CN': { own: '签到', madeUp: '补签', leave: '请假', away: '停机' },
  'zh-TW': { own: '簽到', madeUp: '補簽', leave: '請假', away: '停機' },
  en: { own: 'checked in', madeUp: 'made up', leave: 'on leave', away: 'bot away' },
};

const streak: WrittenColumn = ['streak', 'integer', '连续签到', '連續簽到', 'Streak'];

export const CHECK_IN_COLUMNS = columnsOf([
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

export const MEMBER_COLUMNS = columnsOf([
  ['checkIns', 'integer', '签到天数', '簽到天數', 'Check-ins'],
  streak,
  ['longestStreak', 'integer', '最长连续', '最長連續', 'Longest streak'],
]);

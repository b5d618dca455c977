/**
 * The columns of the core's exports: keys and kinds as published, and what people read above them.
 * Whoever changes a key breaks scripts outside.
 */
import type { ColumnKind, ExportColumn } from '#kit';

/** Key, kind, and the headers in zh-CN, zh-TW and en. */
type Written = readonly [
  key: string,
  kind: ColumnKind,
  simplified: string,
  traditional: string,
  english: string,
];

const memberId: Written = ['memberId', 'integer', '成员编号', '成員編號', 'Member no.'];
const platform: Written = ['platform', 'text', '平台', '平台', 'Platform'];
const accountId: Written = ['accountId', 'text', '平台账号', '平台帳號', 'Account'];
const name: Written = ['name', 'text', '昵称', '暱稱', 'Name'];
const community: Written = ['community', 'text', '社群', '社群', 'Community'];
const messages: Written = ['messages', 'integer', '消息数', '訊息數', 'Messages'];
const points: Written = ['points', 'integer', '积分', '點數', 'Points'];

export const MEMBER_COLUMNS = columns([
  memberId,
  platform,
  accountId,
  name,
  community,
  ['groups', 'text', '所在群', '所在群組', 'Groups'],
  ['role', 'text', '角色', '角色', 'Role'],
  ['joinedAt', 'instant', '入群时间', '入群時間', 'Joined'],
  ['invitedBy', 'integer', '邀请人编号', '邀請人編號', 'Invited by'],
  ['leftAt', 'instant', '退群时间', '退群時間', 'Left'],
  messages,
  ['activeDays', 'integer', '活跃天数', '活躍天數', 'Active days'],
  ['checkIns', 'integer', '签到天数', '簽到天數', 'Check-ins'],
  ['streak', 'integer', '连续签到', '連續簽到', 'Streak'],
  ['longestStreak', 'integer', '最长连续', '最長連續', 'Longest streak'],
  points,
  ['level', 'integer', '等级', '等級', 'Level'],
  ['segment', 'text', '分层', '分層', 'Segment'],
  ['firstSeenAt', 'instant', '首次出现', '首次出現', 'First seen'],
  ['lastSeenAt', 'instant', '最近出现', '最近出現', 'Last seen'],
]);

export const ACTIVITY_COLUMNS = columns([
  ['day', 'day', '日期', '日期', 'Day'],
  community,
  ['group', 'text', '群', '群組', 'Group'],
  memberId,
  platform,
  accountId,
  name,
  messages,
  ['firstAt', 'instant', '首条消息', '首則訊息', 'First message'],
  ['lastAt', 'instant', '末条消息', '末則訊息', 'Last message'],
]);

const seq: Written = ['seq', 'integer', '序号', '序號', 'No.'];
const at: Written = ['at', 'instant', '时间', '時間', 'Time'];
const balance: Written = ['balance', 'integer', '余额', '餘額', 'Balance'];
const reason: Written = ['reason', 'text', '原因', '原因', 'Reason'];
const reversalOf: Written = ['reversalOf', 'integer', '冲正序号', '沖正序號', 'Reversal of'];

export const LEDGER_COLUMNS = columns([
  seq,
  at,
  community,
  memberId,
  platform,
  accountId,
  points,
  balance,
  reason,
  ['reference', 'text', '备注', '備註', 'Reference'],
  ['operator', 'integer', '操作人编号', '操作人編號', 'Operator'],
  ['once', 'text', '唯一键', '唯一鍵', 'Once key'],
  reversalOf,
]);

/** Names in place of numbers, and nothing that only a script could use. */
export const LEDGER_FOR_PEOPLE = columns([
  seq,
  at,
  community,
  name,
  platform,
  accountId,
  points,
  balance,
  reason,
  ['counterpart', 'text', '对方', '對方', 'To or from'],
  ['note', 'text', '备注', '備註', 'Note'],
  ['operator', 'text', '操作人', '操作人', 'By'],
  reversalOf,
]);

function columns(written: readonly Written[]): readonly ExportColumn[] {
  return written.map(([key, kind, simplified, traditional, english]) => ({
    key,
    kind,
    headers: { 'zh-CN': simplified, 'zh-TW': traditional, en: english },
  }));
}

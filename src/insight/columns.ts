/**
 * The columns of the core's exports: keys and kinds as published, and what people read above them.
 * Whoever changes a key breaks scripts outside.
 */
import { columnsOf, type WrittenColumn } from '#kit';

const memberId: WrittenColumn = ['memberId', 'integer', '成员编号', '成員編號', 'Member no.'];
const platform: WrittenColumn = ['platform', 'text', '平台', '平台', 'Platform'];
const accountId: WrittenColumn = ['accountId', 'text', '平台账号', '平台帳號', 'Account'];
const name: WrittenColumn = ['name', 'text', '昵称', '暱稱', 'Name'];
const community: WrittenColumn = ['community', 'text', '社群', '社群', 'Community'];
const messages: WrittenColumn = ['messages', 'integer', '消息数', '訊息數', 'Messages'];
const points: WrittenColumn = ['points', 'integer', '积分', '點數', 'Points'];

export const MEMBER_COLUMNS = columnsOf([
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

export const ACTIVITY_COLUMNS = columnsOf([
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

const seq: WrittenColumn = ['seq', 'integer', '序号', '序號', 'No.'];
const at: WrittenColumn = ['at', 'instant', '时间', '時間', 'Time'];
const balance: WrittenColumn = ['balance', 'integer', '余额', '餘額', 'Balance'];
const reason: WrittenColumn = ['reason', 'text', '原因', '原因', 'Reason'];
const reversalOf: WrittenColumn = ['reversalOf', 'integer', '冲正序号', '沖正序號', 'Reversal of'];

export const LEDGER_COLUMNS = columnsOf([
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
export const LEDGER_FOR_PEOPLE = columnsOf([
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

/** The export of pushes (推送记录): what became of every slot, oldest first. */
import { columnsOf, compileNow, type ExportSource, inCommunity, sql, tables } from '#kit';

const db = tables<object>();

const OUTCOMES = {
  'zh-CN': {
    onTime: '准时送出',
    late: '晚了送出',
    missed: '太晚没送',
    notOpened: '没能发起',
    notNeeded: '已经发完',
  },
  'zh-TW': {
    onTime: '準時送出',
    late: '晚了送出',
    missed: '太晚沒送',
    notOpened: '沒能發起',
    notNeeded: '已經傳完',
  },
  en: {
    onTime: 'on time',
    late: 'late',
    missed: 'too late, left out',
    notOpened: 'could not be opened',
    notNeeded: 'all parts told before',
  },
};

const STATES = {
  'zh-CN': {
    waiting: '在等',
    leaving: '正在发',
    sent: '送达',
    unknown: '不确定',
    refused: '平台没接受',
    expired: '太晚没发',
    merged: '送达',
    suppressed: '没发',
  },
  'zh-TW': {
    waiting: '在等',
    leaving: '正在傳',
    sent: '送達',
    unknown: '不確定',
    refused: '平台沒接受',
    expired: '太晚沒傳',
    merged: '送達',
    suppressed: '沒傳',
  },
  en: {
    waiting: 'waiting',
    leaving: 'on its way',
    sent: 'delivered',
    unknown: 'unknown',
    refused: 'refused by the platform',
    expired: 'too late, left out',
    merged: 'delivered',
    suppressed: 'held back',
  },
};

const REASONS = {
  'zh-CN': {
    quiet: '免打扰时段',
    cap: '一天的条数用完',
    gap: '离上一条太近',
    talk: '大家正聊着',
    silence: '一直没人说话',
    off: '已关掉',
    late: '太晚',
    answersOnly: '账号只回话',
    spent: '账号一天的量快用完',
    reserved: '位置留给一次性的',
    away: '机器人不在群里',
    fault: '程序出错',
  },
  'zh-TW': {
    quiet: '勿擾時段',
    cap: '一天的則數用完',
    gap: '離上一則太近',
    talk: '大家正聊著',
    silence: '一直沒人說話',
    off: '已關掉',
    late: '太晚',
    answersOnly: '帳號只回話',
    spent: '帳號一天的量快用完',
    reserved: '位置留給一次性的',
    away: '機器人不在群裡',
    fault: '程式出錯',
  },
  en: {
    quiet: 'quiet hours',
    cap: 'daily limit',
    gap: 'too close to the last one',
    talk: 'people were talking',
    silence: 'nobody spoke',
    off: 'switched off',
    late: 'too late',
    answersOnly: 'the account only answers',
    spent: 'the account had sent nearly all of its day',
    reserved: 'the place was kept for a one-off',
    away: 'the bot is not in the group',
    fault: 'the program failed',
  },
};

const COLUMNS = columnsOf([
  ['at', 'instant', '时间', '時間', 'Time'],
  ['community', 'text', '社群', '社群', 'Community'],
  ['group', 'text', '群', '群', 'Group'],
  ['number', 'integer', '编号', '編號', 'No.'],
  ['slot', 'text', '应发', '應傳', 'Slot'],
  ['outcome', 'text', '结果', '結果', 'Outcome', OUTCOMES],
  ['lateMinutes', 'integer', '晚了（分钟）', '晚了（分鐘）', 'Minutes late'],
  ['leftOut', 'integer', '合并掉', '合併掉', 'Left out'],
  ['content', 'text', '内容', '內容', 'Text'],
  ['people', 'integer', '私聊人数', '私訊人數', 'People'],
  ['state', 'text', '送达', '送達', 'Delivery', STATES],
  ['leftAt', 'instant', '送出时间', '送出時間', 'Sent at'],
  ['reason', 'text', '原因', '原因', 'Reason', REASONS],
]);

export const pushes: ExportSource = {
  columns: COLUMNS,
  rows: (scope) => {
    const select = sql`
      select runs.at, communities.key, groups.platform_id, runs.number,
        -- Behind it stands when it was sent again.
        substr(runs.slot, 1, instr(runs.slot || '#', '#') - 1), runs.outcome,
        runs.late_minutes, runs.left_out, schedules.content, runs.reached, pushes.state,
        pushes.left_at, pushes.why ->> 'code'
      from schedule_runs as runs
      join communities on communities.id = runs.community_id
      join groups on groups.id = runs.group_id
      join schedules
        on schedules.community_id = runs.community_id and schedules.number = runs.number
      left join pushes on pushes.group_id = runs.group_id and pushes.feature = 'schedule'
        and pushes.kind = 'planned' and pushes.key = runs.number || ':' || runs.slot
      where ${inCommunity(scope, 'runs.community_id')}
      order by runs.community_id, runs.at, runs.number, runs.group_id, runs.slot`;
    return compileNow({ compile: () => select.compile(db) });
  },
};

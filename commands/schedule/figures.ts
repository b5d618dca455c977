/** The export of pushes (推送记录): what became of every slot, oldest first. */
import { columnsOf, compileNow, type ExportSource, inCommunity, sql, tables } from '#kit';

const db = tables<object>();

const OUTCOMES = {
  'zh-CN': { onTime: '准时送出', late: '晚了送出', missed: '太晚没送', refused: '没能发起' },
  'zh-TW': { onTime: '準時送出', late: '晚了送出', missed: '太晚沒送', refused: '沒能發起' },
  en: {
    onTime: 'on time',
    late: 'late',
    missed: 'too late, left out',
    refused: 'could not be opened',
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
]);

export const pushes: ExportSource = {
  columns: COLUMNS,
  rows: (scope) => {
    const select = sql`
      select runs.at, communities.key, groups.platform_id, runs.number, runs.slot, runs.outcome,
        runs.late_minutes, runs.left_out, schedules.content, runs.reached
      from schedule_runs as runs
      join communities on communities.id = runs.community_id
      join groups on groups.id = runs.group_id
      join schedules
        on schedules.community_id = runs.community_id and schedules.number = runs.number
      where ${inCommunity(scope, 'runs.community_id')}
      order by runs.community_id, runs.at, runs.number, runs.group_id, runs.slot`;
    return compileNow({ compile: () => select.compile(db) });
  },
};

/** What others ask of lotteries (抽奖): the measure for conditions, and the export with receipts. */
import {
  columnsOf,
  compileNow,
  type ExportScope,
  type ExportSource,
  inCommunity,
  type Measure,
  type MemberId,
  MS_PER_DAY,
  sql,
} from '#kit';
import { receiptText } from './store/receipts.ts';
import { db } from './store/tables.ts';

/** Whole days since a member's last prize; never, for whoever won nothing. */
export const sinceWin: Measure = {
  without: 'never',
  figures: ({ community, at, from, to }) => sql<{ member_id: MemberId; total: number }>`(
    select winners.member_id, max(0, (${at} - max(winners.at)) / ${sql.lit(MS_PER_DAY)}) as total
    from lottery_winners as winners
    cross join lottery_lotteries as lotteries
    where lotteries.id = winners.lottery_id
      and winners.member_id between ${from} and ${to}
      and lotteries.community_id = ${community}
      and winners.state in ('held', 'claimed')
    group by winners.member_id
  )`,
};

const STATES = {
  'zh-CN': {
    opening: '准备中',
    open: '进行中',
    closing: '截止',
    frozen: '等开奖',
    waiting: '等随机数',
    drawn: '已开奖',
    empty: '无人参加',
    cancelled: '已取消',
    drand: '公共随机数',
    sealed: '只有承诺（较弱）',
    unknown: '未定',
  },
  'zh-TW': {
    opening: '準備中',
    open: '進行中',
    closing: '截止',
    frozen: '等開獎',
    waiting: '等亂數',
    drawn: '已開獎',
    empty: '無人參加',
    cancelled: '已取消',
    drand: '公共亂數',
    sealed: '只有承諾（較弱）',
    unknown: '未定',
  },
  en: {
    opening: 'in preparation',
    open: 'open',
    closing: 'closed',
    frozen: 'to be drawn',
    waiting: 'waits for the public number',
    drawn: 'drawn',
    empty: 'nobody entered',
    cancelled: 'cancelled',
    drand: 'public number',
    sealed: 'commit and reveal only (weaker)',
    unknown: 'not yet known',
  },
};

const COLUMNS = columnsOf([
  ['community', 'text', '社群', '社群', 'Community'],
  ['lottery', 'integer', '编号', '編號', 'No.'],
  ['title', 'text', '标题', '標題', 'Title'],
  ['state', 'text', '状态', '狀態', 'State', STATES],
  ['mode', 'text', '公平', '公平', 'Fairness', STATES],
  ['createdAt', 'instant', '发起时间', '發起時間', 'Begun'],
  ['closedAt', 'instant', '截止时间', '截止時間', 'Closed'],
  ['drawnAt', 'instant', '开奖时间', '開獎時間', 'Drawn'],
  ['entrants', 'integer', '参加人数', '參加人數', 'Entrants'],
  ['tickets', 'integer', '票数', '票數', 'Tickets'],
  ['winners', 'integer', '中奖人数', '中獎人數', 'Winners'],
  ['seal', 'text', '承诺', '承諾', 'Seal'],
  ['listHash', 'text', '名单哈希', '名單雜湊', 'Hash of the list'],
]);

const RECEIPT = columnsOf([['receipt', 'text', '凭证', '憑證', 'Receipt']]);

/** Every lottery; those that were drawn carry their receipt, but not in a table for people. */
export const lotteries: ExportSource = {
  columns: [...COLUMNS, ...RECEIPT],
  rows: (scope) => rows(scope, true),
  forPeople: { columns: COLUMNS, rows: (scope) => rows(scope, false) },
};

function rows(scope: ExportScope, isWithReceipt: boolean) {
  const receipt = isWithReceipt ? sql`, ${receiptText} as receipt` : sql``;
  const { from, to } = scope;
  const query = sql`
    select
      communities.key, lotteries.number, lotteries.terms ->> 'title', lotteries.state,
      lotteries.mode, lotteries.created_at, lotteries.closed_at, lotteries.drawn_at,
      lotteries.entrants, lotteries.tickets,
      (select count(*) from lottery_winners where lottery_id = lotteries.id),
      lotteries.commitment, lotteries.list_hash ${receipt}
    from lottery_lotteries as lotteries
    join communities on communities.id = lotteries.community_id
    where ${inCommunity(scope, 'lotteries.community_id')}
      and ${from === undefined ? sql`true` : sql`date(lotteries.created_at / 1000, 'unixepoch') >= ${from}`}
      and ${to === undefined ? sql`true` : sql`date(lotteries.created_at / 1000, 'unixepoch') <= ${to}`}
    order by lotteries.community_id, lotteries.number`;
  return compileNow({ compile: () => query.compile(db) });
}

/**
 * The export of polls (投票). Of a named poll a row is a ballot; of a secret one it is all ballots of
 * one kind, and only once it is closed: two exports of an open one would show the ballot between.
 */
import {
  columnsOf,
  compileNow,
  type ExportSource,
  inCommunity,
  sql,
  type ValueWords,
  who,
} from '#kit';
import { FEWEST_SECRET } from './rules/terms.ts';
import { db } from './store/tables.ts';

const KINDS: ValueWords = {
  'zh-CN': { single: '单选', multiple: '多选', ranked: '排序' },
  'zh-TW': { single: '單選', multiple: '多選', ranked: '排序' },
  en: { single: 'single', multiple: 'multiple', ranked: 'ranked' },
};
const SECRECY: ValueWords = {
  'zh-CN': { named: '公开', secret: '匿名' },
  'zh-TW': { named: '公開', secret: '匿名' },
  en: { named: 'named', secret: 'secret' },
};

const COLUMNS = columnsOf([
  ['community', 'text', '社群', '社群', 'Community'],
  ['poll', 'integer', '编号', '編號', 'No.'],
  ['title', 'text', '标题', '標題', 'Title'],
  ['kind', 'text', '类型', '類型', 'Kind', KINDS],
  ['secrecy', 'text', '公开或匿名', '公開或匿名', 'Named or secret', SECRECY],
  ['openedAt', 'instant', '发起时间', '發起時間', 'Opened'],
  ['closesAt', 'instant', '截止时间', '截止時間', 'Deadline'],
  ['closedAt', 'instant', '结束时间', '結束時間', 'Closed'],
  ['options', 'text', '选择', '選擇', 'Options'],
  ['labels', 'text', '选项', '選項', 'Labels'],
  ['ballots', 'integer', '票数', '票數', 'Ballots'],
  ['memberId', 'integer', '成员编号', '成員編號', 'Member no.'],
  ['platform', 'text', '平台', '平台', 'Platform'],
  ['accountId', 'text', '平台账号', '平台帳號', 'Account'],
  ['name', 'text', '昵称', '暱稱', 'Name'],
  ['at', 'instant', '时间', '時間', 'Time'],
]);

/** The labels of a ballot, in its own order. */
const LABELS = sql`(
  select group_concat(json_extract(polls.options, '$[' || (chosen.value - 1) || ']'), ' / ')
  from json_each('[' || given.ballot || ']') as chosen
)`;

export const polls: ExportSource = {
  columns: COLUMNS,
  rows(scope) {
    const query = sql`
      with ${who},
      given(community_id, number, ballot, ballots, member_id, at) as (
        select community_id, number, ballot, 1, member_id, at from polls_ballots
        union all
        select sums.community_id, sums.number, sums.ballot, cast(sums.count as integer), null, null
        from polls_sums as sums
        join polls_polls as closed
          on closed.community_id = sums.community_id and closed.number = sums.number
        where sums.count > '00000000' and closed.closed_at is not null and closed.voters >= ${FEWEST_SECRET}
      )
      select
        communities.key, polls.number, polls.title, polls.kind,
        iif(polls.is_secret, 'secret', 'named'),
        polls.opened_at, polls.closes_at, polls.closed_at,
        given.ballot, ${LABELS}, given.ballots,
        given.member_id, who.platform, who.account, who.name, given.at
      from polls_polls as polls
      join communities on communities.id = polls.community_id
      left join given on given.community_id = polls.community_id and given.number = polls.number
      left join who on who.member_id = given.member_id
      where ${inCommunity(scope, 'polls.community_id')}
      order by polls.community_id, polls.number, given.member_id, given.ballot`;
    return compileNow({ compile: () => query.compile(db) });
  },
};

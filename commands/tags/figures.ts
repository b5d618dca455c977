/** Tags (标签) for others: the measure that conditions ask for, and the export. */
import {
  columnsOf,
  compileNow,
  type ExportSource,
  inCommunity,
  type Measure,
  type MemberId,
  sql,
  who,
} from '#kit';
import { db } from './store.ts';

/** 1 for whoever has the tag that is asked about. */
export const tagMeasure: Measure = {
  isAbout: true,
  figures: ({ community, about, from, to }) => sql<{ member_id: MemberId; total: number }>`(
    select member_id, 1 as total from tags_given
    where community_id = ${community} and tag = lower(${about})
      and member_id between ${from} and ${to}
  )`,
};

/** Everybody who has a tag, tag by tag. */
export const tagged: ExportSource = {
  columns: columnsOf([
    ['community', 'text', '社群', '社群', 'Community'],
    ['tag', 'text', '标签', '標籤', 'Tag'],
    ['memberId', 'integer', '成员编号', '成員編號', 'Member no.'],
    ['platform', 'text', '平台', '平台', 'Platform'],
    ['accountId', 'text', '平台账号', '平台帳號', 'Account'],
    ['name', 'text', '昵称', '暱稱', 'Name'],
    ['at', 'instant', '时间', '時間', 'Time'],
  ]),
  rows(scope) {
    const query = sql`
      with ${who}
      select who.community, given.shown, who.member_id, who.platform, who.account, who.name, given.at
      from tags_given as given
      join who on who.member_id = given.member_id
      where ${inCommunity(scope, 'given.community_id')}
      order by given.community_id, given.tag, given.member_id`;
    return compileNow({ compile: () => query.compile(db) });
  },
};

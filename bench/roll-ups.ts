/**
 * What five million messages leave behind: a row for each group, day and member who spoke, and the
 * points and check-ins that go with them. Written straight into the tables, made up from the
 * numbers of member and day, so that they are the same each time.
 */
import Database from 'better-sqlite3';

export const GROUPS = 20;
export const MEMBERS = 20_000;
export const DAYS = 90;
export const LAST_DAY = '2026-03-31';

/** @returns how many messages the figures stand for */
export function fillRollUps(file: string): number {
  const db = new Database(file);
  db.pragma('foreign_keys = off');
  db.exec(FIGURES);
  const messages = db.prepare('select sum(messages) from activity_days').pluck().get();
  db.exec('analyze');
  db.close();
  return Number(messages);
}

/** A member speaks on about every fourth day, some twenty times; a third of them check in. */
const FIGURES = `
  begin;
  create temp table spoke as
    with recursive
      day (number, day) as (
        select 0, '${LAST_DAY}' union all
        select number + 1, date(day, '-1 day') from day where number < ${DAYS - 1}),
      member (id) as (select 1 union all select id + 1 from member where id < ${MEMBERS})
    select
      member.id as member, 1 + (member.id - 1) % ${GROUPS} as place, day.day,
      1 + (member.id * 7919 + number * 104729) % 19 as messages,
      unixepoch(day.day) * 1000 as at
    from day, member
    where (member.id * 48271 + number * 69621) % 97 < 26;

  insert or ignore into communities (id, key, created_at)
    select distinct place, 'c' || place, 0 from spoke;
  insert or ignore into groups (id, community_id, platform, platform_id, created_at)
    select distinct place, place, 'bench', 'made-up-' || place, 0 from spoke;
  insert or ignore into members (id, community_id, name)
    select distinct member, place, '群友' || member from spoke;
  insert or replace into memberships (group_id, member_id, messages, first_seen_at, last_seen_at)
    select place, member, sum(messages), min(at), max(at) from spoke group by member;
  insert or replace into activity_days (group_id, day, member_id, messages, first_at, last_at)
    select place, day, member, messages, at, at from spoke;
  insert or replace into earned_days (community_id, day, member_id, earned, spent)
    select place, day, member, messages, 0 from spoke;
  insert or replace into balances (member_id, community_id, balance, last_seq)
    select member, place, sum(messages), member from spoke group by member;
  insert or replace into checkin_days
    (member_id, day, community_id, kind, at, heard_at, place, points)
    select member, day, place, 'own', at, at,
      row_number() over (partition by place, day order by member), 5
    from spoke where member % 3 = 1;
  insert or replace into checkin_totals (community_id, member_id, days)
    select place, member, count(*) from spoke where member % 3 = 1 group by member;
  commit;
`;

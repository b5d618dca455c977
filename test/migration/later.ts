/** What a later version would add: new tables, filled from the ledger, and an index. */
import type { Schema } from '../../src/store/migrate.ts';

export const later: Schema = {
  owner: 'later',
  steps: [
    {
      name: 'tables',
      sql: `create table later_days (day text primary key, points integer) strict, without rowid;
            create table later_entries (seq integer primary key, member_id integer, note text) strict`,
    },
    {
      name: 'fill',
      sql: `insert into later_days select day, sum(points) from ledger_entries group by day;
            insert into later_entries select seq, member_id, reason || once from ledger_entries`,
    },
    { name: 'index', sql: 'create index later_by_member on later_entries (member_id, note)' },
  ],
};

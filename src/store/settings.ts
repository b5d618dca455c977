/** SQL of settings and of the audit trail (审计) that every change of them leaves. */

import { sql } from 'kysely';
import { type CommunityId, type Given, type Instant, type MemberId, read, write } from '#kit';
import { core } from './tables.ts';

export const settingsOf = read((p: Given<{ community: CommunityId }>) =>
  core.selectFrom('settings').select(['key', 'value']).where('community_id', '=', p.community),
);

export const saveSetting = write(
  (p: Given<{ community: CommunityId; key: string; value: string }>) =>
    core
      .insertInto('settings')
      .values({ community_id: p.community, key: p.key, value: p.value })
      .onConflict((conflict) =>
        conflict.columns(['community_id', 'key']).doUpdateSet({ value: sql`excluded.value` }),
      ),
);

export interface AuditEntry {
  at: Instant;
  community: CommunityId;
  operator: MemberId | null;
  what: string;
  detail: string;
}

export const addAudit = write((p: Given<AuditEntry>) =>
  core.insertInto('audit').values({
    at: p.at,
    community_id: p.community,
    operator_id: p.operator,
    what: p.what,
    detail: p.detail,
  }),
);

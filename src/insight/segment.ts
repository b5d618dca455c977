/**
 * Segments (分层): how alive a member is at a moment. The bounds stand here and nowhere else; the
 * rule is SQL, because an export tells it for every member at once.
 */

import { type RawBuilder, sql } from 'kysely';
import { days, type Instant } from '#kit';

/** So long after first being seen a member is new (新人). */
const NEW_WITHIN = days(7);
/** Seen within this time a member is active (活跃). */
const ACTIVE_WITHIN = days(7);
/** Seen within this time a member is silent (沉默); after it, or having left, lost (流失). */
const SILENT_WITHIN = days(30);

/** The columns that the rule looks at, as epoch milliseconds. */
export interface Seen {
  readonly firstSeenAt: RawBuilder<Instant>;
  readonly lastSeenAt: RawBuilder<Instant>;
  /** When the member left the last group; null while in any. */
  readonly leftAt: RawBuilder<Instant | null>;
}

/** @returns SQL for `new`, `active`, `silent` or `lost`; null of a member who was never seen */
export function segmentAsOf(asOf: Instant, { firstSeenAt, lastSeenAt, leftAt }: Seen) {
  return sql<string | null>`case
    when ${lastSeenAt} is null then null
    when ${leftAt} is not null then 'lost'
    when ${asOf} - ${firstSeenAt} <= ${NEW_WITHIN} then 'new'
    when ${asOf} - ${lastSeenAt} <= ${ACTIVE_WITHIN} then 'active'
    when ${asOf} - ${lastSeenAt} <= ${SILENT_WITHIN} then 'silent'
    else 'lost'
  end`;
}

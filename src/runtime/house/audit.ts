/** Notes in the audit trail (操作记录) who did what on an occasion. */
import type { Community, Instant, Member } from '#kit';
import { addAudit } from '../../store/settings.ts';
import type { Statements } from '../../store/sqlite.ts';

interface Act {
  readonly what: string;
  /** Ids and values, never names. */
  readonly detail: Readonly<Record<string, unknown>>;
}

interface When {
  readonly at: Instant;
  readonly community: Pick<Community, 'id'>;
  /** Who did it; nobody: the house. */
  readonly member?: Pick<Member, 'id'> | undefined;
}

export function noteAudit(
  connection: Statements,
  { community, member, at }: When,
  { what, detail }: Act,
): void {
  connection.run(addAudit, {
    at,
    community: community.id,
    operator: member?.id ?? null,
    what,
    detail: JSON.stringify(detail),
  });
}

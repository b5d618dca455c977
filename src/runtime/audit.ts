/** Notes in the audit trail (操作记录) who did what on an occasion. */
import { addAudit } from '../store/settings.ts';
import type { Statements } from '../store/sqlite.ts';
import type { Occasion } from './occasion.ts';

interface Act {
  readonly what: string;
  /** Ids and values, never names. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export function noteAudit(
  connection: Statements,
  { community, member, at }: Occasion,
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

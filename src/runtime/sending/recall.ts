/**
 * Takes what was in doubt in the last run back into mind, and what must not be mistaken for it:
 * the platform may still show that it has arrived.
 */
import { type Bot, type Instant, instantOf } from '#kit';
import { doubles, doubtful } from '../../store/doubtful.ts';
import type { Statements } from '../../store/sqlite.ts';
import { type Echoes, LONGEST_DOUBT } from './echoes.ts';

interface Recalled {
  readonly bot: Bot;
  readonly echoes: Echoes;
  readonly now: Instant;
}

export function recall(connection: Statements, { bot, echoes, now }: Recalled): void {
  if (!bot.echoOf) return;
  const of = { bot: bot.account, since: instantOf(Math.max(0, now - LONGEST_DOUBT)) };
  const rows = [
    ...connection.all(doubtful, of).map((row) => ({ ...row, isDoubtful: true })),
    ...connection.all(doubles, of).map((row) => ({ ...row, isDoubtful: false })),
  ];
  for (const { id: row, lane, begun_at: since, digests, isDoubtful } of rows) {
    if (since === null) continue;
    for (const digest of digests?.split(' ') ?? []) {
      echoes.attempted({ row, lane, digest, since, isDoubtful });
    }
  }
}

/** After a downtime (停机): a poll that was to end in it, or right after it, ends later. */
import { extendedDeadline, type MakingGood, type Repair } from '#kit';
import type { Polls } from './base.ts';
import { planEnd } from './start.ts';
import { moveDeadline, openPolls } from './store/polls.ts';
import { whenWords } from './words.ts';

/** Ballots that were cast meanwhile and come late count like all others. */
export async function extendPolls(context: MakingGood<Polls>): Promise<readonly Repair[]> {
  const { tx, group, downtime, text } = context;
  const repairs: Repair[] = [];
  for (const poll of group ? await openPolls(tx, group.id) : []) {
    const closesAt = extendedDeadline(poll.closesAt, downtime);
    if (closesAt === undefined) continue;
    const { number } = poll;
    await moveDeadline(tx, poll, closesAt);
    await planEnd(context, { ...poll, closesAt });
    const line = text('extended', { number, at: whenWords(context, closesAt) });
    repairs.push({ about: `poll:${number}`, line });
  }
  return repairs;
}

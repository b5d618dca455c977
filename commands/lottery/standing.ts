/**
 * Who is behind a code of a frozen list, and why they cannot win any more. Asked when the ranking
 * comes to them, and once more when it is written: in between somebody may be forgotten, or linked.
 */
import type { MemberId, Reader } from '#kit';
import { entryByCode } from './store/entries.ts';
import type { LotteryOf } from './store/lotteries.ts';
import { wasRemoved } from './store/removals.ts';

/**
 * Why somebody in the list cannot win any more: all of it their own doing. What managers do after
 * the list was sealed moves nobody out of the way, but for a disqualification in public.
 */
export type Pass = 'forgotten' | 'left' | 'same';

export interface Standing {
  readonly member: MemberId;
  /** Somebody has removed them since the list closed; they keep the place. */
  readonly wasRemoved: boolean;
}

interface Asked {
  readonly lottery: LotteryOf;
  readonly code: string;
  /** Whether that person has won in this lottery already. */
  readonly hasWon: (member: MemberId) => boolean | Promise<boolean>;
}

export async function standingOf(
  reader: Reader,
  { lottery, code, hasWon }: Asked,
): Promise<Standing | Pass> {
  const entry = await entryByCode(reader, { lottery: lottery.id, code });
  const id = entry?.member_id ?? undefined;
  const found = id === undefined ? undefined : await reader.people.find(id);
  if (!found) return 'forgotten';
  const { id: member } = found;
  if (await hasWon(member)) return 'same';
  if (!(await reader.people.isGone(member))) return { member, wasRemoved: false };
  const { community_id: community, closed_at, created_at } = lottery;
  const closedAt = closed_at ?? created_at;
  return (await wasRemoved(reader, { community, member, closedAt }))
    ? { member, wasRemoved: true }
    : 'left';
}

/** After a downtime (停机): a lottery that was to close in it, or right after it, closes later. */
import { extendedDeadline, type MakingGood, type Repair, showSoon } from '#kit';
import type { Lottery } from './base.ts';
import { planClose } from './close.ts';
import { moveClosing, unclosedLotteries } from './store/closings.ts';

export async function extendLotteries(context: MakingGood<Lottery>): Promise<readonly Repair[]> {
  const { tx, group, community, downtime, language, now, text } = context;
  const repairs: Repair[] = [];
  const unclosed = group
    ? await unclosedLotteries(tx, { community: community.id, group: group.id })
    : [];
  for (const { id, number, terms } of unclosed) {
    const at = terms.when.kind === 'at' ? extendedDeadline(terms.when.at, downtime) : undefined;
    if (at === undefined) continue;
    await moveClosing(tx, { id, terms: { ...terms, when: { kind: 'at', at } } });
    await planClose(context, { id, at });
    const shown = showSoon(at, { zone: community.calendar.zone, language, now });
    repairs.push({ about: `lottery:${number}`, line: text('extended', { number, at: shown }) });
  }
  return repairs;
}

/** Which lotteries (抽奖) of a group are drawn within a span. */
import type { AgendaItem, AgendaSpan, Context } from '#kit';
import type { Lottery } from './base.ts';
import { newestLotteries } from './store/lotteries.ts';

/** Older ones are over, or wait for somebody to draw them. */
const LOOKED_AT = 50;

export async function agenda(
  { community, group, text, tx }: Context<Lottery>,
  { from, until }: AgendaSpan,
): Promise<readonly AgendaItem[]> {
  const newest = await newestLotteries(tx, { community: community.id, limit: LOOKED_AT });
  const open = newest.filter((each) => each.state === 'open' && each.group_id === group?.id);
  return open.flatMap(({ number, terms: { title, when } }) => {
    const isWithin = when.kind === 'at' && from <= when.at && when.at <= until;
    return isWithin ? [{ at: when.at, line: text('drawnThen', { number, title }) }] : [];
  });
}

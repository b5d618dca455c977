/** Which polls (投票) of a group end within a span. */
import type { AgendaItem, AgendaSpan, Context } from '#kit';
import type { Polls } from './base.ts';
import { openPolls } from './store/polls.ts';

export async function agenda(
  { group, text, tx }: Context<Polls>,
  { from, until }: AgendaSpan,
): Promise<readonly AgendaItem[]> {
  const open = group ? await openPolls(tx, group.id) : [];
  return open
    .filter(({ closesAt: at }) => from <= at && at <= until)
    .map(({ closesAt: at, number, title }) => ({ at, line: text('ends', { number, title }) }));
}

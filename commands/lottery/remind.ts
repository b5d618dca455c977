/** The last call of a lottery: it closes soon, for whoever has not entered yet. */
import * as z from 'zod';
import { type Coming, showSoon, spanBetween } from '#kit';
import { base, type Lottery } from './base.ts';
import { entryWord } from './show.ts';
import { lotteryById } from './store/lotteries.ts';

const which = z.object({ id: z.int(), at: z.int() });

export async function remind(context: Coming<Lottery>): Promise<void> {
  const { data, heardAt, house, push, text, tx } = context;
  const { id, at: planned } = which.parse(data);
  const lottery = await lotteryById(tx, id);
  if (lottery?.state !== 'open' || lottery.terms.when.kind !== 'at') return;
  const { number, entrants, terms } = lottery;
  const { at } = lottery.terms.when;
  // Put off meanwhile: it is called again before that end.
  if (at !== planned) return;
  // After an outage its end may have come as well; what is switched off is not spoken of.
  if (at <= heardAt || house.isSwitchedOff(base.name)) return;
  const when = timeOf(context, at);
  const word = entryWord(context, terms);
  const line = text('remind', { title: terms.title, number, when, n: entrants, word });
  // Afterwards there is nothing to be reminded of.
  return push(line, { kind: 'reminder', key: `${number}:${at}`, lasts: spanBetween(heardAt, at) });
}

function timeOf({ community, heardAt: now, language }: Coming<Lottery>, at: Coming['now']): string {
  return showSoon(at, { zone: community.calendar.zone, language, now });
}

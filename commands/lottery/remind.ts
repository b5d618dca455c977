/** The last call of a lottery: it closes soon, for whoever has not entered yet. */
import * as z from 'zod';
import { type Coming, formatLocalDateTime, localDay, spanBetween } from '#kit';
import { base, type Lottery } from './base.ts';
import { entryWord } from './show.ts';
import { lotteryById } from './store/lotteries.ts';

const which = z.object({ id: z.int(), at: z.int() });
/** `YYYY-MM-DD `, which nobody needs to be told of today. */
const DATE = 'YYYY-MM-DD '.length;

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

function timeOf({ community: { calendar }, heardAt }: Coming<Lottery>, at: Coming['now']): string {
  const shown = formatLocalDateTime(at, calendar.zone);
  const isToday = localDay(at, calendar) === localDay(heardAt, calendar);
  return isToday ? shown.slice(DATE) : shown;
}

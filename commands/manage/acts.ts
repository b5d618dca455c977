/** The audit trail (操作记录): who did what, newest first, a sentence each. */
import { type Commanding, formatLocalDateTime, type Line, lines } from '#kit';
import { actWords, nameOf } from './act-words.ts';
import type { Base } from './base.ts';
import { type Act, actsIn } from './store.ts';

const MOST_SHOWN = 10;

export async function acts(context: Commanding<Base>): Promise<void> {
  const { community, say, text, tx } = context;
  const newest = await actsIn(tx, { community: community.id, limit: MOST_SHOWN });
  if (newest.length === 0) return say(text('noActs'));
  const rows: Line[] = [];
  for (const act of newest) rows.push(await row(context, act));
  return say(lines(text('actsTitle'), ...rows));
}

async function row(context: Commanding<Base>, act: Act): Promise<Line> {
  const { community, text } = context;
  const at = formatLocalDateTime(act.at, community.calendar.zone).slice('2026-'.length);
  const who = act.operator === undefined ? text('system') : await nameOf(context, act.operator);
  return text('act', { at, who, what: await actWords(context, act) });
}

/** `我的邀请`: what one's invitations come to, and each with its reason (邀请成绩). */
import { type Commanding, type Context, days, type Line, lines, spanBetween, wordOf } from '#kit';
import type { Base } from './base.ts';
import { netOf, nextTier } from './rules/figures.ts';
import { stayedAt } from './rules/judge.ts';
import { countsOf } from './store/counts.ts';
import { newestOf } from './store/invitations.ts';
import type { Invitation } from './store/tables.ts';
import { daysTalked } from './store/talk.ts';
import { reasonWords, tierWords } from './words.ts';

/** A list longer than this is not read in a chat. */
const MOST_SHOWN = 10;

export async function showMine(context: Commanding<Base>): Promise<void> {
  const { tx, member, text, say, settings, house } = context;
  const counts = await countsOf(tx, member.id);
  const rows = await newestOf(tx, { inviter: member.id, limit: MOST_SHOWN });
  if (rows.length === 0) {
    return say(text('noneYet', { word: wordOf(house, '邀请码') }));
  }
  const next = nextTier(settings.tiers, counts.valid);
  const all: Line[] = [];
  for (const row of rows) all.push(await rowLine(context, row));
  await say(
    lines(
      text('net', { net: netOf(counts), ...counts }),
      ...all,
      next && text('tierNext', { n: next.missing, what: tierWords(context, next.tier) }),
      rows.some(isAppealable) ? text('howToAppeal', { word: appealWord(context) }) : undefined,
    ),
  );
}

async function rowLine(context: Context<Base>, row: Invitation): Promise<Line> {
  const { tx, text } = context;
  const name = (await tx.people.find(row.invitee_id))?.name ?? text('somebody');
  const why =
    row.state === 'pending' ? await waitingWords(context, row) : reasonWords(context, row);
  const isOpen = row.appeal !== null;
  return text(isOpen ? 'rowAppealed' : 'row', { number: row.id, name, why });
}

/** What is still missing before a pending one counts. */
async function waitingWords(context: Context<Base>, row: Invitation): Promise<Line> {
  const { tx, now, settings, text } = context;
  const left = spanBetween(now, stayedAt(row.joined_at, settings));
  const stay = Math.max(0, Math.ceil(left / days(1)));
  const talk = Math.max(0, settings.talkDays - (await daysTalked(tx, row.id)));
  if (stay === 0 && talk === 0) return text('isPending');
  if (stay === 0) return text('talkMissing', { n: talk });
  return talk === 0 ? text('stayMissing', { n: stay }) : text('bothMissing', { stay, talk });
}

/** Held ones are looked at anyway. */
export function isAppealable({ state, reason, appeal }: Invitation): boolean {
  if (appeal !== null || reason === 'erased' || reason === 'same') return false;
  return state === 'rejected' || state === 'left';
}

function appealWord({ house }: Context<Base>): string {
  return wordOf(house, '申诉邀请');
}

/** `申诉邀请`: an inviter asks that somebody looks again at an invitation that does not count. */
import { type Commanding, displayName } from '#kit';
import type { Base } from './base.ts';
import { isAppealable } from './mine.ts';
import { invitation } from './store/invitations.ts';
import { noteAppeal } from './store/reviews.ts';
import { reasonWords } from './words.ts';

/** Whatever is longer is not read in a list. */
const LONGEST = 100;

type Appealing = Commanding<Base, { readonly number: number; readonly why: string }>;

export async function appeal(context: Appealing): Promise<void> {
  const { args, member, tx, text, say } = context;
  const row = await invitation(tx, args.number);
  // Others' numbers are as good as none.
  if (row?.inviter_id !== member.id) return say(text('noSuchOwn', { number: args.number }));
  if (row.appeal !== null) return say(text('appealedBefore'));
  if (row.state === 'held') return say(text('isHeldAnyway'));
  if (!isAppealable(row)) return say(text('notAppealable', { why: reasonWords(context, row) }));
  const words = [...args.why].slice(0, LONGEST).join('');
  await noteAppeal(tx, { id: row.id, appeal: displayName(words) });
  await say(text('appealed', { number: row.id }));
}

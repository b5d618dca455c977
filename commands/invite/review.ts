/**
 * `邀请审核`: what is held or appealed against, with what speaks for and against it; a manager lets it
 * through or turns it down. Nobody decides about their own.
 */
import {
  type Commanding,
  type Context,
  formatLocal,
  type Line,
  lines,
  localDay,
  showDay,
  wordOf,
} from '#kit';
import type { Base } from './base.ts';
import { waitingForReview } from './store/reviews.ts';
import type { Invitation } from './store/tables.ts';
import { daysTalked } from './store/talk.ts';
import { reasonWords } from './words.ts';

/** More lines are not read in a chat. */
const MOST_SHOWN = 15;

export async function showReview(context: Commanding<Base>): Promise<void> {
  const { tx, community, text, say, house } = context;
  const rows = await waitingForReview(tx, community.id);
  if (rows.length === 0) return say(text('nothingToReview'));
  const shown: Line[] = [];
  for (const row of rows.slice(0, MOST_SHOWN)) shown.push(await evidence(context, row));
  const [approve, refuse] = ['通过邀请', '驳回邀请'].map((word) => wordOf(house, word));
  await say(
    lines(
      text('toReview', { n: rows.length }),
      ...shown,
      rows.length > MOST_SHOWN ? text('more') : undefined,
      text('howToReview', {
        approve: approve ?? '',
        refuse: refuse ?? '',
        number: rows[0]?.id ?? 1,
      }),
    ),
  );
}

/** «#12 小红（小明 邀请）：一小时内来得太多；3月1日 09:05 入群，发言 0 天». */
async function evidence(context: Context<Base>, row: Invitation): Promise<Line> {
  const { tx, text, community, language } = context;
  const nameOf = async (member: Invitation['inviter_id'] | null) =>
    (member && (await tx.people.find(member))?.name) || text('somebody');
  const day = showDay(localDay(row.joined_at, community.calendar), language);
  const line = text('evidence', {
    number: row.id,
    name: await nameOf(row.invitee_id),
    inviter: await nameOf(row.inviter_id),
    why: reasonWords(context, row),
    joined: `${day} ${formatLocal(row.joined_at, community.calendar.zone)}`,
    how: text(`how.${row.how}`),
    days: await daysTalked(tx, row.id),
  });
  return lines(
    line,
    row.rival_id === null ? undefined : text('rival', { name: await nameOf(row.rival_id) }),
    row.appeal === null ? undefined : text('appeal', { words: row.appeal }),
  );
}

/** SQL of the days on which newcomers spoke (发言日), until their invitations count. */
import {
  type Day,
  type Given,
  type GroupId,
  type MemberId,
  type MessageId,
  type Reader,
  read,
  type Tx,
  write,
} from '#kit';
import { db, type InviteTables } from './tables.ts';

/** Recalling so many messages of a day costs the day; more are not needed to know it. */
const MESSAGES_OF_DAY = 3;

export const waiting = read((p: Given<{ invitee: MemberId }>) =>
  db
    .selectFrom('invite_invitations')
    .select(['id', 'joined_at'])
    .where('invitee_id', '=', p.invitee)
    .where('state', 'in', ['pending', 'held']),
);

/** The invitation of a newcomer whose words count; asked for every message. */
export function waitingOf(reader: Reader, invitee: MemberId) {
  return reader.get(waiting, { invitee });
}

type TalkRow = InviteTables['invite_talk'];

const noted = write((p: Given<TalkRow>) =>
  db
    .insertInto('invite_talk')
    .values({
      group_id: p.group_id,
      message: p.message,
      invitation_id: p.invitation_id,
      day: p.day,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const countOfDay = read((p: Given<{ invitation: number; day: Day }>) =>
  db
    .selectFrom('invite_talk')
    .select((pick) => pick.fn.countAll<number>().as('count'))
    .where('invitation_id', '=', p.invitation)
    .where('day', '=', p.day),
);

/** @returns whether it is the first of its day */
export async function noteTalk(tx: Tx, row: TalkRow): Promise<boolean> {
  const found = await tx.get(countOfDay, { invitation: row.invitation_id, day: row.day });
  const count = found?.count ?? 0;
  if (count >= MESSAGES_OF_DAY) return false;
  return (await tx.run(noted, row)) === 1 && count === 0;
}

const recalled = write((p: Given<{ group: GroupId; message: MessageId }>) =>
  db.deleteFrom('invite_talk').where('group_id', '=', p.group).where('message', '=', p.message),
);

export async function dropMessage(
  tx: Tx,
  values: { readonly group: GroupId; readonly message: MessageId },
): Promise<void> {
  await tx.run(recalled, values);
}

export const days = read((p: Given<{ invitation: number }>) =>
  db
    .selectFrom('invite_talk')
    .select((pick) => pick.fn.count<number>('day').distinct().as('days'))
    .where('invitation_id', '=', p.invitation),
);

/** On how many days the newcomer spoke. */
export async function daysTalked(reader: Reader, invitation: number): Promise<number> {
  return (await reader.get(days, { invitation }))?.days ?? 0;
}

const forgotten = write((p: Given<{ invitation: number }>) =>
  db.deleteFrom('invite_talk').where('invitation_id', '=', p.invitation),
);

/** What was said is not needed any more, or does not count. */
export async function forgetTalk(tx: Tx, invitation: number): Promise<void> {
  await tx.run(forgotten, { invitation });
}

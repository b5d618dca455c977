/** SQL of answers that are being collected (合并回复). They survive a restart as rows. */
import { type Day, type Given, type GroupId, type MemberId, read, type Tx, write } from '#kit';
import { db } from './tables.ts';

/** What a member is to be told of a check-in. */
export interface Answer {
  readonly member: MemberId;
  readonly day: Day;
  readonly place: number;
  /** All that the check-in brought. */
  readonly points: number;
  readonly cards: number;
  readonly streak: number;
}

type InGroup<T> = T & { readonly group: GroupId };

const add = write((p: Given<InGroup<Answer>>) =>
  db.insertInto('checkin_answers').values({
    group_id: p.group,
    day: p.day,
    place: p.place,
    member_id: p.member,
    points: p.points,
    cards: p.cards,
    streak: p.streak,
  }),
);

/** Keeps an answer for the message that is to come. */
export async function keepAnswer(tx: Tx, answer: InGroup<Answer>): Promise<void> {
  await tx.run(add, answer);
}

const kept = read((p: Given<{ group: GroupId }>) =>
  db
    .selectFrom('checkin_answers')
    .select(['member_id as member', 'day', 'place', 'points', 'cards', 'streak'])
    .where('group_id', '=', p.group)
    .orderBy('day')
    .orderBy('place'),
);

const dropped = write((p: Given<{ group: GroupId }>) =>
  db.deleteFrom('checkin_answers').where('group_id', '=', p.group),
);

/** Takes out the collected answers of a group, in the order of the day. */
export async function takeAnswers(tx: Tx, group: GroupId): Promise<readonly Answer[]> {
  const answers = await tx.all(kept, { group });
  await tx.run(dropped, { group });
  return answers;
}

const erased = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('checkin_answers').where('member_id', '=', p.member),
);

export async function eraseAnswers(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(erased, { member });
}

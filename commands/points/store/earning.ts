/** SQL of points beside the ledger: what talk has earned (聊天得积分), and what was given (赠送). */
import {
  type Day,
  type Given,
  type Instant,
  type MemberId,
  type Reader,
  read,
  type Tx,
  tables,
  write,
} from '#kit';

const db = tables<{
  points_chat: { member_id: MemberId; day: Day; earned: number; last_at: Instant };
  points_given: { member_id: MemberId; day: Day; given: number };
}>();

export interface Chatted {
  readonly member: MemberId;
  readonly day: Day;
  readonly at: Instant;
  readonly points: number;
  /** Most points of a day. */
  readonly cap: number;
  /** The message counts only when the last one that counted is not later than this. */
  readonly lastBefore: Instant;
}

/**
 * One statement decides and notes it, because it runs for nearly every message; where the message
 * does not count, it changes nothing. A message that was delivered late, after one that counted,
 * does not count: nobody knows any more what was earned in its minute.
 */
const countChat = write((p: Given<Chatted>) =>
  db
    .insertInto('points_chat')
    .values({ member_id: p.member, day: p.day, earned: p.points, last_at: p.at })
    .onConflict((conflict) =>
      conflict
        .column('member_id')
        .doUpdateSet((eb) => ({
          day: eb.ref('excluded.day'),
          earned: eb
            .case()
            .when('points_chat.day', '=', eb.ref('excluded.day'))
            .then(eb('points_chat.earned', '+', eb.ref('excluded.earned')))
            .else(eb.ref('excluded.earned'))
            .end(),
          last_at: eb.ref('excluded.last_at'),
        }))
        .where('points_chat.last_at', '<=', p.lastBefore)
        .where((eb) =>
          eb.or([
            eb('points_chat.day', '<>', eb.ref('excluded.day')),
            eb(eb('points_chat.earned', '+', eb.ref('excluded.earned')), '<=', p.cap),
          ]),
        ),
    ),
);

/** Notes a message for its author's day. @returns whether it earns points */
export async function doesCount(tx: Tx, chatted: Chatted): Promise<boolean> {
  return (await tx.run(countChat, chatted)) === 1;
}

interface Giver {
  readonly member: MemberId;
  readonly day: Day;
}

const given = read((p: Given<Giver>) =>
  db
    .selectFrom('points_given')
    .select('given')
    .where('member_id', '=', p.member)
    .where('day', '=', p.day),
);

const addGiven = write((p: Given<Giver & { points: number }>) =>
  db
    .insertInto('points_given')
    .values({ member_id: p.member, day: p.day, given: p.points })
    .onConflict((conflict) =>
      conflict.columns(['member_id', 'day']).doUpdateSet((eb) => ({
        given: eb('points_given.given', '+', eb.ref('excluded.given')),
      })),
    ),
);

/** How many points a member gave away on a day. */
export async function givenOn(reader: Reader, giver: Giver): Promise<number> {
  return (await reader.get(given, giver))?.given ?? 0;
}

export async function recordGift(tx: Tx, gift: Giver & { points: number }): Promise<void> {
  await tx.run(addGiven, gift);
}

const forgetChat = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('points_chat').where('member_id', '=', p.member),
);
const forgetGiven = write((p: Given<{ member: MemberId }>) =>
  db.deleteFrom('points_given').where('member_id', '=', p.member),
);
/** Drops what is kept of a person here; the ledger is forgotten by the house. */
export async function forgetEarnings(tx: Tx, member: MemberId): Promise<void> {
  await tx.run(forgetChat, { member });
  await tx.run(forgetGiven, { member });
}

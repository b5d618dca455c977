/** SQL that adds what one member has used of the limits of a day to that of another, and back. */
import {
  type Day,
  type Given,
  type MemberId,
  type Reader,
  read,
  sql,
  type Tx,
  tables,
  write,
} from '#kit';

const db = tables<{
  points_chat: { member_id: MemberId; day: Day; earned: number; last_at: number };
  points_given: { member_id: MemberId; day: Day; given: number };
}>();

/** What a member has used of the limits. */
export interface Limits {
  /** None, or the one row of the last day on which talk earned. */
  readonly chat: readonly {
    readonly day: Day;
    readonly earned: number;
    readonly last_at: number;
  }[];
  readonly given: readonly { readonly day: Day; readonly given: number }[];
}

interface Whose {
  readonly member: MemberId;
}

const chat = read((p: Given<Whose>) =>
  db
    .selectFrom('points_chat')
    .select(['day', 'earned', 'last_at'])
    .where('member_id', '=', p.member),
);

const given = read((p: Given<Whose>) =>
  db
    .selectFrom('points_given')
    .select(['day', 'given'])
    .where('member_id', '=', p.member)
    .orderBy('day'),
);

export async function limitsOf(reader: Reader, member: MemberId): Promise<Limits> {
  return { chat: await reader.all(chat, { member }), given: await reader.all(given, { member }) };
}

type ChatRow = Whose & { readonly day: Day; readonly earned: number; readonly last_at: number };

const addChat = write((p: Given<ChatRow>) =>
  db
    .insertInto('points_chat')
    .values({ member_id: p.member, day: p.day, earned: p.earned, last_at: p.last_at })
    .onConflict((conflict) =>
      conflict.column('member_id').doUpdateSet({
        // The later day counts; of one day both count.
        earned: sql`case
          when excluded.day > points_chat.day then excluded.earned
          when excluded.day = points_chat.day then points_chat.earned + excluded.earned
          else points_chat.earned end`,
        day: sql`max(points_chat.day, excluded.day)`,
        last_at: sql`max(points_chat.last_at, excluded.last_at)`,
      }),
    ),
);

type GivenRow = Whose & { readonly day: Day; readonly given: number };

const addGiven = write((p: Given<GivenRow>) =>
  db
    .insertInto('points_given')
    .values({ member_id: p.member, day: p.day, given: p.given })
    .onConflict((conflict) =>
      conflict
        .columns(['member_id', 'day'])
        .doUpdateSet({ given: sql`points_given.given + excluded.given` }),
    ),
);

/** Adds to whatever the member has used already. */
export async function addLimits(
  tx: Tx,
  { member, limits }: { readonly member: MemberId; readonly limits: Limits },
): Promise<void> {
  for (const row of limits.chat) await tx.run(addChat, { ...row, member });
  for (const row of limits.given) await tx.run(addGiven, { ...row, member });
}

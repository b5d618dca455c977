/** SQL of dialogues: the one question that a member has not answered yet, by place. */

import { sql } from 'kysely';
import { type Given, type GroupId, type Instant, type MemberId, read, write } from '#kit';
import { nextAsked } from './asking-order.ts';
import { core } from './tables.ts';

interface Place {
  group: GroupId | 0;
  member: MemberId;
}

export interface OpenDialogue extends Place {
  feature: string;
  dialogue: string;
  choices: string;
  data: string;
  expiresAt: Instant;
  isIrreversible: 0 | 1;
}

export const dialogueOf = read((p: Given<Place>) =>
  core
    .selectFrom('dialogues')
    .selectAll()
    .where('group_id', '=', p.group)
    .where('member_id', '=', p.member),
);

/** A new question takes the place of one that was left unanswered. */
export const openDialogue = write((p: Given<OpenDialogue>) =>
  core
    .insertInto('dialogues')
    .values({
      group_id: p.group,
      member_id: p.member,
      feature: p.feature,
      dialogue: p.dialogue,
      choices: p.choices,
      data: p.data,
      expires_at: p.expiresAt,
      is_irreversible: p.isIrreversible,
      asked: nextAsked,
    })
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'member_id']).doUpdateSet({
        feature: sql`excluded.feature`,
        dialogue: sql`excluded.dialogue`,
        choices: sql`excluded.choices`,
        data: sql`excluded.data`,
        expires_at: sql`excluded.expires_at`,
        is_irreversible: sql`excluded.is_irreversible`,
        asked: sql`excluded.asked`,
      }),
    ),
);

export const closeDialogue = write((p: Given<Place>) =>
  core.deleteFrom('dialogues').where('group_id', '=', p.group).where('member_id', '=', p.member),
);

export const closeDialoguesOf = write((p: Given<{ member: MemberId }>) =>
  core.deleteFrom('dialogues').where('member_id', '=', p.member),
);

export const pruneDialogues = write((p: Given<{ before: Instant }>) =>
  core.deleteFrom('dialogues').where('expires_at', '<', p.before),
);

export const openPlaces = read((_: Given<object>) =>
  core.selectFrom('dialogues').select(['group_id', 'member_id', 'expires_at']),
);

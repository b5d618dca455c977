/** SQL of questions to whole groups, and of the platforms' own polls that ask them. */
import { type Given, type GroupId, type MessageId, read, sql, write } from '#kit';
import { nextAsked } from './asking-order.ts';
import { core } from './tables.ts';

interface Asked {
  group: GroupId;
  feature: string;
  question: string;
  key: string;
}

export const openQuestions = read((_: Given<object>) =>
  core.selectFrom('group_questions').selectAll().orderBy('id'),
);

/** Asked anew under its key, a question is the newest again. */
export const addQuestion = write(
  (p: Given<Asked & { choices: string; most: number; isWorded: 0 | 1 }>) =>
    core
      .insertInto('group_questions')
      .values({
        group_id: p.group,
        feature: p.feature,
        question: p.question,
        key: p.key,
        choices: p.choices,
        most: p.most,
        is_worded: p.isWorded,
        asked: nextAsked,
      })
      .returning('asked'),
);

/** Whether a feature still asks something under a key in a group. */
export const isAsked = read((p: Given<Omit<Asked, 'question'>>) =>
  core
    .selectFrom('group_questions')
    .select('id')
    .where('group_id', '=', p.group)
    .where('feature', '=', p.feature)
    .where('key', '=', p.key),
);

export const removeQuestion = write((p: Given<Asked>) =>
  core
    .deleteFrom('group_questions')
    .where('group_id', '=', p.group)
    .where('feature', '=', p.feature)
    .where('question', '=', p.question)
    .where('key', '=', p.key),
);

interface PlatformPoll {
  platform: string;
  /** The platform's id of the poll. */
  poll: string;
  group: GroupId;
  feature: string;
  key: string;
  /** Empty where it was lost; see {@link lostPolls}. */
  message: MessageId | '';
  choices: string;
  /** By which it was sent: no other can end it. */
  bot: string;
}

/** A poll of the platform's own that has been sent for a question. */
export const addPoll = write((p: Given<PlatformPoll>) =>
  core
    .insertInto('platform_polls')
    .values({
      platform: p.platform,
      poll: p.poll,
      group_id: p.group,
      feature: p.feature,
      key: p.key,
      message: p.message,
      choices: p.choices,
      bot: p.bot,
    })
    .onConflict((conflict) => conflict.columns(['platform', 'poll']).doNothing()),
);

export const pollBy = read((p: Given<{ platform: string; poll: string }>) =>
  core
    .selectFrom('platform_polls')
    .selectAll()
    .where('platform', '=', p.platform)
    .where('poll', '=', p.poll),
);

/** The polls of a question; they are closed with it. */
export const takePolls = write((p: Given<Omit<Asked, 'question'>>) =>
  core
    .deleteFrom('platform_polls')
    .where('group_id', '=', p.group)
    .where('feature', '=', p.feature)
    .where('key', '=', p.key)
    .returning(['message', 'bot']),
);

/**
 * Polls that a bot account may have sent: the platform has not told us which they are, so that a
 * ballot in one of them is a ballot in a poll that nobody knows.
 */
export const lostPolls = read((p: Given<{ bot: string }>) =>
  core
    .selectFrom('platform_polls')
    .select(['group_id', 'feature', 'key'])
    .where('bot', '=', p.bot)
    .where('message', '=', ''),
);

/** Forgets the polls of an account that is gone: nobody can end them. */
export const dropPollsOf = write((p: Given<{ platform: string; gone: string }>) =>
  core.deleteFrom('platform_polls').where('platform', '=', p.platform).where('bot', '=', p.gone),
);

/** Where a group is on its platform. */
export const placeOfGroup = read((p: Given<{ platform: string; to: string }>) =>
  core
    .selectFrom('groups')
    .select('id')
    .where('platform', '=', p.platform)
    .where('platform_id', '=', sql<never>`${p.to}`),
);

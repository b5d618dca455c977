/** Asks questions to whole groups, in buttons or polls of the platform's own, and closes them. */
import type { AskedKey, Bot, Choice, GroupQuestion, Instant, Say } from '#kit';
import { addPoll, isAsked, placeOfGroup, takePolls } from '../store/group-questions.ts';
import type { Statements } from '../store/sqlite.ts';
import type { Call } from './context.ts';
import type { GroupQuestions } from './group-questions.ts';
import type { SentPoll } from './letters.ts';
import { postAction } from './mail.ts';

/**
 * Opens a question. @returns what is to be said of it
 * @throws Error where there is no group
 */
export function openQuestion(
  questions: GroupQuestions,
  { feature, occasion }: Call,
  asked: GroupQuestion,
): { readonly choices: readonly Choice[]; readonly poll: Say['poll'] } {
  if (!occasion.group) throw new Error('a question to a group is asked in a group');
  questions.ask(feature, occasion.group.id, asked);
  const { poll, key, isWorded, most = 1 } = asked;
  const choices = asked.choices.map((choice) => ({
    id: `${feature.name}:${key}:${choice.key}`,
    label: choice.label,
    ...(isWorded ? { isWorded } : {}),
  }));
  return { choices, poll: poll && { title: poll.title, most } };
}

/** Closes it here and, where the platform shows a poll of its own, there. */
export function closeQuestion(
  questions: GroupQuestions,
  { feature, occasion, step: { core } }: Call,
  asked: AskedKey,
): void {
  const { group, platform, now } = occasion;
  if (!group) return;
  questions.close(feature, group.id, asked);
  const of = { group: group.id, feature: feature.name, key: asked.key };
  for (const { message } of core.connection.all(takePolls, of)) {
    const action = { do: 'closePoll', to: { group: group.platformId }, id: message } as const;
    postAction(core.connection, { platform, action, now });
  }
}

export interface NotedPoll extends SentPoll {
  /** By which it was sent. */
  readonly bot: Bot;
  readonly now: Instant;
}

/**
 * A poll of the platform's own has been sent: what is ticked in it answers this question. When that
 * was closed before the poll had left, the poll is closed, too.
 */
export function notePoll(connection: Statements, { bot, now, ...sent }: NotedPoll): void {
  const { ask, poll, message } = sent;
  const { account, platform } = bot;
  const [feature = '', key = ''] = ask.choices[0]?.id.split(':') ?? [];
  if (!('group' in ask.to)) return;
  const group = connection.get(placeOfGroup, { platform, to: ask.to.group });
  if (!group) return;
  if (!connection.get(isAsked, { group: group.id, feature, key })) {
    const action = { do: 'closePoll', to: { group: ask.to.group }, id: message } as const;
    postAction(connection, { platform, bot: account, action, now });
    return;
  }
  const choices = JSON.stringify(ask.choices.map(({ id }) => id.split(':')[2] ?? ''));
  connection.run(addPoll, { platform, poll, group: group.id, feature, key, message, choices });
}

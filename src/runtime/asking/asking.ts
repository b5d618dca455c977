/** Asks questions to whole groups, in buttons or polls of the platform's own, and closes them. */
import {
  type AskedKey,
  type AskPoll,
  type Bot,
  type Choice,
  days,
  type GroupQuestion,
  type Instant,
  type PlatformId,
  type Say,
  type Span,
} from '#kit';
import { addPoll, isAsked, placeOfGroup, takePolls } from '../../store/group-questions.ts';
import type { Statements } from '../../store/sqlite.ts';
import type { Call } from '../context.ts';
import type { SentPoll } from '../sending/letters.ts';
import { postAction } from '../sending/mail.ts';
import type { GroupQuestions } from './group-questions.ts';

/**
 * Opens a question. @returns what is to be said of it
 * @throws Error where there is no group
 */
export function openQuestion(
  questions: GroupQuestions,
  { feature, occasion }: Call,
  asked: GroupQuestion,
): { readonly choices?: readonly Choice[]; readonly poll?: Say['poll'] } {
  if (!occasion.group) throw new Error('a question to a group is asked in a group');
  questions.ask(feature, occasion.group.id, asked);
  const { poll, key, isWorded, isUnpressed = false, most = 1 } = asked;
  if (isUnpressed) return {};
  const choices = asked.choices.map((choice) => ({
    id: `${feature.name}:${key}:${choice.key}`,
    label: choice.label,
    ...(isWorded ? { isWorded } : {}),
  }));
  return { choices, poll: poll && { title: poll.title, most } };
}

/** Nobody should tick in a poll that is over, so it is ended however late. */
const CLOSING: Span = days(7);

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
  for (const { message: id, bot } of core.connection.all(takePolls, of)) {
    // Of one that was lost nobody knows which it is; it may stand open for ever.
    if (id === '') continue;
    const action = { do: 'closePoll', to: { group: group.platformId }, id } as const;
    const letter = { platform, bot: bot ?? undefined, action, now, lasts: CLOSING };
    postAction(core.connection, letter);
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
  const asked = questionOf(connection, platform, ask);
  if (!asked) return;
  const { group, place, isOpen, ...question } = asked;
  if (isOpen) {
    const choices = JSON.stringify(ask.choices.map(({ id }) => id.split(':')[2] ?? ''));
    const row = { platform, poll, group, ...question, message, choices, bot: account };
    connection.run(addPoll, row);
    return;
  }
  const action = { do: 'closePoll', to: { group: place }, id: message } as const;
  postAction(connection, { platform, bot: account, action, now, lasts: CLOSING });
}

export interface LostPoll {
  readonly ask: AskPoll;
  /** The outbox's row that asked it. */
  readonly row: number;
  readonly bot: Bot;
}

/**
 * A poll may stand in the group, and nobody knows which it is: it takes no ballots.
 * @returns whether its question is still open, so that it is to be asked in another way
 */
export function noteLostPoll(connection: Statements, { ask, row, bot }: LostPoll): boolean {
  const { account, platform } = bot;
  const asked = questionOf(connection, platform, ask);
  if (!asked?.isOpen) return false;
  const { group, feature, key } = asked;
  const poll = `lost.${row}`;
  const lost = { platform, poll, group, feature, key, message: '', choices: '[]' } as const;
  connection.run(addPoll, { ...lost, bot: account });
  return true;
}

/** What a poll asks, and whether that is still asked. */
function questionOf(connection: Statements, platform: string, { to, choices }: AskPoll) {
  const [feature = '', key = ''] = choices[0]?.id.split(':') ?? [];
  const place: PlatformId | undefined = 'group' in to ? to.group : undefined;
  const row = place && connection.get(placeOfGroup, { platform, to: place });
  if (!row) return undefined;
  const group = row.id;
  const isOpen = connection.get(isAsked, { group, feature, key }) !== undefined;
  return { group, place, feature, key, isOpen };
}
